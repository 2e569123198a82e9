// node paper.mjs DIR…
// Prints every worksheet, answer sheet, hand-out and card of the built folders to PDF, and looks at the
// paper: A4, as many sheets as promised, nothing cut through, no answer on the pupils' sheet. Needs Debian's
// poppler-utils. Exit 1 when anything is wrong.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { forEach, launch } from './chromium.mjs';
import { MM, pageSizes, plain, run, wordsOf } from './pdf-words.mjs';
import { openFolder } from './site.mjs';

const KINDS = ['werkblad.html', 'antwoorden.html', 'hand-out.html', 'invalkaart.html', 'stappenkaart-….html', 'kaart-….html'];
/** The kind of a file: roles differ from school to school. */
const kindOf = file => basename(file).replace(/^(stappenkaart|kaart)-.+\.html$/, '$1-….html');
const ONE_SHEET = ['invalkaart.html', 'stappenkaart-….html', 'kaart-….html'];
const A4 = { width: 210, height: 297 };
/** Closer to the edge than this a school printer may not print. */
const EDGE = 12;
/** A shorter piece of an answer may well stand in the assignment. */
const WORDS = 4;

async function print(page) {
  const tab = await browser.newPage();
  const pdf = join(scratch, `${page.label.replaceAll('/', '_')}.pdf`);
  try {
    await tab.goto(page.url);
    await tab.evaluate(loadImages);
    await tab.pdf({ path: pdf, preferCSSPageSize: true });
    const facts = await readFacts(tab);
    const sizes = pageSizes(pdf);
    add(page.label, 'A4', sizes.filter(size => !isA4(size)).map(size => `a page of ${size.join(' × ')} pt`));
    add(page.label, 'sheets', sheetFaults(kindOf(page.file), facts, sizes.length));
    const words = wordsOf(pdf);
    add(page.label, 'margins', [...words.flatMap(marginFaults), ...inkFaults(pdf)]);
    add(page.label, 'whole', [...facts.cut, ...words.flatMap((list, at) => (list.length === 0 ? [`page ${at + 1} is empty`] : []))]);
    add(page.label, 'headings', headingFaults(words, facts.headings));
    return { page, facts, text: plain(words.flat().map(word => word.text).join(' ')) };
  } catch (error) {
    add(page.label, 'prints', [String(error.message ?? error).split('\n')[0]]);
    return { page, facts: { answers: [] }, text: '' };
  } finally {
    await tab.close();
  }
}

/** Runs in the page: pictures further down are there, too. */
async function loadImages() {
  for (const image of document.images) image.loading = 'eager';
  await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
}

/** What the page promises, and what of it would not fit, measured as it is on paper. */
async function readFacts(tab) {
  await tab.emulateMedia({ media: 'print' });
  await tab.setViewportSize({ width: Math.round(((A4.width - 32) / 25.4) * 96), height: 1000 });
  return tab.evaluate(() => {
    const mm = pixels => (pixels * 25.4) / 96;
    const name = element => `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${element.textContent.trim().slice(0, 40)}`;
    const shown = [...document.querySelectorAll('main *')].filter(element => element.checkVisibility());
    const sheets = [...document.querySelectorAll('.werkvel, .invalkaart, .kaartvel')];
    const cut = [];
    for (const element of shown) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const clips = /hidden|clip/.test(style.overflow) && style.display !== 'inline';
      if (clips && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)) cut.push(`text is clipped: ${name(element)}`);
      if (style.breakInside === 'avoid' && mm(box.height) > 269) cut.push(`${Math.round(mm(box.height))} mm high, more than a page: ${name(element)}`);
      if (box.right > document.documentElement.clientWidth + 1 || box.left < -1) cut.push(`sticks out sideways: ${name(element)}`);
      const sheet = element.closest('.werkvel, .invalkaart, .kaartvel');
      if (sheet && sheet !== element && box.bottom > sheet.getBoundingClientRect().bottom + 1) cut.push(`below the end of its sheet: ${name(element)}`);
    }
    for (const image of document.images) {
      if (image.checkVisibility() && image.naturalWidth === 0) cut.push(`no picture: ${image.getAttribute('src')}`);
    }
    const promise = document.querySelector('[data-vellen]')?.getAttribute('data-vellen');
    return {
      cut,
      promised: promise === undefined ? undefined : Number(promise),
      sheets: sheets.length,
      slides: document.querySelectorAll('.handout .dia').length,
      headings: [...document.querySelectorAll('main :is(h1, h2, h3)')].filter(element => element.checkVisibility()).map(element => element.textContent),
      answers: [...document.querySelectorAll('.antwoordvak .tekst')].map(element => element.innerText),
    };
  });
}

function sheetFaults(kind, { promised, slides, sheets }, printed) {
  if (kind === 'hand-out.html') return printed > Math.max(slides, 1) ? [`${printed} pages for ${slides} slides`] : [];
  const wanted = ONE_SHEET.includes(kind) ? 1 : promised;
  if (!Number.isInteger(wanted)) return ['it does not say how many sheets it takes'];
  const faults = [];
  if (printed !== wanted) faults.push(`${printed} printed, ${wanted} promised`);
  if (sheets !== wanted) faults.push(`${sheets} laid out, ${wanted} promised`);
  return faults;
}

const isA4 = ([width, height]) => Math.abs(width - A4.width * MM) < 1.5 && Math.abs(height - A4.height * MM) < 1.5;

const marginFaults = (words, at) =>
  words
    .filter(({ left, top, right, bottom }) => left < EDGE || top < EDGE || right > A4.width - EDGE || bottom > A4.height - EDGE)
    .map(({ text }) => `page ${at + 1}: "${text}" stands in the margin`);

/** Ink in the outer millimetres: a picture or frame that sticks out. */
function inkFaults(pdf) {
  const image = run('pdftoppm', ['-gray', '-r', '25.4', pdf]); // one pixel a millimetre, one image a page
  const faults = [];
  let start = 0;
  for (let page = 1; start < image.length; page += 1) {
    const [head, width, height] = image.subarray(start, start + 40).toString('latin1').match(/^P5\s+(\d+)\s+(\d+)\s+\d+\s/);
    const [columns, rows] = [Number(width), Number(height)];
    const pixels = image.subarray(start + head.length, start + head.length + columns * rows);
    const isEdge = index => {
      const [x, y] = [index % columns, Math.floor(index / columns)];
      return x < EDGE - 1 || y < EDGE - 1 || x >= columns - EDGE + 1 || y >= rows - EDGE + 1;
    };
    if (pixels.some((gray, index) => gray < 200 && isEdge(index))) faults.push(`page ${page}: ink in the outer ${EDGE} mm`);
    start += head.length + columns * rows;
  }
  return faults;
}

/** A heading that is the last thing on its page. */
function headingFaults(pages, headings) {
  const ends = pages.map(words => ` ${plain(words.filter(word => word.bottom < A4.height - 16.5).map(word => word.text).join(' '))}`);
  return headings
    .map(plain)
    .filter(heading => heading !== '')
    .flatMap(heading => ends.flatMap((end, at) => (end.endsWith(` ${heading}`) && at < pages.length - 1 ? [`"${heading}" is alone at the end of page ${at + 1}`] : [])));
}

/** Every answer is printed on the answer sheet, and none on a pupils' sheet of the same lesson in whatever folder. */
function checkAnswers(sheets) {
  const lesson = ({ page }) => page.label.split('/').slice(1, -1).join('/');
  const isKind = kind => ({ page }) => basename(page.file) === kind;
  for (const key of sheets.filter(isKind('antwoorden.html'))) {
    const pieces = key.facts.answers.flatMap(answer => answer.split(/[.!?:;\n]+/)).map(plain).filter(piece => piece.split(' ').length >= WORDS);
    const has = (sheet, piece) => ` ${sheet.text} `.includes(` ${piece} `);
    add(key.page.label, 'answers', pieces.length === 0 ? ['there is no answer on it'] : pieces.filter(piece => !has(key, piece)).map(piece => `not printed: ${piece}`));
    for (const pupils of sheets.filter(isKind('werkblad.html')).filter(sheet => lesson(sheet) === lesson(key))) {
      add(pupils.page.label, 'no answers', [
        ...pieces.filter(piece => has(pupils, piece)).map(piece => `an answer: ${piece}`),
        ...(/antwoordvak|blok-antwoord|blok-leerkracht/.test(pupils.page.source) ? ['a part for the team'] : []),
      ]);
    }
  }
}

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error('Usage: node paper.mjs DIR…');
  process.exit(2);
}

const results = [];
const add = (where, rule, faults) => results.push({ where, rule, faults });
const scratch = mkdtempSync(join(tmpdir(), 'krijt-paper-'));
const browser = await launch();
try {
  const folders = paths.map(openFolder);
  const sheets = folders.flatMap(folder => folder.pages).filter(page => KINDS.includes(kindOf(page.file)));
  add('all folders', 'paper', KINDS.filter(kind => !sheets.some(page => kindOf(page.file) === kind)).map(kind => `there is no ${kind}`));
  const printed = new Map();
  await forEach(sheets, async page => printed.set(page.label, await print(page)));
  checkAnswers([...printed.values()]);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}

const failed = results.filter(({ faults }) => faults.length > 0);
for (const { where, rule, faults } of failed) for (const fault of faults.slice(0, 8)) console.log(`${where}\n  ${rule}: ${fault}`);
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
