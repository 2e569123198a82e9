// node search.mjs PUBLIC
// Search on the built pages, opened from the disk: a hundred things that people type, each with the first answer that they
// should get (`search*.txt`); what the keys do; how much a key does, in terms that are looked at and elements that are shown:
// how long that takes on a processor four times slower is printed, for a busy machine says nothing of a page. Exit 1 where it
// fails.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { inflateRawSync } from 'node:zlib';
import { launch } from './chromium.mjs';
import { expect, finish } from './tally.mjs';

const folder = resolve(process.argv[2] ?? 'public');
/** What is typed, how many there are, and of how many the first answer must be right. */
const LISTS = [['search.txt', 60, 57], ['search-later.txt', 40, 36]];
const SLOWER = 4;
/** Of 100 terms a key looks at so many, usually; and shows so many elements, at most. */
const LOOKED_AT = 5;
const SHOWN = 120;

const here = dirname(fileURLToPath(import.meta.url));
const listed = name => {
  const lines = readFileSync(join(here, name), 'utf8').split('\n');
  return lines.filter(line => line && !line.startsWith('#')).map(line => line.split(' | '));
};
const queries = LISTS.flatMap(([name]) => listed(name));

/** What is typed, key by key: its beginnings, and itself. */
const keysOf = typed => new Set([1, 2, 3, 5, typed.length].map(end => typed.slice(0, end)));

/** The theme's own script, with an index of its own. */
function run(file, lang, parts, globals, code) {
  const theme = join(here, '../../themes/krijt/scripts/zoek');
  const script = parts.map(name => readFileSync(join(theme, name), 'utf8')).join('\n');
  const packed = /"([\w+/=]{9,})"/.exec(readFileSync(file, 'utf8'))[1];
  const bytes = new Uint8Array(inflateRawSync(Buffer.from(packed, 'base64')));
  return runInNewContext(`${script}\n${code}`, { window: {}, TextDecoder, TextEncoder, bytes, lang, ...globals });
}

/**
 * For each key of what is typed, how many of 100 terms are looked at; and the terms that would be one of the words and are
 * passed over, which none may be.
 */
function work(file, lang, typed) {
  const scripts = ['10-words.js', '20-stems.js', '30-index.js', '40-match.js'];
  return run(file, lang, scripts, { typed, keysOf }, `
    index = readIndex(bytes, lang);
    var looked = 0, missed = new Set(), shares = [];
    function counted(like) { return function (term, word, stem) { looked += 1; return like(term, word, stem); }; }
    var ways = [[likely, likeness], [slipped, slips], [halved, begun], [halved, ended]];
    function lookUp(words) {
      words.forEach(function (word) {
        var stem = stemOf(word, lang);
        ways.forEach(function (way) {
          var found = way[0](word, stem);
          index.terms.forEach(function (term, number) {
            if (way[1](term, word, stem) && !found.has(number)) { missed.add(word + ' ' + term); }
          });
        });
      });
    }
    typed.forEach(function (text) {
      lookUp(wordsOf(text));
      // With a slip in its middle: one letter less, two that changed places.
      var half = text.length >> 1;
      lookUp(wordsOf(text.slice(0, half) + text.slice(half + 1)));
      lookUp(wordsOf(text.slice(0, half - 1) + (text[half] || '') + (text[half - 1] || '') + text.slice(half + 1)));
    });
    likeness = counted(likeness); slips = counted(slips); begun = counted(begun); ended = counted(ended);
    typed.forEach(function (text) {
      known.clear();
      keysOf(text).forEach(function (key) {
        looked = 0;
        search(key);
        shares.push({ key: key, share: 100 * looked / index.terms.length });
      });
    });
    ({ missed: Array.from(missed), shares: shares.sort(function (a, b) { return a.share - b.share; }) })`);
}

/** The words of titles, summaries and answers of which the script makes other terms than the index has. */
function strangers(file, lang) {
  return run(file, lang, ['10-words.js', '20-stems.js', '30-index.js'], {}, `
    var read = readIndex(bytes, lang), known = new Set(read.terms), texts = [];
    read.pages.forEach(page => texts.push(page.title, page.summary));
    var all = texts.flatMap(wordsOf).filter(word => new TextEncoder().encode(word).length <= 48);
    ({ count: new Set(all).size, strangers: [...new Set(all)].filter(word => !known.has(stemOf(word, lang))) })`);
}

for (const name of readdirSync(join(folder, 'assets')).filter(name => /^zoek-[a-z]+\.js$/.test(name))) {
  const { count, strangers: found } = strangers(join(folder, 'assets', name), name.slice(5, -3));
  expect(count > 10 && found.length === 0, `${name}: of ${count} words the script makes other terms: ${[...found].join(' ')}`);
}

const { missed, shares } = work(join(folder, 'assets/zoek-nl.js'), 'nl', queries.map(([typed]) => typed));
const [middle, most] = [shares[shares.length >> 1], shares.at(-1)];
console.log(`${shares.length} keys: of 100 terms ${middle.share.toFixed(1)} are looked at, at most ${most.share.toFixed(1)} (${most.key})`);
expect(missed.length === 0, `terms are passed over: ${missed.slice(0, 9).join(', ')}`);
expect(middle.share < LOOKED_AT, `a key looks at ${middle.share.toFixed(1)} of 100 terms`);
expect(most.share < 100, `a key looks at ${most.share.toFixed(1)} of 100 terms (${most.key})`);

const browser = await launch();
const page = await browser.newPage();
const errors = [];
page.on('pageerror', error => errors.push(String(error)));
page.on('console', message => message.type() === 'error' && errors.push(message.text()));

/** Types into the field at once; gives the addresses that are found, how much is shown, and how long the page was busy. */
const type = text =>
  page.evaluate(typed => {
    const box = document.getElementById('_zoekveld');
    box.value = typed;
    const began = performance.now();
    box.dispatchEvent(new Event('input', { bubbles: true }));
    const found = [...document.querySelectorAll('#_zoekresultaten a')].map(link => link.getAttribute('href').slice(3));
    document.body.getBoundingClientRect();
    const took = performance.now() - began;
    return { found, shown: document.querySelectorAll('#_zoekresultaten *').length, took };
  }, text);

const isUsed = async () => (await page.locator('#_zoekstand').textContent()) !== '';

try {
  await page.goto(pathToFileURL(join(folder, 'zoeken/index.html')).href);
  const scripts = () => page.evaluate(() => [...document.scripts].map(script => script.src.split('/').pop()));
  expect(!(await scripts()).some(name => name.startsWith('zoek-')), 'the index is loaded before anybody searches');
  await page.focus('#_zoekveld');
  await type('protocol');
  await page.waitForFunction(() => document.querySelector('#_zoekresultaten a'), null, { timeout: 10_000 });
  expect((await scripts()).some(name => name.startsWith('zoek-')), 'the index is not loaded when somebody searches');

  for (const [name, many, least] of LISTS) {
    const wrong = [];
    const asked = listed(name);
    for (const [typed, wanted] of asked) {
      const { found } = await type(typed);
      const [first = 'nothing'] = found;
      if (wanted.endsWith('*') ? !first.startsWith(wanted.slice(0, -1)) : first !== wanted) wrong.push([typed, wanted, first]);
    }
    wrong.forEach(([typed, wanted, first]) => console.log(`  ${typed}: ${first}, not ${wanted}`));
    console.log(`${name}: ${asked.length - wrong.length} of ${asked.length} first answers are right`);
    expect(asked.length >= many, `${name}: there are ${asked.length} queries`);
    expect(asked.length - wrong.length >= least, `${name}: ${wrong.length} of ${asked.length} first answers are wrong`);
  }

  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  // The least of three: what else the machine does is no work of the page.
  const slow = [];
  for (const [typed] of queries) {
    for (const part of keysOf(typed)) {
      const times = [await type(part), await type(part), await type(part)];
      slow.push({ typed: part, took: Math.min(...times.map(({ took }) => took)), shown: times[0].shown });
    }
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  slow.sort((a, b) => b.took - a.took);
  const [slowest] = slow;
  const usual = slow[Math.floor(slow.length / 20)];
  console.log(`${slow.length} keys, ${SLOWER} times slower: 95 of 100 within ${usual.took.toFixed(1)} ms, the slowest ${slowest.took.toFixed(1)} ms (${slowest.typed})`);
  const full = slow.reduce((most, row) => (row.shown > most.shown ? row : most));
  console.log(`at most ${full.shown} elements are shown (${full.typed})`);
  expect(full.shown <= SHOWN, `${full.typed} shows ${full.shown} elements`);

  // Keys
  await type('pesten');
  await page.focus('#_zoekveld');
  await page.keyboard.press('ArrowDown');
  const focused = () => page.evaluate(() => [document.activeElement.tagName, [...document.querySelectorAll('#_zoekresultaten a')].indexOf(document.activeElement)]);
  expect(String(await focused()) === 'A,0', 'the arrow does not lead to the first answer');
  await page.keyboard.press('ArrowDown');
  expect(String(await focused()) === 'A,1', 'the arrow does not lead on');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(String(await focused()) === 'INPUT,-1', 'the arrow does not lead back');
  await page.keyboard.press('Enter');
  expect(String(await focused()) === 'A,0', 'Enter does not lead to the first answer');
  await page.keyboard.press('Escape');
  expect(String(await focused()) === 'INPUT,-1' && !(await isUsed()), 'Escape does not begin again');
  await type('zzzzqqqq');
  expect(await page.locator('#_zoekniets').isVisible(), 'who finds nothing is not told where else to look');
  expect((await page.locator('#_zoekniets a').count()) >= 2, 'who finds nothing gets no links');

  // From another page, and back
  await page.goto(pathToFileURL(join(folder, 'lessen/index.html')).href);
  await Promise.all([page.waitForURL(/zoeken\/index\.html/), page.keyboard.press('/')]);
  await page.uncheck('#_zoektoets');
  await page.goto(pathToFileURL(join(folder, 'lessen/index.html')).href);
  await page.keyboard.press('/');
  await page.waitForTimeout(200);
  expect(page.url().endsWith('lessen/index.html'), 'the key leads to search where it is turned off');
  await page.goto(`${pathToFileURL(join(folder, 'zoeken/index.html')).href}#q=deepfake`);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#_zoekresultaten a'), null, { timeout: 10_000 });
  expect((await page.inputValue('#_zoekveld')) === 'deepfake', 'an address with words does not search for them');

  // Without scripts the page is a map of the site.
  const quiet = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await quiet.goto(pathToFileURL(join(folder, 'zoeken/index.html')).href);
  expect(await quiet.locator('.zoek-zonder').isVisible(), 'nobody says that search needs a script');
  expect(!(await quiet.locator('#_zoek').isVisible()), 'a form that does nothing is shown');
  expect((await quiet.locator('.zoek-kaart a').count()) > 20, 'there is no map of the site');
  expect(errors.length === 0, `the browser says: ${errors.join('; ')}`);
} finally {
  await browser.close();
}
finish();
