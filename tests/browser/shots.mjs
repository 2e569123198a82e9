// node shots.mjs DIR OUT [PAGE…]
// Pictures for people to look at: each page at three widths, light and dark, and as it prints. Not a test.
// Without PAGE: one page of every kind. Printed pages need pdftoppm (Debian: poppler-utils).

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { forEach, launch } from './chromium.mjs';
import { openFolder } from './site.mjs';

const WIDTHS = [360, 1280, 1920];
const SCHEMES = ['light', 'dark'];
const KINDS = [
  /^index\.html$/,
  /^lessen\/index\.html$/,
  /^lessen\/[^/]+\/index\.html$/,
  /^lessen\/[^/]+\/[^/]+\/index\.html$/,
  /^lessen\/.*\/dia\.html$/,
  /^lessen\/.*\/werkblad\.html$/,
  /^nieuwsbrieven\/index\.html$/,
  /^nieuwsbrieven\/[^/]+\/index\.html$/,
  /^thema-avond\/[^/]+\/index\.html$/,
  /^protocol\/index\.html$/,
  /^begrippen\/index\.html$/,
  /^hulp-nodig\/index\.html$/,
  /^404\.html$/,
];

const [dir, out, ...named] = process.argv.slice(2);
if (!dir || !out) {
  console.error('Usage: node shots.mjs DIR OUT [PAGE…]');
  process.exit(2);
}

const folder = openFolder(dir);
const path = page => relative(folder.root, page.file);
const wanted =
  named.length > 0
    ? named.map(name => resolve(folder.root, name))
    : KINDS.map(kind => folder.pages.find(page => kind.test(path(page)))?.file);
const pages = folder.pages.filter(page => wanted.includes(page.file));
const missing = named.filter(name => !folder.pages.some(page => page.file === resolve(folder.root, name)));
mkdirSync(out, { recursive: true });

const browser = await launch();
await forEach(pages, async page => {
  const tab = await browser.newPage();
  const name = join(
    out,
    path(page)
      .replace(/\.html$/, '')
      .replaceAll('/', '_'),
  );
  await tab.goto(page.url);
  for (const colorScheme of SCHEMES) {
    await tab.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: Math.round(width * (width < 500 ? 2 : 9 / 16)) });
      await tab.screenshot({ path: `${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await tab.pdf({ path: `${name}-print.pdf`, format: 'A4', preferCSSPageSize: true, printBackground: true });
  await tab.close();
  const drawn = spawnSync('pdftoppm', ['-r', '60', '-png', `${name}-print.pdf`, `${name}-print`], { stdio: 'inherit' });
  if (drawn.error) console.error(`no picture of the print: ${drawn.error.message}`);
  else rmSync(`${name}-print.pdf`);
  console.log(`${name}-*.png`);
});
await browser.close();
for (const name of missing) console.error(`no such page: ${name}`);
process.exitCode = missing.length > 0 ? 1 : 0;
