// node printed.mjs DIR… [--browser=firefox]
// Prints every deck of the built folders and looks at the paper: A4, lying, one slide a sheet, as large as on the sheet before
// it; the last words of each slide stand inside its frame, and its number below them. Firefox measures other things than
// Chromium before it knows the paper. Needs Debian's poppler-utils. Exit 1 when anything is wrong.

import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as chromium from './chromium.mjs';
import { chosenName } from './browsers.mjs';
import * as firefox from './firefox.mjs';
import { MM, pageSizes, plain, wordsOf } from './pdf-words.mjs';
import { openFolder } from './site.mjs';

/** In millimetres: the paper, the frame of a slide on it, and how far the two may be off. */
const PAPER = { width: 297, height: 210 };
const FRAME = { left: 12, top: 12, right: 12 + 272, bottom: 12 + 153 };
const SLACK = 1;

const scratch = mkdtempSync(join(tmpdir(), 'krijt-printed-'));
const printer = 'print.printer_Mozilla_Save_to_PDF.';
const spool = join(scratch, 'spool.pdf');
/** Firefox as people have it, whose printer asks nothing. */
const SILENT = {
  ...firefox.AS_PEOPLE_HAVE_IT,
  'print.always_print_silent': true,
  print_printer: 'Mozilla Save to PDF',
  [`${printer}print_to_file`]: true,
  [`${printer}print_to_filename`]: spool,
};
const isFirefox = chosenName() === 'firefox';

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

async function print(tab, pdf) {
  if (!isFirefox) return void (await tab.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true }));
  await tab.evaluate(() => void setTimeout(() => print(), 20));
  // It is there when it has been the same for a moment.
  let before = 0;
  for (let tries = 0; tries < 240; tries += 1) {
    await pause(250);
    const size = existsSync(spool) ? statSync(spool).size : 0;
    if (size > 0 && size === before) return renameSync(spool, pdf);
    before = size;
  }
  throw new Error('nothing was printed');
}

/** Runs in the page: the last words that an author wrote on each slide, and its number. */
const slidesIn = () =>
  [...document.querySelectorAll('.dia')].map(slide => {
    const made = '.klok, .stemmen, .stelling-keuze, .quiz-antwoord, .quiz-uitleg, .raad, .knoppen, details, .dia-inhoud [hidden]';
    // A verdict is there for the eye only once it is asked for.
    const said = part => {
      const copy = part.cloneNode(true);
      copy.querySelectorAll('.optie-teken').forEach(mark => mark.remove());
      return copy.textContent;
    };
    const texts = [...slide.querySelectorAll('.dia-inhoud :is(h1, h2, h3, p, li, td)')].filter(part => !part.closest(made) && !part.querySelector('p, li, ul, div') && part.textContent.trim());
    return { end: texts.length > 0 ? said(texts.at(-1)) : '', number: slide.querySelector('.dia-nummer').textContent.trim() };
  });

const isIn = ({ left, top, right, bottom }) => left > FRAME.left && top > FRAME.top && right < FRAME.right && bottom < FRAME.bottom + SLACK;

function faultsOf(pdf, slides) {
  const sizes = pageSizes(pdf);
  const isPaper = ([width, height]) => Math.abs(width / MM - PAPER.width) < SLACK && Math.abs(height / MM - PAPER.height) < SLACK;
  const faults = sizes.filter(size => !isPaper(size)).map(size => `a page of ${size.join(' × ')} pt`);
  if (sizes.length !== slides.length) faults.push(`${sizes.length} pages for ${slides.length} slides`);
  const pages = wordsOf(pdf);
  for (const [at, { end, number }] of slides.entries()) {
    const inside = (pages[at] ?? []).filter(isIn);
    const text = ` ${plain(inside.map(word => word.text).join(' '))} `;
    const last = plain(end).split(' ').slice(-3).join(' ');
    if (!text.includes(` ${last} `)) faults.push(`slide ${at + 1}: «${last}» does not stand inside it`);
    if (!text.includes(plain(number))) faults.push(`slide ${at + 1}: no «${number}»`);
    const high = Math.max(0, ...inside.map(word => word.bottom - word.top));
    if (high < 6.5) faults.push(`slide ${at + 1}: letters of ${high.toFixed(1)} mm`);
  }
  return faults;
}

const paths = process.argv.slice(2).filter(word => !word.startsWith('--'));
if (paths.length === 0) {
  console.error('Usage: node printed.mjs DIR… [--browser=firefox]');
  process.exit(2);
}
const browser = isFirefox ? await firefox.launch(SILENT) : await chromium.launch();
let [passed, failed] = [0, 0];
try {
  const decks = paths.map(openFolder).flatMap(folder => folder.pages).filter(page => basename(page.file) === 'dia.html');
  if (decks.length === 0) throw new Error('there is no deck');
  for (const deck of decks) {
    const tab = await browser.newPage();
    await tab.goto(deck.url);
    const slides = await tab.evaluate(slidesIn);
    const pdf = join(scratch, 'deck.pdf');
    const faults = await print(tab, pdf).then(() => faultsOf(pdf, slides), error => [String(error.message ?? error)]);
    await tab.close();
    faults.slice(0, 8).forEach(fault => console.log(`${deck.label}\n  ${fault}`));
    if (faults.length > 0) failed += 1;
    else passed += 1;
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
