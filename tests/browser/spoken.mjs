// node spoken.mjs [--update]
// What a screen reader is told of each kind of page of the school of the tests, as text: roles, names, states. The golden
// files stand in `spoken/`; `--update` writes them anew. Exit 1 where a page says something else.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const school = join(here, '../school/out');
const golden = join(here, 'spoken');
const updates = process.argv.includes('--update');

const LESSON = 'lessen/samen-online/echt-of-nep';
const LETTER = 'nieuwsbrieven/2026-10-30-de-week';
/** By the name of its golden file: a page of each kind. */
const PAGES = {
  home: 'public/index.html',
  'home-mr': 'mr/index.html',
  'home-team': 'team/index.html',
  lessons: 'public/lessen/index.html',
  module: 'public/lessen/samen-online/index.html',
  lesson: `public/${LESSON}/index.html`,
  'lesson-team': `team/${LESSON}/index.html`,
  deck: `public/${LESSON}/dia.html`,
  worksheet: `public/${LESSON}/werkblad.html`,
  answers: `team/${LESSON}/antwoorden.html`,
  substitute: `team/${LESSON}/invalkaart.html`,
  handout: `team/${LESSON}/hand-out.html`,
  letters: 'public/nieuwsbrieven/index.html',
  letter: `public/${LETTER}/index.html`,
  translation: `public/${LETTER}/en/index.html`,
  week: 'team/week/index.html',
  year: 'mr/jaar/index.html',
  evening: 'public/thema-avond/opgroeien-online/index.html',
  'evening-mr': 'mr/thema-avond/opgroeien-online/index.html',
  protocol: 'public/protocol/index.html',
  steps: 'public/protocol/stappenkaart.html',
  card: 'public/protocol/kaart-leerkracht.html',
  incident: 'public/protocol/voorval/index.html',
  'run-sheet': 'mr/thema-avond/opgroeien-online/draaiboek.html',
  duty: 'mr/rol/mr-voorzitter/index.html',
  changes: 'mr/protocol/wijzigingen.html',
  coverage: 'mr/dekking/index.html',
  glossary: 'public/begrippen/index.html',
  help: 'public/hulp/hulp-nodig/index.html',
};

mkdirSync(golden, { recursive: true });
const browser = await launch();
const tab = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
let failed = 0;

function compare(name, spoken) {
  const file = join(golden, `${name}.txt`);
  if (updates) return writeFileSync(file, spoken);
  let known = '';
  try {
    known = readFileSync(file, 'utf8');
  } catch {
    /* there is none yet */
  }
  if (known === spoken) return console.log(`  ok  ${name}`);
  failed += 1;
  const [was, is] = [known.split('\n'), spoken.split('\n')];
  const at = is.findIndex((line, row) => line !== was[row]);
  console.log(`FAIL  ${name}, line ${at + 1}\n  was: ${was[at] ?? ''}\n  is:  ${is[at] ?? ''}`);
}

for (const [name, path] of Object.entries(PAGES)) {
  await tab.goto(pathToFileURL(join(school, path)).href);
  compare(name, `${await tab.locator('body').ariaSnapshot()}\n`);
  // What is folded says more when it is opened, and so does the explanation of a word.
  const opened = await tab.evaluate(() => {
    const folded = [...document.querySelectorAll('details:not([open])')];
    folded.forEach(details => (details.open = true));
    const word = document.querySelector('.begrip');
    word?.click();
    return folded.length > 0 || word !== null;
  });
  if (opened) compare(`${name}-opened`, `${await tab.locator('body').ariaSnapshot()}\n`);
}
await browser.close();
if (updates) console.log(`${Object.keys(PAGES).length} pages written`);
else console.log(`${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
