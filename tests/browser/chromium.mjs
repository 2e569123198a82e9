// Debian's Chromium, and a few pages at a time.

import { availableParallelism } from 'node:os';
import { chromium } from 'playwright-core';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** No `--allow-file-access-from-files`: a page must work as it does for somebody who double-clicks it. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...QUIET],
  });

const AT_ONCE = Math.min(4, availableParallelism() + 1);

/** Runs `work` on every item, a few at a time. */
export async function forEach(items, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item; (item = queue.shift()) !== undefined;) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
