// Every address and id that a page, or a style sheet, names.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isPage, labelOf, resolveAddress } from './site.mjs';

const FOLLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:']);

/** `facts` is a map from a page's file to what `visit` read there. */
export function checkLinks(folder, facts, report) {
  for (const page of folder.pages) {
    const own = facts.get(page.file);
    if (!own) continue; // it did not open, and the report says so
    const links = [];
    const anchors = own.pointers
      .filter(({ id }) => !own.ids.includes(id))
      .map(({ id, on }) => `${on} names #${id}, which is not there`);
    const outside = [];
    for (const { address, on, followed } of own.references) {
      const target = resolveAddress(address, page.url, folder.root);
      if (target.problem) links.push(`${address} (${on}) ${target.problem}`);
      else if (target.outside) outsideFaults(target.outside, address, on, followed, links, outside);
      else if (target.fragment && !hasId(target.file, target.fragment, facts))
        anchors.push(`${address} (${on}): no such id`);
    }
    report.add(page.label, 'link', links);
    report.add(page.label, 'anchor', anchors);
    report.add(page.label, 'request-outside', outside);
  }
  for (const file of folder.files.filter(file => file.endsWith('.css'))) checkStyles(folder, file, report);
}

function outsideFaults(protocol, address, on, followed, links, outside) {
  if (followed ? FOLLOWED.has(protocol) : protocol === 'data:') return;
  if (followed || !/^https?:$/.test(protocol)) links.push(`${address} (${on}) has the scheme ${protocol}`);
  else outside.push(`${address} (${on})`);
}

function hasId(file, id, facts) {
  if (isPage(file)) return facts.get(file)?.ids.includes(id) ?? true;
  return !file.endsWith('.svg') || readFileSync(file, 'utf8').includes(`id="${id}"`);
}

function checkStyles(folder, file, report) {
  const text = readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\//g, '');
  const addresses = [...text.matchAll(/(?:url\(\s*|@import\s+)(["']?)([^"')]+)\1/g)].map(match => match[2].trim());
  const faults = addresses
    .map(address => [address, resolveAddress(address, pathToFileURL(file).href, folder.root)])
    .filter(([, target]) => target.problem || (target.outside && target.outside !== 'data:'))
    .map(([address, target]) => `${address} ${target.problem ?? 'is elsewhere'}`);
  report.add(labelOf(folder.root, folder.name, file), 'link', faults);
}
