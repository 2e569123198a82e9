// Nothing of the team edition in the public one: no team block or page, no team file, and no sentence of one anywhere.

import { readFileSync } from 'node:fs';
import { labelOf } from './site.mjs';

const TEXT = /\.(html|xml|txt|js|json|css|svg|ics|md|eml|webmanifest)$/;
const TEAM_FILE =
  /(^|\/)(antwoorden\.(html|pdf)|invalkaart\.pdf|hand-out\.pdf|draaiboek\.(html|pdf)|aanwezigen\.pdf|email\.(html|txt)|nieuwsbrief\.eml|bericht\.txt|taken\.ics)$/;
/** Classes of what is for the team only. On a page with a `band-team` that is all of it. */
export const TEAM_PARTS = ['blok-leerkracht', 'blok-antwoord', 'teamdeel', 'wijzer-invaller'];
const TEAM_PART = new RegExp(
  `class\\s*=\\s*\\\\?(?:"|'|&quot;)[^"'>]*\\b(${[...TEAM_PARTS, 'band-team', 'voet-team'].join('|')})\\b`,
);
/** A shorter sentence may well stand in both editions. */
const WORDS = 6;
/** The number of a help line with its hours: for everybody, wherever it stands. */
const HELP_LINE = /^[\d ]+ (elke dag|werkdagen|maandag|dag en nacht)\b[^.]*$/;

/** `teamText` holds the pieces of text that the other edition shows to the team only. */
export function checkLeaks(folder, teamText, report) {
  const sentences = teamText.flatMap(text => text.split(/[.!?;:](?=\s|$)/)).map(plain);
  const needles = [...new Set(sentences)].filter(
    text => text.split(' ').length >= WORDS && !HELP_LINE.test(text),
  );
  for (const file of folder.files) {
    const label = labelOf(folder.root, folder.name, file);
    const faults = [];
    if (TEAM_FILE.test(label)) faults.push('a file for the team');
    if (TEXT.test(file)) {
      const text = readFileSync(file, 'utf8');
      const part = text.match(TEAM_PART);
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
