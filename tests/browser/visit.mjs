// One page, opened as its readers do: without JavaScript and with it, small and wide, light and dark, on paper.

import { rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { hasDevtools } from './browsers.mjs';
import { readFacts } from './facts.mjs';
import { TEAM_PARTS } from './leaks.mjs';
import { policyFaults } from './policy.mjs';
import { brokenNumbers, languageFaults, letterSizes, unseen } from './reading.mjs';

const PAPER = { width: 640, height: 960 }; // A4 less two centimetres on each side
const PAPER_OF_DECKS = { width: 1031, height: 703 }; // on its side, less twelve millimetres
const MODES = [
  { scheme: 'light', width: 360 },
  { scheme: 'dark', width: 360 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'light', width: 1280 },
];
/** Scripts only add to a page: this much of its text must be there without them. And on paper. */
const SHARE = 0.8;

/** Checks one page, and returns the facts that other checks need (see `readFacts`), or nothing if it did not open. */
export const visit = (browser, page, report, { timeout = PATIENCE, isRead = true } = {}) =>
  opened(page, report, async () => {
    let facts;
    if (hasDevtools(browser)) facts = await withTab(browser, page, { javaScriptEnabled: false, timeout }, read);
    await withTab(
      browser,
      page,
      { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce', timeout },
      async (tab, heard) => {
        facts ??= await read(tab);
        await checkTab(tab, page, heard, facts, report, isRead);
      },
    );
    return facts;
  });

/** A page in a Firefox that runs no script and has the colours of its reader's system; `facts` are those of the page as others see it. */
export const visitBare = async (browser, page, facts, report, { timeout = PATIENCE } = {}) => {
  try {
    await withTab(browser, page, { viewport: { width: 360, height: 740 }, timeout }, async tab => {
      report.add(page.label, 'no-script', textFaults(await read(tab), facts.screenText));
      report.add(page.label, 'forced', await tab.evaluate(unseen));
    });
  } catch (error) {
    report.add(page.label, 'opens', [`without scripts: ${String(error.message ?? error).split('\n')[0]}`]);
  }
};

/** Reads the facts of a page whose main part was visited elsewhere. */
export const glance = (browser, page, report, { timeout = PATIENCE } = {}) =>
  opened(page, report, () => withTab(browser, page, { javaScriptEnabled: false, timeout }, read));

/** Milliseconds that a page may take. */
const PATIENCE = 180_000;

const read = tab => tab.evaluate(readFacts, TEAM_PARTS);

/** What `work` read of a page, checked; nothing where it did not open. */
async function opened(page, report, work) {
  try {
    const facts = await work();
    checkFacts(page, facts, report);
    report.add(page.label, 'opens');
    return facts;
  } catch (error) {
    report.add(page.label, 'opens', [String(error.message ?? error).split('\n')[0]]);
    return undefined;
  }
}

/**
 * Tabs that wait for the next page, by what they were asked to be. Starting one, and the validator anew in it, takes as long
 * as half of the rules. What a page left is gone when the next one opens: see `startAfresh`.
 */
const waiting = new WeakMap();

async function withTab(browser, page, { timeout, ...options }, work) {
  const tabs = tabsFor(browser, options);
  const tab = tabs.pop() ?? (await newTab(browser, options));
  let isWhole = false;
  try {
    tab.setDefaultTimeout(timeout);
    await tab.emulateMedia({ media: null, colorScheme: null, forcedColors: null });
    if (options.viewport) await tab.setViewportSize(options.viewport);
    const heard = listen(tab);
    heard.address = await addressOf(tab, page);
    await tab.goto(heard.address, { waitUntil: 'load' });
    let late;
    const limit = new Promise(
      (_, reject) => (late = setTimeout(() => reject(new Error('takes too long to check')), timeout)),
    );
    const found = await Promise.race([work(tab, heard), limit]).finally(() => clearTimeout(late));
    isWhole = true;
    return found;
  } finally {
    // One that did not come to its end may still be at work.
    if (isWhole) tabs.push(await emptied(tab));
    else await tab.context().close();
    rmSync(copyOf(page), { force: true });
  }
}

function tabsFor(browser, options) {
  if (!waiting.has(browser)) waiting.set(browser, new Map());
  const all = waiting.get(browser);
  const key = JSON.stringify(options);
  if (!all.has(key)) all.set(key, []);
  return all.get(key);
}

async function newTab(browser, options) {
  const tab = await (await browser.newContext(options)).newPage();
  await tab.addInitScript(startAfresh);
  await tab.addInitScript(noteTroubles);
  return tab;
}

async function emptied(tab) {
  tab.removeAllListeners();
  if (hasDevtools(tab.context().browser())) await tab.unrouteAll();
  return tab;
}

/** Runs in the page before anything of its own: nothing is left of the page before. */
function startAfresh() {
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // Where there is no storage, there is nothing in it.
  }
  window.name = '';
}

/** Where a tab finds what is shown of a page. Over WebDriver BiDi no file can be answered for: there it is a copy beside it. */
async function addressOf(tab, page) {
  if (page.shown === page.source) return page.url;
  if (!hasDevtools(tab.context().browser())) {
    writeFileSync(copyOf(page), page.shown);
    return pathToFileURL(copyOf(page)).href;
  }
  await tab.route(page.url, route => route.fulfill({ body: page.shown, contentType: 'text/html; charset=utf-8' }));
  return page.url;
}

const copyOf = ({ file }) => join(dirname(file), `shown-${basename(file)}`);

/** Notes what a page asks for and says, until `deaf` is called. */
function listen(tab) {
  const heard = {
    failed: [],
    outside: [],
    console: [],
    errors: [],
    dialogs: [],
    isDeaf: false,
    deaf: () => (heard.isDeaf = true),
  };
  const note = (list, text) => heard.isDeaf || heard[list].includes(text) || heard[list].push(text);
  const isOwn = request => /^(file|data|blob):/.test(request.url());
  tab.on('request', request => isOwn(request) || note('outside', request.url()));
  tab.on(
    'requestfailed',
    request => isOwn(request) && note('failed', `${request.url()} (${request.failure()?.errorText})`),
  );
  tab.on('console', message => ['error', 'warning'].includes(message.type()) && note('console', message.text()));
  // What a policy forbids is an error of a script to Firefox, and a line on the console to others.
  const listOf = ({ message }) => (/^The page’s settings blocked/.test(message) ? 'console' : 'errors');
  tab.on('pageerror', error => note(listOf(error), error.message));
  tab.on('dialog', dialog => (note('dialogs', `opens a dialog: ${dialog.message()}`), dialog.dismiss()));
  return heard;
}

/**
 * Runs in the page before anything of its own: what its policy forbids and which of its files do not come, from events.
 * Not from the console's words; and of a file, or of what was forbidden in time, Firefox tells a driver nothing.
 */
function noteTroubles() {
  const noted = (window.krijtTroubles = { forbidden: [], outside: [], failed: [] });
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, lineNumber }) => {
    noted.forbidden.push(`its policy forbids (${effectiveDirective}): ${blockedURI}, line ${lineNumber}`);
    if (/^(https?|wss?):/.test(blockedURI)) noted.outside.push(blockedURI);
  });
  const note = ({ target }) => {
    const address = target.currentSrc || target.src || target.href;
    if (/^file:/.test(address)) noted.failed.push(address);
  };
  addEventListener('error', note, { capture: true });
}

function checkFacts(page, facts, report) {
  report.add(page.label, 'csp', policyFaults(facts.policies));
  report.add(page.label, 'inline', facts.inline);
  const [heading] = facts.headings;
  report.add(
    page.label,
    'h1',
    facts.headings.length !== 1
      ? [`${facts.headings.length} of them`]
      : heading.text && heading.visible
        ? []
        : ['it is empty or hidden'],
  );
}

async function checkTab(tab, page, heard, facts, report, isRead) {
  const screenText = await tab.evaluate(textOfMain);
  if (tab.url().split('#')[0] !== heard.address) throw new Error(`goes to ${tab.url()} by itself`);
  const canAll = hasDevtools(tab.context().browser());
  if (canAll) report.add(page.label, 'no-script', textFaults(facts, screenText));
  else facts.screenText = screenText;

  await tab.evaluate(settle);
  await tab.setViewportSize({ width: 320, height: 640 });
  report.add(page.label, 'scroll', await tab.evaluate(sideways));
  if (isRead) await checkReading(tab, page, report);
  if (canAll) await checkForced(tab, page, report);
  if (canAll) await checkPrint(tab, page, screenText, report);

  // From here on this suite asks things of the page; what the page itself did has been heard.
  report.add(page.label, 'opens', heard.dialogs);
  const noted = await tab.evaluate(() => window.krijtTroubles);
  const andNoted = (list, more) => [...list, ...more.filter(address => !list.some(line => line.startsWith(address)))];
  report.add(page.label, 'request-failed', andNoted(heard.failed, noted.failed));
  report.add(page.label, 'request-outside', andNoted(heard.outside, noted.outside));
  report.add(page.label, 'console', [...heard.console, ...noted.forbidden]);
  report.add(page.label, 'page-error', heard.errors);
  heard.deaf();
  report.add(page.label, 'axe', await runAxe(tab, canAll ? MODES : MODES.filter(({ scheme }) => scheme === 'light')));
}

function textFaults(facts, screenText) {
  if (!facts.hasMain) return ['there is no <main>'];
  if (facts.text === '') return ['<main> shows nothing'];
  return facts.text.length >= SHARE * screenText.length
    ? []
    : [`${facts.text.length} characters of text instead of ${screenText.length}`];
}

/** Runs in the page: the text that can be seen. */
function textOfMain() {
  const main = document.querySelector('main') ?? document.body;
  if (!main.checkVisibility()) return '';
  // Controls and downloads do nothing on paper, nor does the bar above a sheet, what leads on to the next page, what opens a
  // slide's script, or a field to search in, which asks for scripts: what stands on them is not missed there, nor what an
  // author keeps from paper. Explained words are text.
  const plain = element => element.innerText.replace(/\s+/g, ' ').trim();
  const controls = [...main.querySelectorAll('button:not(.begrip), nav.pdfs, nav.blader, .papierbalk, .script > summary, .print-weg, [role=search]')].filter(button => button.checkVisibility());
  return controls.reduce((text, button) => text.replace(plain(button), ''), plain(main));
}

/** Runs in the page: opens what can be opened and stops what moves, so that all of it is checked, in its final colours. */
function settle() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
}

/** Runs in the page: what sticks out, if the page can be scrolled sideways (or would be, were it not cut off). */
function sideways() {
  const root = document.documentElement;
  const cut = [root, document.body].some(element => /hidden|clip/.test(getComputedStyle(element).overflowX));
  const excess = root.scrollWidth - root.clientWidth;
  const held = element => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== 'visible') return true;
    }
    return false;
  };
  const outside = [...document.body.querySelectorAll('*')].filter(element => {
    const { left, right, width } = element.getBoundingClientRect();
    const out = getComputedStyle(root).direction === 'rtl' ? left < -1 : right > root.clientWidth + 1;
    return width > 1 && out && element.checkVisibility() && !held(element);
  });
  if (excess <= 0 && !(cut && outside.length > 0)) return [];
  const names = outside
    .map(element => `<${element.localName} class="${element.className.baseVal ?? element.className}">`)
    .concat(wideTexts(root.clientWidth));
  return [`${excess > 0 ? `${excess} px too wide` : 'cut off'}: ${names.slice(0, 3).join(', ')}`];

  // Words may stick out of a box that does not.
  function wideTexts(width) {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text; (text = texts.nextNode());) {
      range.selectNodeContents(text);
      const { left, right } = range.getBoundingClientRect();
      if (text.data.trim() && (left < 0 || right > width)) found.push(`"${text.data.trim().slice(0, 60)}"`);
    }
    return found;
  }
}

/**
 * What somebody who zooms in, or who asks for larger letters or more room between them, gets to see. The window is 320 px
 * wide when this begins, and grows.
 */
async function checkReading(tab, page, report) {
  const isDeck = await tab.evaluate(() => document.querySelector('.dia') !== null);
  const at = async width => {
    await tab.setViewportSize({ width, height: width === 640 ? 400 : 800 });
    // Slides follow the size of their window in the next frame.
    if (isDeck) await tab.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  };
  const styled = async (text, name) => (await withStyle(tab, text, () => tab.evaluate(sideways))).map(fault => `${name}: ${fault}`);
  const broken = async width => (await tab.evaluate(brokenNumbers)).map(number => `${number} at ${width} px`);

  const crowded = await styled(WIDER, 'at 320 px');
  await at(360);
  const numbers = await broken(360);
  const larger = [];
  for (const size of [24, 32])
    larger.push(...(await styled(`html { font-size: ${size * 1.125}px !important; }`, `letters of ${size} px`)));
  // Who zooms in to twice the size has half as many pixels of the page, each twice as large.
  await at(640);
  const half = await tab.evaluate(letterSizes);
  await at(1280);
  const whole = await tab.evaluate(letterSizes);
  for (const [name, size] of Object.entries(whole))
    if (half[name] * 2 < size * 1.98) larger.push(`${name} grows to ${Math.round((half[name] / size) * 200)} %`);
  numbers.push(...(await broken(1280)));
  crowded.push(...(await styled(WIDER, 'at 1280 px')));

  report.add(page.label, 'numbers', numbers);
  report.add(page.label, 'language', await tab.evaluate(languageFaults));
  report.add(page.label, 'zoom', larger);
  report.add(page.label, 'spacing', crowded);
}

/** WCAG 1.4.12: what nothing may be lost by. */
const WIDER =
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }';

/** What `work` finds while the page has one more style sheet. */
async function withStyle(tab, text, work) {
  await tab.evaluate(text => {
    const style = new CSSStyleSheet();
    style.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  }, text);
  const found = await work();
  await tab.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
  });
  return found;
}

async function checkForced(tab, page, report) {
  const lost = [];
  for (const colorScheme of ['light', 'dark']) {
    await tab.emulateMedia({ forcedColors: 'active', colorScheme });
    for (const what of await tab.evaluate(unseen)) lost.push(`${what} (${colorScheme})`);
  }
  await tab.emulateMedia({ forcedColors: null, colorScheme: null });
  report.add(page.label, 'forced', lost);
}

async function checkPrint(tab, page, screenText, report) {
  await tab.emulateMedia({ media: 'print' });
  await tab.setViewportSize(basename(page.file) === 'dia.html' ? PAPER_OF_DECKS : PAPER);
  const faults = (await tab.evaluate(sideways)).map(fault => `on paper: ${fault}`);
  const printed = await tab.evaluate(textOfMain);
  if (printed.length < SHARE * screenText.length)
    faults.push(`${printed.length} characters of text on paper instead of ${screenText.length}`);
  const pdf = await tab.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true });
  if (!/\/Type\s*\/Page\b/.test(pdf.toString('latin1'))) faults.push('the PDF has no page');
  await tab.emulateMedia({ media: null });
  report.add(page.label, 'print', faults);
}

/** Every violation once, with the modes in which it was seen. */
async function runAxe(tab, all) {
  await tab.evaluate(axe.source);
  const seen = new Map();
  const look = async (mode, scope) => {
    for (const [key, text] of await tab.evaluate(violations, scope)) {
      const modes = seen.get(key)?.modes ?? [];
      seen.set(key, { text, modes: modes.includes(mode) ? modes : [...modes, mode] });
    }
  };
  for (const { scheme, width } of all) {
    await tab.emulateMedia({ colorScheme: scheme });
    await tab.setViewportSize({ width, height: 800 });
    await look(`${scheme} ${width}`, undefined);
    if (await tab.evaluate(togglePopover)) {
      await look(`${scheme} ${width}`, '[popover]:popover-open');
      await tab.evaluate(togglePopover);
    }
  }
  return [...seen.values()].map(
    ({ text, modes }) => `${text} (${modes.length === all.length ? 'always' : modes.join(', ')})`,
  );
}

/** Runs in the page: opens its first popover, or closes it again. */
function togglePopover() {
  const popover = document.querySelector('[popover]');
  popover?.togglePopover();
  return popover !== null;
}

/** Runs in the page. `target-size` is WCAG 2.2 AA and off by default; `preload` would fetch, which the policy forbids. */
async function violations(scope) {
  const options = { rules: { 'target-size': { enabled: true } }, preload: false, resultTypes: ['violations'] };
  const results = await window.axe.run(scope ?? document, options);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => {
      const why = [...node.any, ...node.all, ...node.none].map(check => check.message)[0] ?? help;
      return [`${id} ${node.target.join(' ')}`, `${id}: ${node.target.join(' ')}: ${why}`];
    }),
  );
}
