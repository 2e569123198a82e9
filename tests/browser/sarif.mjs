// node sarif.mjs [KRIJT]
// Holds `--format sarif` against the SARIF 2.1.0 schema and the validator of the SARIF SDK, which this project did not
// write, and reads `--format github` as a runner does: about the real content, and about a school with odd names, odd
// texts, findings that are silenced and findings with a second place.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { expect, finish, scratch } from './tally.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const KRIJT = resolve(process.argv[2] ?? join(HERE, '../../target/release/krijt'));
const MULTITOOL = join(HERE, 'node_modules/@microsoft/sarif-multitool-linux');

const same = (found, wanted, what) =>
  expect(JSON.stringify(found) === JSON.stringify(wanted), `${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);

// ---- A school in which names and texts are as odd as they may be

const ODD = 'content/één map, 100%/les: ü #1.md';
const FILES = {
  'krijt.yaml': 'school: {naam: De Brug}\n',
  // A second place, in a file with a space, a comma, a colon, a percent sign and letters with marks.
  [ODD]: '---\ntitel: Over ons\nsamenvattign: 100%, of meer\ntitel: Nog een keer\n---\n😀 Lees [dit: 50%, ja](weg%20is.md).\n',
  // Silenced, with a reason that needs care.
  'content/stil.md': '---\ntitel: Stil\n---\n<!-- allow: W1505 "zo" heet het: 100%, écht -->\nLees [hier](stil.md) verder.\n',
  // Over several lines.
  'content/lang.md': '---\ntitel: Lang\n---\n::: opdracht\nEen.\n\nTwee.\n',
  // About a file as a whole, and about one that stands at its very end.
  'content/leeg.md': '',
  'content/kapot.md': Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe, 0x0a]),
};
const school = join(scratch, 'school');
for (const [path, text] of Object.entries(FILES)) {
  mkdirSync(dirname(join(school, path)), { recursive: true });
  writeFileSync(join(school, path), text);
}
const check = (root, format, lang) =>
  spawnSync(KRIJT, ['check', '--no-pdf', '--root', root, '--format', format, '--lang', lang], { encoding: 'utf8' }).stdout;

// ---- SARIF

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const accepts = ajv.compile(JSON.parse(readFileSync(join(MULTITOOL, 'sarif-2.1.0.json'), 'utf8')));

/**
 * Rules that are off: one asks the web for every address, one wants a home page, which krijt has not, and the last are
 * wishes (notes) of which krijt follows none: a copy of the source in the report, Pascal case for names.
 */
const POLICY = `<?xml version="1.0" encoding="utf-8"?>
<Properties>
  ${['SARIF2006.UrisShouldBeReachable', 'SARIF2005.ProvideToolProperties'].map(rule => `<Properties Key="${rule}.Options">
    <Property Key="RuleEnabled" Value="Disabled" Type="Driver.RuleEnabledState" /></Properties>`).join('\n  ')}
</Properties>
`;
const [policy, input, output] = ['policy.xml', 'in.sarif', 'out.sarif'].map(name => join(scratch, name));
writeFileSync(policy, POLICY);
const validator = join(MULTITOOL, 'Sarif.Multitool');
chmodSync(validator, 0o755); // npm unpacks it without that right

/** Errors and warnings of the validator of the SARIF SDK, with the rules of GitHub's code scanning. */
const validate = log => {
  writeFileSync(input, JSON.stringify(log, null, 2));
  rmSync(output, { force: true });
  const args = ['validate', input, '--output', output, '--config', policy, '--rule-kind', 'Sarif;Gh', '--level', 'Error;Warning'];
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  const run = spawnSync(validator, args, { encoding: 'utf8', env });
  const [{ results = [], tool, invocations }] = JSON.parse(readFileSync(output, 'utf8')).runs;
  if (!invocations[0].executionSuccessful) return [`it did not come to its end: ${run.stdout}${run.stderr}`];
  const words = ({ ruleId, message }) => {
    const template = tool.driver.rules.find(({ id }) => id === ruleId).messageStrings[message.id].text;
    return `${ruleId}: ${template.replace(/\{(\d)\}/g, (_, at) => message.arguments[at])}`;
  };
  return results.map(words);
};

const odd = {};
for (const lang of ['nl', 'en']) {
  for (const [name, root] of [['an odd school', school], ['the content', join(HERE, '../..')]]) {
    const log = JSON.parse(check(root, 'sarif', lang));
    expect(accepts(log), `${name}, ${lang}: ${ajv.errorsText(accepts.errors)}`);
    same(validate(log), [], `${name}, ${lang}, the validator`);
    odd[lang] ??= log;
  }
}

// Both can fail: a line 0, a level that there is not, a rule that is another one, an address with a space in it.
const broken = change => {
  const log = structuredClone(odd.nl);
  change(log.runs[0].results[0], log.runs[0]);
  return log;
};
const region = result => result.locations[0].physicalLocation.region;
for (const [what, log] of [
  ['line 0', broken(result => { region(result).startLine = 0; })],
  ['a level', broken(result => { result.level = 'fatal'; })],
  ['a key', broken(result => { result.reason = 'x'; })],
]) expect(!accepts(log), `the schema accepts ${what} that cannot be`);
for (const [what, log] of [
  ['an end before its start', broken(result => { Object.assign(region(result), { startColumn: 9, endColumn: 2 }); })],
  ['another rule', broken(result => { result.ruleIndex = 99; })],
  ['a file of Windows', broken(result => { result.locations[0].physicalLocation.artifactLocation.uri = 'a b\\c.md'; })],
]) expect(validate(log).length > 0, `the validator accepts ${what}`);

// ---- What SARIF says, read back: the files and the characters that were meant

const [{ results, tool }] = odd.nl.runs;
const meant = ({ physicalLocation: { artifactLocation, region } }) => {
  const path = decodeURIComponent(artifactLocation.uri);
  const lines = FILES[path].toString().split('\n').map(line => [...line]);
  const { startLine, startColumn, endLine, endColumn } = region;
  const text = startLine === endLine ? lines[startLine - 1].slice(startColumn - 1, endColumn - 1).join('') : null;
  return [path, text];
};
const found = code => results.filter(({ ruleId }) => ruleId === code);
same(found('E0204').map(({ locations }) => meant(locations[0])), [[ODD, 'samenvattign']], 'an unknown key');
same(found('E0205').map(({ relatedLocations }) => meant(relatedLocations[0])), [[ODD, 'titel']], 'the first of two keys');
same(found('E0501').map(({ locations }) => meant(locations[0])), [[ODD, '[dit: 50%, ja](weg%20is.md)']], 'behind a character of two code units');
same(found('W1505').map(({ suppressions }) => suppressions), [[{ justification: '"zo" heet het: 100%, écht', kind: 'inSource' }]], 'a silenced finding');
expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex].id === ruleId), 'a rule by its number is another rule');

// ---- Annotations: read as a runner reads a command, and all of them come back

const unescaped = (text, signs) => signs.reduce((out, [code, sign]) => out.replaceAll(code, sign), text).replaceAll('%25', '%');
const VALUE = [['%0D', '\r'], ['%0A', '\n']];
const command = line => {
  const [, level, properties, message] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  if (level === undefined) return { broken: line };
  const pairs = properties.split(',').map(pair => pair.split('='));
  const read = pairs.map(([key, ...value]) => [key, unescaped(value.join('='), [...VALUE, ['%3A', ':'], ['%2C', ',']])]);
  return { level, ...Object.fromEntries(read), message: unescaped(message, VALUE) };
};
const said = check(school, 'github', 'nl').trimEnd().split('\n').map(command);
const wanted = JSON.parse(check(school, 'json', 'nl')).findings.map(row => ({
  level: row.severity,
  file: row.file,
  line: `${row.line}`,
  col: `${row.column}`,
  message: `${row.message}\n${row.help}`,
  title: `${row.code} ${row.name}`,
}));
same(said.map(({ level, file, line, col, message, title }) => ({ level, file, line, col, message, title })), wanted, 'annotations');
expect(said.some(({ file }) => /[ ,:%]/.test(file ?? '')), 'no annotation is about a file with an odd name');

finish();
