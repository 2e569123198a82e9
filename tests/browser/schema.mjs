// node schema.mjs [KRIJT]
// Holds the JSON Schemas of `krijt schema` against a validator that this project did not write (Ajv), with the YAML
// reader that editors use: all real content is accepted, and what krijt refuses in a head a schema refuses, too.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import YAML from 'yaml';
import { expect, finish, scratch } from './tally.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const KRIJT = resolve(process.argv[2] ?? join(ROOT, 'target/release/krijt'));

const krijt = (...args) => spawnSync(KRIJT, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
const write = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

// ---- The schemas, strict: a keyword that the draft does not know is an error

const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, allErrors: true });
const schemas = new Map();
const words = execFileSync(KRIJT, ['schema'], { encoding: 'utf8' }).trim().split('\n').map(line => line.split(/\s+/)[0]);
for (const word of words) {
  const schema = JSON.parse(execFileSync(KRIJT, ['schema', word], { encoding: 'utf8' }));
  schemas.set(word, { schema, accepts: ajv.compile(schema) });
}
expect(schemas.size >= 12, `only ${schemas.size} schemas`);

/** What an editor would make of a text. Keys twice and the like are errors of YAML itself. */
const parse = text => YAML.parse(text, { version: '1.2' }) ?? {};
const accepts = (word, value) => schemas.get(word).accepts(value);
const why = word => ajv.errorsText(schemas.get(word).accepts.errors);

// ---- Everything that is written in heads and YAML files here is accepted

const FILES = { 'krijt.yaml': 'krijt', 'begrippen.yaml': 'begrippen', 'kerndoelen.yaml': 'kerndoelen', 'hulplijnen.yaml': 'hulplijnen', 'contacten.yaml': 'contacten', 'wijzigingen.yaml': 'wijzigingen', 'fotos.yaml': 'fotos', 'voorvallen.yaml': 'voorvallen', 'jaartaken.yaml': 'jaartaken' };

/** The schema of a path below a school, as `krijt schema` lists it. */
const wordOf = path => {
  const parts = path.split('/');
  if (!path.endsWith('.md')) return FILES[parts.at(-1)];
  const index = /^_?index\.md$/.test(parts.at(-1));
  const [, folder] = parts;
  if (folder === 'lessen' && parts.length === 4 && (parts[3] === 'module.md' || index)) return 'module';
  if (folder === 'lessen' && parts.length >= 4 && !index) return 'les';
  if (index) return 'pagina';
  if (folder === 'nieuwsbrieven') return 'nieuwsbrief';
  if (folder === 'thema-avond') return 'thema-avond';
  if (path === 'content/protocol/protocol.md') return 'protocol';
  if (folder === 'protocol' && parts.length === 3) return 'hoofdstuk';
  if (folder === 'presentaties') return 'presentatie';
  return 'pagina';
};

const headOf = text => /^---\n([\s\S]*?)^---$/m.exec(text)?.[1];

const acceptsSchool = (school, atLeast) => {
  const inside = readdirSync(join(school, 'content'), { recursive: true }).map(path => `content/${path}`);
  const files = ['krijt.yaml', ...inside].filter(path => /\.(md|yaml)$/.test(path));
  for (const path of files) {
    const text = readFileSync(join(school, path), 'utf8');
    const word = wordOf(path);
    const yaml = path.endsWith('.md') ? headOf(text) : text;
    if (yaml === undefined || word === undefined) continue;
    expect(accepts(word, parse(yaml)), `${path} as ${word}: ${why(word)}`);
  }
  expect(files.length >= atLeast, `${school}: only ${files.length} files`);
};

acceptsSchool(ROOT, 20);
acceptsSchool(join(ROOT, 'tests/school/in'), 10);
const fresh = join(scratch, 'fresh');
krijt('init', fresh, '--name', 'De Brug', '--date', '2026-11-06');
for (const word of ['les', 'module', 'nieuwsbrief', 'thema-avond', 'hoofdstuk', 'presentatie', 'pagina']) {
  krijt('new', word, `Nieuwe ${word}`, '--root', fresh, '--module', 'mediawijs', '--date', '2026-11-06');
}
acceptsSchool(fresh, 14);
for (const [word, { schema }] of schemas) {
  const file = join(fresh, '.krijt/schema', `${word}.json`);
  expect(readFileSync(file, 'utf8') === `${JSON.stringify(JSON.parse(readFileSync(file, 'utf8')), null, 2)}\n`, `${file} is no tidy JSON`);
  expect(JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))) === JSON.stringify(schema), `${file} is not the schema`);
}
// The editor is told about every YAML file.
const settings = JSON.parse(readFileSync(join(fresh, '.vscode/settings.json'), 'utf8'));
expect(Object.keys(settings['yaml.schemas']).length === Object.keys(FILES).length, `settings.json does not name the ${Object.keys(FILES).length} YAML files`);

// ---- What krijt refuses, a schema refuses; what krijt accepts, a schema accepts, but for what is listed here

/** Findings about a key or its value that do not need the calendar, the disk or the rest of the school. */
const CODES = new Set(['E0203', 'E0204', 'E0206', 'E0207', 'E0208', 'E0209', 'E0210', 'E0218', 'E0220', 'E0222', 'E0223', 'E0224', 'E0225', 'E1105', 'E1102', 'E1103']);

const PROBES = [
  'tekst', '"12"', '5', '0', '-3', '100000', '1000000', '3.5', 'ja', 'Nee', 'true', 'misschien', '2026-11-06', '31-12-2026', '6 november',
  '2026', '"19:45"', '19.45', '"25:00"', '[a, b]', '[5, 6]', '[5, 9]', '5-6', '"5 en 6"', '~', '""', 'nl', 'Nederlands', 'team',
  'public', '[public, team]', 'blauw', '[Vinden, Reflecteren]', '[Vinden, Zoeken]', '{a: b}', '{naam: b}', '[{wat: x}]',
  '[{wat: x, duur: 5}]', '[{wat: x, dagen_vooraf: 3}]', '[{wat: x, dagen_vooraf: 900}]', '[{rol: x, aantal: 2}]',
  '[{naam: x, van: 2026-10-17}]', '{E0204: uit}', '{E0204: soms}', '{unknown-key: waarschuwing}', '{X9: uit}', '{a: [b]}', 'https://a.example/', 'a.example',
  '{22B: {titel: x}}', '{22B: {domein: x}}', '[[a]]',
];

/** Where a schema holds more tightly on purpose: values that krijt understands, but that are a trap or hardly meant. */
const STRICTER = [
  ['an empty text instead of nothing', (_, value) => value === ''],
  ['a time without quotes is a number', (schema, value) => schema.pattern?.includes('[:.]') && typeof value === 'number'],
  ['a number between quotes', (schema, value) => schema.type?.includes('integer') && /^\d+$/.test(value)],
  ['groups are whole numbers', (schema, value) => schema.items?.maximum === 8 && typeof value === 'number'],
];
const stricter = (schema, value) => STRICTER.some(([, holds]) => holds(schema, value));

const HEADS = {
  module: number => `content/lessen/m${number}/module.md`,
  les: number => `content/lessen/lessen/l${number}.md`,
  nieuwsbrief: number => `content/nieuwsbrieven/n${number}.md`,
  'thema-avond': number => `content/thema-avond/a${number}.md`,
  hoofdstuk: number => `content/protocol/h${number}.md`,
  presentatie: number => `content/presentaties/p${number}.md`,
  pagina: number => `content/p${number}.md`,
};
const BASE = { titel: '"Een titel"', datum: '2027-01-21', aanvang: '"19:45"' };
const NEEDS = { nieuwsbrief: ['titel', 'datum'], 'thema-avond': ['titel', 'datum', 'aanvang'] };

const compare = (word, key, probe, yaml, refused, own = schemas.get(word).schema.properties?.[key]) => {
  const value = parse(yaml);
  const accepted = accepts(word, value);
  const what = `${word}: \`${key}: ${probe}\``;
  if (accepted && refused) expect(false, `${what}: krijt says ${refused}, the schema accepts it`);
  else {
    const differs = !accepted && !refused && !stricter(own ?? {}, parse(`a: ${probe}`).a);
    expect(!differs, `${what}: krijt accepts it, the schema says ${why(word)}`);
  }
};

const findingsOf = school => JSON.parse(krijt('check', '--root', school, '--format', 'json').stdout).findings.filter(({ code }) => CODES.has(code));

// Heads: one school with a document for every probe of every key.
const heads = join(scratch, 'heads');
write(join(heads, 'krijt.yaml'), 'school: {naam: De Brug}\n');
const rows = [];
for (const [word, path] of Object.entries(HEADS)) {
  const { properties } = schemas.get(word).schema;
  for (const key of [...Object.keys(properties), 'zomaar']) {
    const own = /^Hetzelfde als `(\w+)`/.exec(properties[key]?.description ?? '')?.[1] ?? key;
    for (const probe of PROBES) {
      const needed = (NEEDS[word] ?? ['titel']).filter(name => name !== own).map(name => `${name}: ${BASE[name]}\n`);
      const yaml = `${needed.join('')}${key}: ${probe}\n`;
      const file = path(rows.length);
      write(join(heads, file), `---\n${yaml}---\nTekst.\n`);
      rows.push({ word, key, probe, yaml, file });
    }
  }
}
const refusedHeads = new Map(findingsOf(heads).map(({ file, code, message }) => [file, `${code} ${message}`]));
for (const { word, key, probe, yaml, file } of rows) compare(word, key, probe, yaml, refusedHeads.get(file));
expect(rows.length > 5000, `only ${rows.length} heads`);

// The configuration: a school for every probe.
for (const key of [...Object.keys(schemas.get('krijt').schema.properties), 'zomaar']) {
  for (const probe of PROBES) {
    const yaml = `${key === 'school' ? '' : 'school: {naam: De Brug}\n'}${key}: ${probe}\n`;
    const school = join(scratch, 'single');
    write(join(school, 'krijt.yaml'), yaml);
    const refused = findingsOf(school).find(({ file }) => file === 'krijt.yaml');
    compare('krijt', key, probe, yaml, refused && `${refused.code} ${refused.message}`);
  }
}

// Data files: an entry for every probe.
const entries = (word, file, needed) => {
  const school = join(scratch, word);
  write(join(school, 'krijt.yaml'), 'school: {naam: De Brug}\n');
  const { properties } = schemas.get(word).schema.additionalProperties;
  const rows = [...Object.keys(properties), 'zomaar'].flatMap(key => PROBES.map(probe => ({ key, probe })));
  let text = '';
  for (const [number, row] of rows.entries()) {
    row.first = text.split('\n').length;
    row.yaml = `w${number}:\n${row.key === needed ? '' : `  ${needed}: Iets.\n`}  ${row.key}: ${row.probe}\n`;
    text += row.yaml;
    row.last = text.split('\n').length - 1;
  }
  write(join(school, file), text);
  const found = findingsOf(school);
  for (const { key, probe, yaml, first, last } of rows) {
    const refused = found.find(({ line }) => first <= line && line <= last);
    compare(word, key, probe, yaml, refused && `${refused.code} ${refused.message}`, properties[key]);
  }
};
entries('begrippen', 'content/data/begrippen.yaml', 'uitleg');
entries('hulplijnen', 'content/data/hulplijnen.yaml', 'naam');

finish();
