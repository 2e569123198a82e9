// node journeys.mjs [--browser=firefox] PUBLIC
// What a reader comes for, counted from the home page on a phone and on a laptop: screens to scroll and taps to give. What
// holds on every page on the way (letters, room, numbers, languages) is `run.mjs`'s. Exit 1 when a budget is passed.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chosenName, launchChosen } from './browsers.mjs';

const SCREENS = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];
const [dir] = process.argv.slice(2).filter(word => !word.startsWith('--'));
if (!dir) {
  console.error('Usage: node journeys.mjs [--browser=firefox] PUBLIC');
  process.exit(2);
}
const root = resolve(dir);
const home = pathToFileURL(join(root, 'index.html')).href;
const browser = await launchChosen();
let failed = 0;
let passed = 0;

function say(holds, what, found = '') {
  holds ? (passed += 1) : (failed += 1);
  console.log(`${holds ? '  ok' : 'FAIL'}  ${what}${found === '' ? '' : `: ${found}`}`);
}

/** A new tab on a home page; `tap` follows a link that can be seen and counts it. */
async function reader(screen, first) {
  const context = await browser.newContext({ viewport: screen, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  await tab.goto(first);
  let taps = 0;
  const tap = async selector => {
    const link = tab.locator(selector).filter({ visible: true }).first();
    if ((await link.count()) === 0) throw new Error(`no ${selector} to tap on ${tab.url()}`);
    await link.click();
    await tab.waitForLoadState();
    taps += 1;
  };
  return { tab, tap, taps: () => taps, close: () => context.close() };
}

/** How many screens below its top (1 is the first) something is seen; 0 when it is not there. */
const screenOf = (tab, selector) =>
  tab.evaluate(selector => {
    const seen = [...document.querySelectorAll(selector)].find(element => element.checkVisibility());
    if (!seen) return 0;
    return Math.floor((seen.getBoundingClientRect().top + scrollY) / innerHeight) + 1;
  }, selector);

/** What of an element is in the window now. */
const isInWindow = (tab, selector) =>
  tab.evaluate(selector => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return box !== undefined && box.top >= -1 && box.top < innerHeight;
  }, selector);

const MODULE = '.deur-school li a';
const LESSON = '.lesrij h3 a';

/** From home, what people come for: each gives what is wrong with it, or nothing. */
const JOURNEYS = {
  'the tip for tonight is at most one screen down': async ({ tab, tap }) => {
    const door = '.deur-thuis > ul > li:first-child a[href*="nieuwsbrieven/2"]';
    const at = await screenOf(tab, door);
    if (at === 0 || at > 2) return `it is on screen ${at} of the home page`;
    await tap(door);
    return (await isInWindow(tab, '#_thuis, .blok-thuis')) ? '' : 'the tap does not lead to it';
  },
  'the part for parents of the page with help is one tap': async ({ tab, tap, taps }) => {
    await tap('.deur-thuis .deur-delen a:text-matches("ouders", "i")');
    const here = await tab.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.textContent ?? '');
    return /ouders/i.test(here) && taps() === 1 ? '' : `${taps()} taps, at «${here}»`;
  },
  'slides are two clicks': async ({ tab, tap, taps }) => {
    await tap(MODULE);
    await tap('.lesrij a[href$="dia.html"]');
    return /dia\.html/.test(tab.url()) && taps() <= 2 ? '' : `${taps()} clicks, at ${tab.url()}`;
  },
  'a worksheet is two clicks': async ({ tab, tap, taps }) => {
    await tap(`${MODULE}[href*="samen-online"]`);
    await tap('.lesrij a[href$="werkblad.html"]');
    return /werkblad\.html/.test(tab.url()) && taps() <= 2 ? '' : `${taps()} clicks, at ${tab.url()}`;
  },
  'plan B is seen on the first screen of a lesson, and all of it is one tap further': async ({ tab, tap }) => {
    await tap(MODULE);
    await tap(LESSON);
    const bottom = await tab.evaluate(() => document.querySelector('.planb-begin')?.getBoundingClientRect().bottom ?? Infinity);
    if (bottom > (await tab.evaluate(() => innerHeight))) return `it ends ${bottom} px below the top of the lesson`;
    await tap('.planb-kort a');
    return (await isInWindow(tab, '.blok-planb')) ? '' : 'the tap does not lead to it';
  },
  'another language is one tap': async ({ tab, tap, taps }) => {
    await tab.goto(await tab.evaluate(() => document.querySelector('.deur-thuis li a[href^="nieuwsbrieven/2"]').href.split('#')[0]));
    const languages = await tab.locator('.talen a:not([aria-current])').count();
    if (languages === 0) return 'the letter has no other language';
    const at = await screenOf(tab, '.talen');
    await tap('.talen a:not([aria-current])');
    const lang = await tab.evaluate(() => document.documentElement.lang);
    return lang !== 'nl' && taps() === 1 && at === 1 ? '' : `${taps()} taps, on screen ${at}, in ${lang}`;
  },
  'somebody to call is one tap on the page with help': async ({ tab, tap }) => {
    await tap('.deur-thuis a[href*="hulp-nodig"]');
    const at = await screenOf(tab, 'a[href^="tel:"]');
    const height = await tab.evaluate(() => document.querySelector('a[href^="tel:"]').getBoundingClientRect().height);
    if (at !== 1) return `the first number is on screen ${at}`;
    return (await tab.evaluate(() => innerWidth)) > 600 || height >= 44 ? '' : `its button is ${height} px high`;
  },
};

/** The same in the editions beside the public one, where they are there. */
const BESIDE = {
  mr: {
    'what the council decides on is two clicks': async ({ tab, tap, taps }) => {
      await tap('.deur-mr a[href$="wijzigingen.html"]');
      await tap('.wijzigingen-kort a[href="#_instemming"]');
      return (await isInWindow(tab, '#_instemming')) && taps() <= 2 ? '' : `${taps()} clicks, at ${tab.url()}`;
    },
    'her own tasks are two clicks, and the card to print is the third': async ({ tab, tap, taps }) => {
      await tap('.deur-mr a[href="rol/index.html"]');
      await tap('.items a[href$="rol/mr/index.html"]');
      if ((await tab.locator('.items .item').count()) === 0 || taps() > 2) return `${taps()} clicks, no tasks at ${tab.url()}`;
      if ((await screenOf(tab, '.knop-hoofd')) !== 1) return 'the card is not on the first screen';
      const card = await tab.evaluate(() => document.querySelector('.knop-hoofd').href);
      return existsSync(fileURLToPath(card)) ? '' : `there is no ${card}`;
    },
    'the tasks of the evening are two clicks': async ({ tab, tap, taps }) => {
      await tap('.deur-mr a[href$="#_taken"]');
      return (await isInWindow(tab, '#_taken')) && taps() <= 2 ? '' : `${taps()} clicks, at ${tab.url()}`;
    },
  },
  team: {
    'the lesson of today is one click': async ({ tab, tap, taps }) => {
      const lesson = '.vandaag a[href^="lessen/"]';
      if ((await screenOf(tab, lesson)) !== 1) return 'it is not on the first screen';
      await tap(lesson);
      return (await tab.locator('.pagina-les').count()) === 1 && taps() === 1 ? '' : `${taps()} clicks, at ${tab.url()}`;
    },
    'the first gap in coverage is two clicks': async ({ tab, tap, taps }) => {
      await tap('.deur a[href="dekking/index.html"]');
      if ((await screenOf(tab, '.dekking li a')) > 1) return 'the first gap is not on the first screen';
      await tap('.dekking li a');
      const spot = await tab.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null);
      return spot && taps() <= 2 ? '' : `${taps()} clicks, at ${tab.url()}`;
    },
  },
};
const editions = [[home, JOURNEYS]];
for (const [edition, journeys] of Object.entries(BESIDE)) {
  const first = join(root, '..', edition, 'index.html');
  if (existsSync(first)) editions.push([pathToFileURL(first).href, journeys]);
}

for (const screen of SCREENS) {
  console.log(`\n${screen.width} × ${screen.height}, ${chosenName()}`);
  for (const [first, what, walk] of editions.flatMap(([first, walks]) => Object.entries(walks).map(walk => [first, ...walk]))) {
    const trip = await reader(screen, first);
    const wrong = await walk(trip).catch(error => String(error.message).split('\n')[0]);
    say(wrong === '', what, wrong);
    await trip.close();
  }
}

// The page was made on the first of November; whoever reads it later is told of that day.
const small = new URL('../school/out/team/index.html', import.meta.url).href;
const script = readFileSync(new URL('../../themes/krijt/scripts/krijt/45-today.js', import.meta.url), 'utf8');
const DAYS = { '2026-11-01': 'De Week begint', '2026-11-09': 'De lessen van vandaag', '2026-11-10': 'Alle lessen' };
console.log('\nThe lesson of the day on which the page is read');
for (const [day, words] of Object.entries(DAYS)) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.clock.setFixedTime(new Date(`${day}T09:00:00`));
  await tab.goto(small);
  await tab.evaluate(script); // its folder has no scripts
  const said = await tab.locator('.vandaag-dag h2').filter({ visible: true }).allTextContents();
  say(said.length === 1 && said[0].startsWith(words), day, said.join(' | '));
  await context.close();
}

await browser.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
