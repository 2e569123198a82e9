// Nothing of the team edition in the public one: no team block or page, no team file, and no sentence of one anywhere.

import { readFileSync } from 'node:fs';
import { labelOf } from './site.mjs';

const TEXT = /\.(html|xml|txt|js|json|css|svg|ics|md|eml|webmanifest)$/;
/** Files of an edition and of those above it, by the rank of that edition. */
const FILES = {
  1: /(^|\/)(draaiboek\.(html|pdf)|aanwezigen\.pdf|evaluatie\.pdf|kaarten\.pdf|taken\.(html|ics))$/,
  2: /(^|\/)(antwoorden\.(html|pdf)|invalkaart\.(html|pdf)|hand-out\.(html|pdf)|email\.(html|txt)|nieuwsbrief\.eml|bericht\.txt)$/,
};
/** Classes of what is for an edition and those above it. On a page with a band that is all of it. */
export const TEAM_PARTS = {
  1: ['teamdeel', 'band-mr', 'voet-mr'],
  2: ['blok-leerkracht', 'blok-antwoord', 'wijzer-invaller', 'band-team', 'voet-team'],
};
const partOf = classes => new RegExp(`class\\s*=\\s*\\\\?(?:"|'|&quot;)[^"'>]*\\b(${classes.join('|')})\\b`);
/** What a folder of this rank must not have. */
const above = (table, rank) => Object.entries(table).filter(([of]) => of > rank).map(([, value]) => value);
/** A shorter sentence may well stand in both editions. */
const WORDS = 6;
/** The number of a help line with its hours: for everybody, wherever it stands. */
const HELP_LINE = /^[\d ]+ (elke dag|werkdagen|maandag|dag en nacht)\b[^.]*$/;

/**
 * `hidden` holds the pieces of text that a higher edition shows to its own readers only, `open` what it shows to all. A sentence
 * that also stands open elsewhere, in another folder than where it is hidden, is said to everybody on purpose: a page that
 * shows too much of itself shows it in its own folder.
 */
export function checkLeaks(folder, hidden, open, report) {
  const places = new Map();
  for (const { text, near } of hidden) {
    for (const sentence of text.split(/[.!?;:](?=\s|$)/).map(plain)) {
      if (sentence.split(' ').length < WORDS || HELP_LINE.test(sentence)) continue;
      places.set(sentence, (places.get(sentence) ?? new Set()).add(near));
    }
  }
  const said = open.map(({ near, text }) => ({ near, text: ` ${plain(text)} ` }));
  const isSecret = ([sentence, near]) => !said.some(page => !near.has(page.near) && page.text.includes(` ${sentence} `));
  const needles = [...places].filter(isSecret).map(([sentence]) => sentence);
  const files = above(FILES, folder.rank);
  const parts = partOf(above(TEAM_PARTS, folder.rank).flat());
  for (const file of folder.files) {
    const label = labelOf(folder.root, folder.name, file);
    const faults = [];
    if (files.some(name => name.test(label))) faults.push('a file for the team');
    if (TEXT.test(file)) {
      const text = readFileSync(file, 'utf8');
      const part = text.match(parts);
      if (part) faults.push(`a part for the team: ${part[1]}`);
      const words = ` ${plain(text)} `;
      for (const needle of needles) if (words.includes(` ${needle} `)) faults.push(`text for the team: ${needle}`);
    }
    report.add(label, 'leak', faults);
  }
}

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '' };

/** Only the words: without mark-up, entities, soft hyphens, punctuation and capitals. */
const plain = text =>
  text
    .replace(/<!--|-->/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) =>
      hex || decimal ? String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10)) : (NAMED[name] ?? all),
    )
    .replace(/\u00AD/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
