// A running `krijt serve`, and how long it takes from a saved file to the new page.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const program = process.env.KRIJT ?? join(project, 'target/release/krijt');

/** A copy of the project's own school, to be edited. */
export function copySchool() {
  const root = mkdtempSync(join(tmpdir(), 'krijt-desk-'));
  for (const part of ['content', 'themes', 'krijt.yaml']) {
    cpSync(join(project, part), join(root, part), { recursive: true });
  }
  return root;
}

export const removeSchool = root => rmSync(root, { recursive: true, force: true });

/** Starts the server and waits for its address. */
export async function startDesk(root, ...options) {
  const child = spawn(program, ['serve', '--root', root, '--lang', 'nl', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  const said = { get text() { return out; } };
  const address = new Promise((found, failed) => {
    const hear = bytes => {
      out += bytes;
      const match = /http:\/\/localhost:\d+\//.exec(out);
      if (match) found(match[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', code => failed(new Error(`krijt serve ended with ${code}:\n${out}`)));
  });
  const url = await address;
  return {
    url,
    said,
    pid: child.pid,
    stop: () => new Promise(done => {
      if (child.exitCode !== null) return done(child.exitCode);
      child.removeAllListeners('exit').on('exit', done);
      child.kill('SIGINT');
    }),
  };
}

/** A tab that notes, at the moment it enters the DOM, each word `merk<number>`, and counts how often it was loaded. */
export async function openTab(browser, url) {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const heard = [];
  tab.on('pageerror', error => heard.push(error.message));
  tab.on('console', message => {
    if (message.type() === 'error' && !/status of (404|500|503)/.test(message.text())) heard.push(message.text());
  });
  await tab.addInitScript(() => {
    window.seenMarks = {};
    const look = () => {
      for (const mark of (document.body?.textContent.match(/merk\d+/g) ?? [])) window.seenMarks[mark] ??= Date.now();
    };
    new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
  });
  await tab.goto(url);
  return { tab, heard };
}

let marks = 0;
export const newMark = () => `merk${1000 + marks++}`;

/** Saves a text in which `mark` is new; gives the milliseconds until the tab shows it. */
export async function timeToShow(tab, file, text, mark) {
  const start = Date.now();
  writeFileSync(file, text);
  await waitForMark(tab, mark);
  return (await tab.evaluate(mark => window.seenMarks[mark], mark)) - start;
}

export const waitForMark = (tab, mark) =>
  tab.waitForFunction(mark => window.seenMarks?.[mark], mark, { polling: 20, timeout: 60_000 });

export const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

export const readText = file => (existsSync(file) ? readFileSync(file, 'utf8') : '');
