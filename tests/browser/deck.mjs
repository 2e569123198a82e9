// node deck.mjs [--browser=firefox] DIR…
// The slides in the built folders (every dia.html), and a school made for the purpose: how they behave and how they look.
// KRIJT names the binary that builds that school; --only=checkLarge runs one part. Exit 1 when anything is wrong.

import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { hasDevtools, launchChosen } from './browsers.mjs';
import { checkBehaviour } from './deck-behaviour.mjs';
import { checkCarried } from './deck-carried.mjs';
import { checkLarge } from './deck-large.mjs';
import { checkLooks } from './deck-looks.mjs';
import { checkPresenter } from './deck-presenter.mjs';
import { checkLesson } from './deck-lesson.mjs';
import { checkPlanted, checkStates } from './deck-states.mjs';
import { checkTools } from './deck-tools.mjs';
import { buildSchool, SECRET } from './deck-school.mjs';
import { openFolder } from './site.mjs';

const paths = process.argv.slice(2).filter(word => !word.startsWith('--'));
const isWanted = name => !process.argv.some(word => word.startsWith('--only=')) || process.argv.includes(`--only=${name}`);
if (paths.length === 0) {
  console.error('Usage: node deck.mjs [--browser=firefox] DIR…');
  process.exit(2);
}

/** What a deck is loaded with. The script for the presenter is loaded in the team edition only. */
const MOST = { 'dia.js': 30_000, 'dia.css': 30_000, 'bord.js': 12_288, 'film.js': 3_000, 'bord.css': 8_000, 'presentator.js': 10_000, 'presentator.css': 5_000 };

let passed = 0;
const failures = [];
/** Counts a check; `detail` says what was seen when it is wrong. */
const check = (name, isRight, detail = '') => {
  if (isRight) passed++;
  else failures.push(`${name}${detail === '' ? '' : `: ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`}`);
};

const school = buildSchool();
const browser = await launchChosen();
try {
  const folders = paths.map(openFolder);
  const decks = folders.flatMap(folder => folder.pages.filter(page => basename(page.file) === 'dia.html'));
  check('there are decks', decks.length > 0);
  for (const folder of folders) {
    for (const [file, most] of Object.entries(MOST)) {
      const { length } = readFileSync(join(folder.root, 'assets', file));
      check(`${folder.name}: ${file} is under ${most} bytes`, length < most, `${length} bytes`);
    }
  }
  const open = readFileSync(school.publicLesson, 'utf8');
  check('the public deck has no script and no presenter', !open.includes(SECRET) && !/class="(script|paneel)"|value="presentator"/.test(open));
  check('the team deck has the script', readFileSync(school.lesson, 'utf8').includes(SECRET));

  const parts = { checkBehaviour, checkTools, checkCarried, checkPresenter, checkLesson, checkPlanted, ...(hasDevtools(browser) && { checkLarge }) };
  for (const [name, part] of Object.entries(parts)) {
    if (isWanted(name)) await part(browser, school, check).catch(error => check(name, false, String(error.stack).split('\n').slice(0, 6).join(' | ')));
  }
  const lessons = [...decks, { file: resolve(school.lesson), label: 'proefles' }];
  for (const deck of lessons) {
    for (const [name, part] of Object.entries({ checkStates, checkLooks })) {
      if (isWanted(name)) await part(browser, deck, check).catch(error => check(deck.label, false, String(error.message).split('\n').slice(0, 3).join(' | ')));
    }
  }
} finally {
  await browser.close();
  school.remove();
}

for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
