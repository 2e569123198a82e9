// node right-to-left.mjs [--browser=firefox]
// A letter in Arabic: every number, time, address and piece of code in it is seen in the order in which it was written.
// What counts is where each character stands, not what the source says.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { launchChosen } from './browsers.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const KRIJT = process.env.KRIJT ?? resolve(HERE, '../../target/release/krijt');

/** Each of these stands in the letter once, and is read from left to right. */
const RUNS = [
  '0512 - 12 34 56', '(0512) 65 43 21', '+31 512 778899', '10-11-2026', '19:30', '20:45', '3 november 2026',
  'www.krijt.example/a?b=1', 'info@krijt.example', 'foto_1.jpg', 'Snappet 2.0', 'git push -u origin/main',
  'let x = a[1] + 2;', '06-12345678', '12/11/2026',
];

const LETTER = `---
titel: رسالة
taal: ar
datum: 2026-11-03
samenvatting: رسالة قصيرة.
contact: اتصل على 06-12345678 أو تعال.
---
أهلا. اتصل على 0512 - 12 34 56 أو (0512) 65 43 21 أو +31 512 778899.

يوم 10-11-2026 الساعة 19:30، ثم **20:45** في 3 november 2026.

- انظر www.krijt.example/a?b=1 هنا
- اكتب إلى info@krijt.example!
- ملف foto_1.jpg من Snappet 2.0 جديد

اكتب \`git push -u origin/main\` الآن.

    let x = a[1] + 2;

| متى | ماذا |
| --- | --- |
| 12/11/2026 | درس |
`;

/** Where the characters of a run stand, in the order of the text; empty when it is not there. */
function placesOf(run) {
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  let whole = '';
  const spots = [];
  for (let node; (node = texts.nextNode());) {
    for (let at = 0; at < node.data.length; at += 1) spots.push([node, at]);
    whole += node.data;
  }
  const start = whole.indexOf(run);
  if (start < 0) return [];
  return [...run].map((sign, at) => {
    const [node, offset] = spots[start + at];
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    const box = range.getClientRects()[0];
    return { sign, left: box?.left ?? NaN, top: box?.top ?? NaN };
  }).filter(({ sign }) => sign.trim() !== '');
}

const root = mkdtempSync(join(tmpdir(), 'krijt-rtl-'));
const failures = [];
const browser = await launchChosen();
try {
  mkdirSync(join(root, 'content/nieuwsbrieven'), { recursive: true });
  writeFileSync(join(root, 'krijt.yaml'), 'school: {naam: Proefschool}\n');
  writeFileSync(join(root, 'content/nieuwsbrieven/2026-11-03-brief.md'), '---\ntitel: Brief\ndatum: 2026-11-03\nsamenvatting: Kort.\n---\nDag.\n');
  writeFileSync(join(root, 'content/nieuwsbrieven/2026-11-03-brief.ar.md'), LETTER);
  const built = spawnSync(KRIJT, ['build', '--root', root, '--out', root, '--quiet', '--no-pdf', '--date', '2026-11-10'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`krijt could not build the letter: ${built.error?.message ?? built.stdout + built.stderr}`);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const folder = process.env.KRIJT_LETTER ?? 'public/nieuwsbrieven/2026-11-03-brief/ar/index.html';
  await page.goto(pathToFileURL(join(root, folder)).href);
  if (process.env.KRIJT_SHOT) await page.screenshot({ path: process.env.KRIJT_SHOT, fullPage: true });
  for (const run of RUNS) {
    const places = await page.evaluate(placesOf, run);
    const seen = places.toSorted((a, b) => a.left - b.left).map(({ sign }) => sign).join('');
    const wanted = [...run].filter(sign => sign.trim() !== '').join('');
    if (places.some(({ top }) => Math.abs(top - places[0].top) > 8)) failures.push(`«${run}» stands on two lines`);
    else if (seen !== wanted) failures.push(`«${run}» is seen as «${seen}»`);
  }
} finally {
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}
failures.forEach(failure => console.log(`FAIL ${failure}`));
console.log(`${RUNS.length - failures.length} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
