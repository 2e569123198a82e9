// The Nu HTML checker, all pages in one run.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

export async function checkNu(pages, report) {
  if (pages.length === 0) return;
  const messages = await validate(pages.map(page => page.file));
  const byFile = groupBy(messages, fileOf);
  for (const page of pages) report.add(page.label, 'nu', (byFile.get(page.file) ?? []).map(words));
  const files = new Set(pages.map(page => page.file));
  const lost = messages.filter(message => !files.has(fileOf(message)));
  if (lost.length > 0)
    throw new Error(`the Nu HTML checker speaks of a page nobody asked about: ${JSON.stringify(lost[0])}`);
}

/** Errors, warnings and whatever stopped the checker; its other remarks are matters of taste. */
export async function validate(files) {
  const child = spawn(
    'java',
    ['-Xss16m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...files],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const chunks = [];
  child.stdout.on('data', chunk => chunks.push(chunk));
  const code = await new Promise((done, failed) => child.on('error', failed).on('close', done));
  if (code !== 0) throw new Error(`the Nu HTML checker ended with ${code}`);
  const { messages } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return messages.filter(
    ({ type, subType, message, extract }) =>
      (type !== 'info' || subType === 'warning') && !OWN_FILE.test(message) && !isData(message, extract),
  );
}

/** For the checker a file is not `'self'`, so that it warns of the page's own files. The browser knows better: rule `console`. */
const OWN_FILE = /^Resource violates Content Security Policy .* “(?!\w+:|\/\/)[^”]*” blocked by/;

/** It takes JSON-LD for a script that runs; no browser does. */
const isData = (message, extract = '') =>
  /^Inline script violates Content Security Policy/.test(message) && extract.includes('<script type="application/ld+json">');

const fileOf = message => fileURLToPath(message.url.replace(/^file:\/*/, 'file:///'));

const words = ({ type, subType, lastLine, lastColumn, message, extract }) =>
  `${subType ?? type} at ${lastLine ?? '?'}:${lastColumn ?? '?'}: ${message}${extract ? ` [${extract.replace(/\s+/g, ' ').trim()}]` : ''}`;

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
