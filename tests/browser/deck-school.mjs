// A school made for the tests: a lesson with one slide for every tool, and decks of 20 and of 200 slides.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const KRIJT = process.env.KRIJT ?? resolve(HERE, '../../target/release/krijt');

/** Only in the script and in a note: must not be in the public deck. */
export const SECRET = 'zebrapadgeheim';

const LESSON = `---
titel: Proefles
duur: 20
---

## Begin {duur=5}

::: dia
## Eerste dia

Een zin met een [link](../../index.md).
:::

Het script bij dia 1. **Zeg:** ${SECRET} een.

:::: dia
## Stap voor stap

::: stap
- Appel
- Peer
- Kers
:::
::::

## Midden {duur=5}

:::: dia
## Klok

::: {.klok minuten=2}
Werk door.
:::
::::

:::: dia
## Stelling

::: stelling
Een bal is rond.
:::
::::

## Verdieping {duur=7 mag-weg}

:::: dia
## Quiz

::: quiz
Wat is twee plus twee?

- [ ] Drie
- [x] Vier
- [ ] Vijf

Tel maar na.
:::
::::

:::: dia
## Twee goed

::: quiz
Wat is fruit?

- [x] Appel
- [x] Peer
- [ ] Baksteen

Die groeit niet.
:::
::::

## Slot {duur=3}

:::: dia
## Raden

::: beeld
- "De maan is van kaas." {nep}
  Het is steen.
- "Een walvis ademt lucht." {echt}
  Door een gat.
:::
::::

:::: dia
## Laatste dia

::: uitklap
Meer over het slot.
:::
::::
`;

/** 10, 10, 8, 7, 5 and 10 minutes, the three in between may go. */
const LATE = `---
titel: Te laat
duur: 50
---
${[['Start', 10], ['Kern', 10], ['Proef', 8], ['Spel', 7], ['Lied', 5], ['Slot', 10]]
  .map(([name, minutes]) => `
## ${name} {duur=${minutes}${minutes < 10 ? ' mag-weg' : ''}}

::: dia
## Dia ${name}

${name === 'Start' ? '![Een witte stip op een blauw vlak](vlak.svg)' : 'Een zin voor de klas.'}
:::

Pak je ${name === 'Kern' ? 'schrift' : 'pen'}. Daarna gaan we verder.
`).join('')}`;

const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90" width="160" height="90"><rect width="160" height="90" fill="#2563eb"/><circle cx="80" cy="45" r="30" fill="#fff"/></svg>';

const deckOf = count =>
  Array.from({ length: count }, (_, at) => {
    const list = ['Een regel over foto’s', 'Een regel over de groepsapp', 'Een regel over hulp vragen'].map(line => `- ${line} ${at + 1}`).join('\n');
    const block = ['', '\n\n::: {.klok minuten=3}\nWerk samen.\n:::', '\n\n::: stelling\nDit is een stelling.\n:::', '\n\n> Een zin van een ander.'][at % 4];
    return `## Dia nummer ${at + 1}\n\n${at % 4 === 2 ? 'Wat vind jij?' : list}${block}`;
  }).join('\n\n---\n\n');

/** Builds it; gives the folder with `public` and `team`, and what to do when done. */
export function buildSchool() {
  const root = mkdtempSync(join(tmpdir(), 'krijt-deck-'));
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('krijt.yaml', 'school: {naam: Proefschool}\n');
  write('content/index.md', '---\ntitel: Proefschool\n---\nWelkom.\n');
  write('content/lessen/proef/module.md', '---\ntitel: Proef\ngroepen: [5]\n---\nKort.\n');
  write('content/lessen/proef/01-proefles.md', LESSON);
  write('content/lessen/proef/02-te-laat.md', LATE);
  write('content/lessen/proef/vlak.svg', DRAWING);
  write('content/presentaties/groot.md', `---\ntitel: Groot\n---\n\n${deckOf(200)}\n`);
  write('content/presentaties/kort.md', `---\ntitel: Kort\n---\n\n${deckOf(20)}\n`);
  const theme = process.env.KRIJT_THEME; // a theme that is not compiled in yet
  if (theme) spawnSync('cp', ['-rL', theme, join(root, 'themes')]);
  const built = spawnSync(KRIJT, ['build', '--root', root, '--out', root, '--quiet', '--lang', 'en'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`krijt could not build the test school: ${built.error?.message ?? built.stdout + built.stderr}`);
  const lesson = edition => join(root, edition, 'lessen/proef/proefles/dia.html');
  return {
    lesson: lesson('team'),
    publicLesson: lesson('public'),
    late: join(root, 'team/lessen/proef/te-laat/dia.html'),
    large: join(root, 'team/presentaties/groot/dia.html'),
    short: join(root, 'team/presentaties/kort/dia.html'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
