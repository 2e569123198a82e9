// node run.mjs [--browser=firefox] [--every] DIR…
// Every page of the built folders, in a browser and, with Chromium, through two validators. Exit 1 when anything is wrong.
// With --every Firefox, too, is asked of every page how it reads, and not of one of each kind.

import { launchChosen } from './browsers.mjs';
import { checkFolders } from './check.mjs';
import { openFolder } from './site.mjs';

const paths = process.argv.slice(2).filter(word => !word.startsWith('--'));
if (paths.length === 0) {
  console.error('Usage: node run.mjs [--browser=firefox] [--every] DIR…   (a folder called "team" is the team edition, any other is public)');
  process.exit(2);
}

const started = process.hrtime.bigint();
const folders = paths.map(openFolder);
const browser = await launchChosen();
try {
  const report = await checkFolders(browser, folders, { everyPage: process.argv.includes('--every') });
  const seconds = Number((process.hrtime.bigint() - started) / 1_000_000_000n);
  console.log(
    `${folders.map(({ name, pages, files }) => `${name}: ${pages.length} pages, ${files.length} files`).join('; ')}; ${seconds} s`,
  );
  report.print();
  process.exitCode = report.failures.length > 0 ? 1 : 0;
} finally {
  await browser.close();
}
