// Proves that Firefox keeps files on a disk apart and windows shut, as it does for people, and that this is seen when it
// does not: pages that need what it forbids would look right in the tests, and only there.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './firefox.mjs';

const page = head => `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title>${head}</head><body></body></html>`;

/** A script of the page itself: what a driver runs in a page may have more rights than the page has. */
const PROBE = `
const seen = {};
const refused = doing => { try { return doing() === null; } catch { return true; } };
seen['a window opens at a click only'] = refused(() => window.open('beside.html'));
addEventListener('load', async () => {
  seen['another file is not fetched'] = await fetch('beside.txt').then(() => false, () => true);
  seen['another file in a frame is not read'] = refused(() => document.querySelector('iframe').contentDocument);
  localStorage.setItem('mark', 'x');
  window.walls = seen;
});`;

/** Each wall, and whether it stands. */
async function walls(folder, preferences) {
  const browser = await launch(preferences);
  try {
    const tab = await browser.newPage();
    await tab.goto(pathToFileURL(join(folder, 'index.html')).href);
    const seen = await tab.waitForFunction(() => window.walls).then(value => value.jsonValue());
    await tab.goto(pathToFileURL(join(folder, 'beside.html')).href);
    return { ...seen, 'another file has its own storage': await tab.evaluate(() => localStorage.getItem('mark') === null) };
  } finally {
    await browser.close();
  }
}

/** What is wrong, and how many things were tried. */
export async function checkIsolation(place) {
  const folder = join(place, 'isolation');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), page('<script src="probe.js" defer></script>').replace('<body>', '<body><iframe src="beside.html"></iframe>'));
  writeFileSync(join(folder, 'beside.html'), page(''));
  writeFileSync(join(folder, 'beside.txt'), 'hallo');
  writeFileSync(join(folder, 'probe.js'), PROBE);
  const [kept, driven] = [await walls(folder), await walls(folder, {})];
  rmSync(folder, { recursive: true });
  const faults = Object.keys(kept).flatMap(wall => [
    ...(kept[wall] ? [] : [`Firefox is not as people have it: not so that ${wall}`]),
    ...(driven[wall] ? [`a Firefox as drivers have it looks as if ${wall}`] : []),
  ]);
  return { faults, tried: 2 * Object.keys(kept).length };
}
