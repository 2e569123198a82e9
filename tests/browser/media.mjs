// node media.mjs KRIJT
// Drawings and photos as krijt publishes them, each opened by itself from file://: nothing runs, nothing is asked of another
// host, and what was harmless looks as it did, pixel by pixel. Photos stand upright in the right colours. The sources of the
// hostile drawings are opened as well: a browser must be seen to run and ask, or the test proves nothing. Where pictures come
// late, nothing on their page moves.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { forEach, launch } from './chromium.mjs';
import { expect, finish, scratch } from './tally.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const drawings = join(here, '../drawings');
const [krijt] = process.argv.slice(2);
if (!krijt) {
  console.error('Usage: node media.mjs KRIJT');
  process.exit(2);
}
const program = join(process.cwd(), krijt);
const named = kind => readdirSync(join(drawings, kind)).filter(name => name.endsWith('.svg'));

/** What a browser does with a file: what it asks for besides it, and what runs. */
async function open(browser, file) {
  const context = await browser.newContext({ viewport: { width: 400, height: 400 } });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const seen = { asked: [], ran: [] };
  await context.route('**/*', route => {
    if (route.request().url() === url) return route.continue();
    seen.asked.push(route.request().url());
    return route.abort();
  });
  page.on('pageerror', error => seen.ran.push(String(error)));
  page.on('dialog', dialog => (seen.ran.push(dialog.message()), dialog.dismiss()));
  await page.goto(url);
  await page.waitForTimeout(150);
  if ((await page.title()) === 'ran') seen.ran.push('title');
  const picture = await page.screenshot();
  await context.close();
  return { ...seen, picture };
}

/** The colours of a picture at these places, as parts of its width and height; and its size. */
const look = (page, file, places) =>
  page.evaluate(
    async ([data, places]) => {
      const image = new Image();
      image.src = data;
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0);
      const at = ([x, y]) => [...pen.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1).data];
      return { size: [canvas.width, canvas.height], colors: places.map(at) };
    },
    [`data:image/${file.endsWith('png') ? 'png' : 'jpeg'};base64,${readFileSync(file).toString('base64')}`, places],
  );

/** Four fields: red, green, blue, and white that is half see-through where the type has that. */
const paint = (page, type) =>
  page.evaluate(async type => {
    const canvas = new OffscreenCanvas(160, 120);
    const pen = canvas.getContext('2d');
    for (const [at, color] of ['#d02020', '#20a040', '#2040c0', type === 'image/png' ? 'rgb(255 255 255 / 50%)' : '#ffffff'].entries()) {
      pen.fillStyle = color;
      pen.fillRect((at % 2) * 80, Math.floor(at / 2) * 60, 80, 60);
    }
    const blob = await canvas.convertToBlob({ type, quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, type);

/** A photo that was taken with the camera on its side. */
function held(jpeg, orientation) {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return [0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...jpeg.slice(2)];
}

/** How far things on a page move while its pictures come, one after the other, and somebody scrolls to its end. */
async function shifts(browser, file, width, change = text => text) {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.route('**/*', async route => {
    if (route.request().resourceType() === 'document') return route.fulfill({ body: change(readFileSync(file, 'utf8')), contentType: 'text/html' });
    if (route.request().resourceType() === 'image') await new Promise(done => setTimeout(done, 100));
    return route.continue();
  });
  await page.addInitScript(() => {
    window.shifts = [];
    const seen = list => window.shifts.push(...list.getEntries());
    new PerformanceObserver(seen).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(pathToFileURL(file).href);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let at = 0; at < height; at += 600) {
    await page.evaluate(top => scrollTo({ top, behavior: 'instant' }), at);
    await page.waitForTimeout(150);
  }
  await page.waitForFunction(() => [...document.images].every(image => image.complete));
  const moved = await page.evaluate(() => window.shifts.flatMap(({ value, sources }) => (value ? [[value, ...sources.map(({ node }) => node?.nodeName)].join(' ')] : [])));
  await page.close();
  return moved;
}

const near = (a, b, far = 12) => a.every((value, at) => Math.abs(value - b[at]) <= far);

const school = join(scratch, 'school');
mkdirSync(join(school, 'content'), { recursive: true });
writeFileSync(join(school, 'krijt.yaml'), 'school: {naam: De Krijtstreep}\n');
for (const kind of ['active', 'harmless']) cpSync(join(drawings, kind), join(school, 'content', kind), { recursive: true });

const browser = await launch();
try {
  const page = await browser.newPage();
  const [jpeg, png, webp] = [await paint(page, 'image/jpeg'), await paint(page, 'image/png'), await paint(page, 'image/webp')];
  const photos = { 'recht.jpg': jpeg, 'gekanteld.jfif': held(jpeg, 6), 'om.jpg': held(jpeg, 3), 'tekening.png': png, 'web.webp': webp };
  for (const [name, bytes] of Object.entries(photos)) writeFileSync(join(school, 'content', name), Buffer.from(bytes));

  // What is refused is clean by not being there.
  const shown = [...named('active').map(name => `active/${name}`), ...named('harmless').map(name => `harmless/${name}`), ...Object.keys(photos)];
  const write = names => writeFileSync(join(school, 'content/x.md'), `---\ntitel: X\n---\n${names.map(name => `![Een vlak van kleur](${name})\n`).join('\n')}`);
  write(shown);
  const report = JSON.parse(spawnSync(program, ['check', '--root', school, '--format', 'json'], { encoding: 'utf8' }).stdout);
  const refused = report.findings.filter(finding => finding.severity === 'error').map(finding => finding.file.replace(/^content\//, ''));
  expect(refused.every(name => name.startsWith('active/')), `refused although harmless: ${refused}`);
  write(shown.filter(name => !refused.includes(name)));
  execFileSync(program, ['build', '--root', school, '-q', '--edition', 'public'], { stdio: 'ignore' });
  const out = join(school, 'public');

  const loud = new Set();
  await forEach(named('active'), async name => {
    const source = await open(browser, join(drawings, 'active', name));
    if (source.asked.length + source.ran.length > 0) loud.add(name);
    const file = join(out, 'active', name);
    if (!existsSync(file)) return expect(refused.includes(`active/${name}`), `${name} is gone without a word`);
    const { asked, ran } = await open(browser, file);
    expect(asked.length === 0, `${name} asks for ${asked}`);
    expect(ran.length === 0, `${name} runs: ${ran}`);
  });
  expect(loud.size >= 8, `only ${[...loud]} do anything at all: this browser proves little`);

  await forEach(named('harmless'), async name => {
    const [before, after] = [await open(browser, join(drawings, 'harmless', name)), await open(browser, join(out, 'harmless', name))];
    expect(before.picture.equals(after.picture), `${name} looks different`);
    expect(after.asked.length + after.ran.length === 0, `${name} does something`);
  });

  // The school's own drawings, where this repository's site has been built.
  const root = join(here, '../..');
  const ours = readdirSync(join(root, 'content'), { recursive: true }).map(String).filter(name => name.endsWith('.svg'));
  const built = readdirSync(join(root, 'public'), { recursive: true }).map(String).filter(name => name.endsWith('.svg'));
  await forEach(ours, async name => {
    const file = built.find(path => basename(path) === basename(name));
    if (!file) return;
    const [before, after] = [await open(browser, join(root, 'content', name)), await open(browser, join(root, 'public', file))];
    expect(before.picture.equals(after.picture), `content/${name} looks different`);
  });

  // A page with all of them, and one of each kind of the school's own.
  const kinds = ['', 'lessen', 'lessen/samen-online', 'lessen/samen-online/mijn-foto-mijn-keuze', 'hulp-nodig', 'klas', 'protocol', 'nieuwsbrieven', 'nieuwsbrieven/2026-10-30-week-van-de-mediawijsheid', 'zoeken'];
  const pages = [join(out, 'x/index.html'), ...kinds.map(kind => join(root, 'public', kind, 'index.html')).filter(existsSync)];
  expect((await shifts(browser, pages[0], 375, text => text.replaceAll(/ (width|height)="\d+"/g, ''))).length > 0, 'pictures without a size move nothing: this browser proves little');
  for (const width of [375, 1280]) {
    await forEach(pages, async file => {
      const moved = await shifts(browser, file, width);
      expect(moved.length === 0, `${file} moves at ${width} pixels: ${moved.slice(0, 3).join('; ')}`);
    });
  }

  const corners = [[0.2, 0.2], [0.8, 0.2], [0.2, 0.8], [0.8, 0.8]];
  const [red, green, blue, white] = [[208, 32, 32, 255], [32, 160, 64, 255], [32, 64, 192, 255], [255, 255, 255, 255]];
  const right = {
    'recht.jpg': [[160, 120], [red, green, blue, white]],
    'gekanteld.jpg': [[120, 160], [blue, red, white, green]],
    'om.jpg': [[160, 120], [white, blue, green, red]],
    'tekening.png': [[160, 120], [red, green, blue, [255, 255, 255, 128]]],
    'web.jpg': [[160, 120], [red, green, blue, white]],
  };
  for (const [name, [size, colors]] of Object.entries(right)) {
    if (!existsSync(join(out, name))) {
      expect(false, `${name} is not there: ${readdirSync(out)}`);
      continue;
    }
    const seen = await look(page, join(out, name), corners);
    expect(`${seen.size}` === `${size}`, `${name} is ${seen.size}`);
    expect(seen.colors.every((color, at) => near(color, colors[at])), `${name} has the colours ${JSON.stringify(seen.colors)}`);
  }
} finally {
  await browser.close();
}
finish();
