// node incident.mjs [--browser=firefox] PUBLIC…
// The page at an incident, as somebody uses it who has no time: by keys alone, by touch, by ear, on paper, without JavaScript.
// And the tasks of an evening, which are ticked likewise.
// For each thing that can happen and each role: no step and nothing that protects is hidden. Nothing is kept and nothing is
// asked for. Exit 1 when one of these does not hold.

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chosenName, hasDevtools, launchChosen } from './browsers.mjs';

const roots = process.argv.slice(2).filter(word => !word.startsWith('--'));
if (roots.length === 0) {
  console.error('Usage: node incident.mjs [--browser=firefox] PUBLIC…');
  process.exit(2);
}
const browser = await launchChosen();
let [passed, failed] = [0, 0];

function say(wrong, what) {
  wrong === '' ? (passed += 1) : (failed += 1);
  console.log(`${wrong === '' ? '  ok' : 'FAIL'}  ${what}${wrong === '' ? '' : `: ${wrong}`}`);
}

/** Runs in the page: what of the chosen thing and role can be seen, and what cannot. */
function look() {
  const seen = element => element.checkVisibility();
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const [what, who] = ['_wat', '_wie'].map(id => document.getElementById(id));
  const sort = what.selectedOptions[0].dataset.soort;
  const steps = all('[data-stappen]').filter(section => !sort || section.dataset.stappen === sort);
  const inSteps = selector => steps.flatMap(section => all(selector, section));
  const own = inSteps('li[data-wie]').filter(step => step.dataset.wie.split(' ').includes(who?.value));
  const kinds = all('[data-voorval]').filter(seen).map(section => section.dataset.voorval);
  return {
    hidden: inSteps('li[data-wie], .voorval-letop, .voorval-kader, a[href^="tel:"]').filter(element => !seen(element)).length,
    steps: inSteps('li[data-wie]').length,
    notes: inSteps('.voorval-letop, .voorval-kader').length,
    others: all('[data-stappen]').filter(section => seen(section) && !steps.includes(section)).length,
    marked: all('.stap-eigen').filter(seen).length,
    own: own.length,
    kinds: what.value === '' ? [] : kinds.filter(kind => kind !== what.value),
    isThere: what.value === '' || kinds.includes(what.value),
    said: document.querySelector('.voorval-stand').textContent,
  };
}

function wrongWith(found) {
  if (found.hidden > 0) return `${found.hidden} steps, notes or numbers are hidden`;
  if (found.steps === 0 || found.notes === 0) return `${found.steps} steps, ${found.notes} notes`;
  if (found.others > 0 || found.kinds.length > 0 || !found.isThere) return `others are shown: ${found.kinds}`;
  if (found.marked !== found.own) return `${found.marked} steps are marked, ${found.own} are this role's`;
  const counted = Number(/\d+/.exec(found.said)?.[0] ?? 0);
  return counted === found.own ? '' : `it says ${counted} steps of ${found.own}`;
}

/** Runs in the page: what it keeps anywhere. */
async function kept() {
  const bases = await (indexedDB.databases?.() ?? []);
  const state = history.state === null ? 0 : 1;
  return localStorage.length + sessionStorage.length + document.cookie.length + bases.length + state;
}

const options = (tab, id) => tab.evaluate(id => [...(document.getElementById(id)?.options ?? [])].map(option => option.value), id);
const focused = tab => tab.evaluate(() => document.activeElement?.id || document.activeElement?.localName);

/** Tab, until something that `selector` names has the focus; how many times it took. */
async function tabTo(tab, selector, most = 60) {
  for (let count = 1; count <= most; count += 1) {
    await tab.keyboard.press('Tab');
    if (await tab.evaluate(selector => document.activeElement?.matches(selector), selector)) return count;
  }
  throw new Error(`no ${selector} after ${most} times Tab`);
}

async function page(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
  const tab = await context.newPage();
  const asked = [];
  await tab.goto(file);
  tab.on('request', request => asked.push(request.url()));
  return { tab, asked, close: () => context.close() };
}

const WALKS = {
  async 'each thing that can happen, for each role: all that protects is seen'(file) {
    const { tab, close } = await page(file);
    const [whats, whos] = [await options(tab, '_wat'), await options(tab, '_wie')];
    const faults = [];
    for (const what of whats) {
      await tab.selectOption('#_wat', what);
      for (const who of whos.length > 0 ? whos : ['']) {
        if (whos.length > 0) await tab.selectOption('#_wie', who);
        const wrong = wrongWith(await tab.evaluate(look));
        if (wrong !== '') faults.push(`${what} × ${who}: ${wrong}`);
      }
    }
    await close();
    if (whats.length < 2) return 'there is nothing to choose';
    return faults.slice(0, 3).join('; ');
  },

  async 'by keys alone: choose, choose, tick; what has the focus is seen'(file) {
    const { tab, close } = await page(file);
    await tabTo(tab, '#_wat');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Tab');
    if ((await focused(tab)) !== '_wie') return `Tab leads to ${await focused(tab)}, not to who you are`;
    await tab.keyboard.press('ArrowDown');
    const wrong = wrongWith(await tab.evaluate(look));
    if (wrong !== '') return wrong;
    await tabTo(tab, '.vinklijst input');
    await tab.keyboard.press('Space');
    const state = await tab.evaluate(() => {
      const box = document.activeElement;
      const { left, top, width, height } = box.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + height / 2);
      const name = document.getElementById(box.getAttribute('aria-labelledby'))?.textContent.trim() ?? '';
      return { ticked: box.checked, seen: above === box, named: name.length > 3 };
    });
    await close();
    return state.ticked && state.seen && state.named ? '' : JSON.stringify(state);
  },

  async 'by ear: each choice says one sentence, or nothing'(file) {
    const { tab, close } = await page(file);
    await tab.evaluate(() => {
      window.spoken = [];
      const status = document.querySelector('.voorval-stand');
      new MutationObserver(() => window.spoken.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
    });
    await tab.selectOption('#_wat', { index: 1 });
    const before = await tab.evaluate(() => window.spoken.filter(text => text !== ''));
    const whos = (await options(tab, '_wie')).slice(1);
    const faults = before.length > 0 ? [`what happened says ${before}`] : [];
    for (const who of whos) {
      await tab.evaluate(() => (window.spoken = []));
      await tab.selectOption('#_wie', who);
      const [said, found] = await tab.evaluate(`[window.spoken, (${look})()]`);
      const texts = said.filter(text => text !== '');
      if (texts.length !== (found.own > 0 ? 1 : 0)) faults.push(`${who}: ${texts.length} times`);
    }
    await close();
    return faults.join('; ');
  },

  async 'nothing is kept and nothing is asked for; the next look begins anew'(file) {
    const { tab, asked, close } = await page(file);
    await tab.selectOption('#_wat', { index: 1 });
    if ((await options(tab, '_wie')).length > 0) await tab.selectOption('#_wie', { index: 1 });
    await tab.locator('.vinklijst input').filter({ visible: true }).first().check();
    const store = await tab.evaluate(kept);
    // The icon of the page can come late.
    const requests = asked.filter(url => !url.endsWith('/assets/icoon.svg'));
    const url = tab.url();
    await tab.reload();
    const again = await tab.evaluate(() => ({
      chosen: document.getElementById('_wat').value + (document.getElementById('_wie')?.value ?? ''),
      ticked: document.querySelectorAll('.vinklijst input:checked').length,
    }));
    await close();
    if (store > 0 || requests.length > 0 || url !== file) return `it keeps ${store}, asks for ${requests}, is at ${url}`;
    return again.chosen === '' && again.ticked === 0 ? '' : JSON.stringify(again);
  },
};

/** The tasks of an evening are a list to tick, too. */
const TICKS = {
  async 'tasks: a tick has a name, is kept nowhere, and is gone at the next look'(file) {
    const { tab, asked, close } = await page(file);
    const boxes = await tab.evaluate(() => [...document.querySelectorAll('.vinklijst input')].map(box => document.getElementById(box.getAttribute('aria-labelledby'))?.textContent.trim() ?? ''));
    await tabTo(tab, '.vinklijst input');
    await tab.keyboard.press('Space');
    const ticked = async () => tab.evaluate(() => document.querySelectorAll('.vinklijst input:checked').length);
    const [now, store] = [await ticked(), await tab.evaluate(kept)];
    const requests = asked.filter(url => !url.endsWith('/assets/icoon.svg'));
    await tab.reload();
    const later = await ticked();
    await close();
    if (boxes.length === 0 || boxes.some(name => name === '')) return `boxes: ${boxes}`;
    return now === 1 && later === 0 && store === 0 && requests.length === 0 ? '' : `${now} ticked, later ${later}; it keeps ${store}, asks for ${requests}`;
  },
};

/** What needs a browser that does as it is told; see `hasDevtools`. */
const WITH_DEVTOOLS = {
  async 'by touch on a telephone: boxes and numbers are large enough, a tap ticks'(file) {
    const { tab, close } = await page(file, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await tab.selectOption('#_wat', { index: 1 });
    await tab.locator('.vinklijst input').filter({ visible: true }).first().tap();
    const found = await tab.evaluate(() => {
      const shown = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
      const size = element => Math.min(element.getBoundingClientRect().width, element.getBoundingClientRect().height);
      return {
        ticked: document.querySelectorAll('.vinklijst input:checked').length,
        boxes: Math.min(...shown('.vinklijst input').map(size)),
        numbers: Math.min(...shown('a.knop[href^="tel:"]').map(size)),
        lists: Math.min(...shown('.voorval-keuze select').map(size)),
      };
    });
    await close();
    return found.ticked === 1 && found.boxes >= 24 && found.numbers >= 40 && found.lists >= 44 ? '' : JSON.stringify(found);
  },

  async 'without JavaScript: every kind, every step, and the way to the list of each role'(file) {
    const { tab, close } = await page(file, { javaScriptEnabled: false });
    const count = async selector => tab.locator(selector).filter({ visible: true }).count();
    const lost = [];
    for (const selector of ['[data-voorval]', '[data-stappen]', '.vinklijst > li', '.voorval-letop', '.voorval-kader'])
      if ((await count(selector)) !== (await tab.locator(selector).count())) lost.push(selector);
    const choices = await count('.voorval-keuze');
    const lists = await count('.voorval-rollen a');
    const roles = (await tab.locator('#_wie option').count()) - 1;
    await close();
    return lost.length === 0 && choices === 0 && lists === roles ? '' : `lost ${lost}; ${choices} choices, ${lists} of ${roles} lists`;
  },

  async 'on paper: a log with room for day, time and who, of what happened only'(file) {
    const { tab, close } = await page(file);
    await tab.selectOption('#_wat', { index: 1 });
    await tab.emulateMedia({ media: 'print' });
    await tab.setViewportSize({ width: 640, height: 960 });
    const found = await tab.evaluate(() => {
      const shown = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
      return {
        fields: shown('.logboek span').filter(field => field.getBoundingClientRect().width > 60).length,
        steps: shown('.vinklijst > li').length,
        kinds: shown('[data-voorval]').length,
        choices: shown('.voorval-keuze, .voorval-rollen').length,
      };
    });
    await close();
    // Day, time and who, and what was told; time and who at each step.
    const wanted = 4 + 2 * found.steps;
    return found.fields === wanted && found.kinds === 1 && found.choices === 0 ? '' : `${wanted} fields: ${JSON.stringify(found)}`;
  },
};

async function walkAll(root, path, walks) {
  const file = pathToFileURL(join(resolve(root), path)).href;
  for (const [what, walk] of Object.entries(walks))
    say(await walk(file).catch(error => String(error.message).split('\n')[0]), `${root}: ${what}`);
}

console.log(chosenName());
for (const root of roots) {
  await walkAll(root, 'protocol/voorval/index.html', { ...WALKS, ...(hasDevtools(browser) ? WITH_DEVTOOLS : {}) });
  const lists = readdirSync(resolve(root), { recursive: true }).filter(path => /^thema-avond\/[^/]+\/taken\.html$/.test(path));
  for (const path of lists) await walkAll(root, path, TICKS);
}
await browser.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
