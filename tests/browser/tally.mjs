// For checks without a browser: a folder that disappears with the program, and a count of what held.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const scratch = mkdtempSync(join(tmpdir(), 'krijt-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

let passed = 0;
const failures = [];

export const expect = (good, what) => {
  if (good) passed += 1;
  else failures.push(what);
};

/** Says what failed (at most so many), and the counts. */
export const finish = (shown = 40) => {
  for (const failure of failures.slice(0, shown)) console.log(`not ok: ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
};
