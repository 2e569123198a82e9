// The whole suite on built folders, as far as it is about this browser.

import { rulesLeft } from './browsers.mjs';
import { forEach } from './chromium.mjs';
import { checkLeaks } from './leaks.mjs';
import { checkLinks } from './links.mjs';
import { checkNu } from './nu.mjs';
import { Report } from './report.mjs';
import { visit } from './visit.mjs';

export async function checkFolders(browser, folders, options) {
  const left = rulesLeft(browser);
  const report = new Report(left);
  const pages = folders.flatMap(folder => folder.pages);
  const nu = left.has('nu') ? undefined : checkNu(pages, report);
  const facts = new Map();
  await Promise.all([
    nu,
    forEach(pages, async page => facts.set(page.file, await visit(browser, page, report, options))),
  ]);
  for (const folder of folders) {
    report.add(folder.name, 'folder', folder.pages.length > 0 ? [] : ['there is no page in it']);
    checkLinks(folder, facts, report);
  }
  if (left.has('leak')) return report;
  const teamText = [];
  for (const folder of folders.filter(folder => !folder.isPublic)) {
    const found = folder.pages.flatMap(page => facts.get(page.file)?.teamText ?? []);
    report.add(
      folder.name,
      'leak',
      found.length > 0 ? [] : ['nothing in it is for the team only: did a class get another name?'],
    );
    teamText.push(...found);
  }
  for (const folder of folders.filter(folder => folder.isPublic)) checkLeaks(folder, teamText, report);
  return report;
}
