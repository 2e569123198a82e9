// The whole suite on built folders, as far as it is about this browser.

import { dirname } from 'node:path';
import { hasDevtools, rulesLeft } from './browsers.mjs';
import { forEach } from './chromium.mjs';
import { BARE, launch as launchFirefox } from './firefox.mjs';
import { checkLeaks } from './leaks.mjs';
import { checkLinks } from './links.mjs';
import { checkNu } from './nu.mjs';
import { Report } from './report.mjs';
import { glance, visit, visitBare } from './visit.mjs';

export async function checkFolders(browser, folders, options) {
  const left = rulesLeft(browser);
  const report = new Report(left);
  const pages = folders.flatMap(folder => folder.pages);
  const { whole, again } = split(pages);
  const nu = left.has('nu') ? undefined : checkNu(pages, report);
  const facts = new Map();
  // Chromium is asked of every page how it reads, Firefox of one of each kind unless all are wanted: it takes three times as long.
  const readers = hasDevtools(browser) || options?.everyPage ? whole : oneOfEach(whole);
  const read = new Set(readers);
  const open = look => async page =>
    facts.set(page.file, await look(browser, page, report, { ...options, isRead: read.has(page) }));
  await Promise.all([
    nu,
    forEach(whole, open(visit)).then(() => (hasDevtools(browser) ? forEach(again, open(glance)) : undefined)),
  ]);
  if (!hasDevtools(browser)) await checkBare(readers, facts, report, options);
  for (const folder of folders) {
    report.add(folder.name, 'folder', folder.pages.length > 0 ? [] : ['there is no page in it']);
    checkLinks(folder, facts, report);
  }
  if (!left.has('leak')) for (const folder of folders) checkLeaksOf(folder, folders, facts, report);
  return report;
}

/**
 * In Firefox scripts and colours are those of all its windows: a second one has neither. One page of each kind is opened in
 * it; Chromium tries all of them.
 */
async function checkBare(pages, facts, report, options) {
  const browser = await launchFirefox(BARE);
  try {
    const opened = pages.filter(page => facts.get(page.file)?.screenText !== undefined);
    await forEach(opened, page => visitBare(browser, page, facts.get(page.file), report, options));
  } finally {
    await browser.close();
  }
}

/** Pages of one kind lie as deep in the same folder and have the same name; in a folder without others each is its own. */
const kindOf = ({ label }) => {
  const parts = label.split('/');
  return parts.length <= 2 ? label : [...parts.slice(0, 2), parts.length, parts.at(-1)].join('/');
};

const oneOfEach = pages => [...new Map(pages.map(page => [kindOf(page), page])).values()];

/** Pages to visit whole; and those whose main part a page of an earlier folder has too, of which only the frame is new. */
function split(pages) {
  const seen = new Set();
  const whole = [];
  const again = [];
  for (const page of pages) {
    const isKnown = page.looks !== undefined && !page.isRedirect && seen.has(page.looks);
    (isKnown ? again : whole).push(page);
    seen.add(page.looks);
  }
  return { whole, again };
}

/** A higher edition marks what is its own; and nothing that those above this one mark is in it. */
function checkLeaksOf(folder, folders, facts, report) {
  const marked = ({ pages }) =>
    pages.flatMap(page => (facts.get(page.file)?.teamText ?? []).map(part => ({ ...part, near: dirname(page.file) })));
  if (folder.rank > 0 && !marked(folder).some(({ rank }) => rank === folder.rank))
    report.add(folder.name, 'leak', ['nothing in it is for it only: did a class get another name?']);
  const higher = folders.filter(other => other.rank > folder.rank);
  if (higher.length === 0) return;
  const hidden = higher.flatMap(marked).filter(({ rank }) => rank > folder.rank);
  // The highest edition: in one between, what stands open may be what is looked for.
  const top = higher.reduce((a, b) => (b.rank > a.rank ? b : a));
  const isOpen = page => (facts.get(page.file)?.open.rank ?? Infinity) <= folder.rank;
  const open = top.pages.filter(isOpen).map(page => ({ near: dirname(page.file), text: facts.get(page.file).open.text }));
  checkLeaks(folder, hidden, open, report);
}
