// What krijt wrote: folders, their pages and files, and what a reference in one of them points at.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The editions, each holding the one before. */
const EDITIONS = ['public', 'mr', 'team'];

/** One built edition. Every folder is held to the rules of the public one, unless it is called `mr` or `team`. */
export function openFolder(path) {
  const root = resolve(path);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== '.gitignore')
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  const name = basename(root);
  return {
    root,
    name,
    rank: Math.max(0, EDITIONS.indexOf(name)),
    files,
    pages: files.filter(isPage).map(file => openPage(root, name, file)),
  };
}

function openPage(root, folder, file) {
  const source = readFileSync(file, 'utf8');
  const refresh = source.match(REFRESH)?.[0];
  return {
    file,
    root,
    label: labelOf(root, folder, file),
    url: pathToFileURL(file).href,
    source,
    isRedirect: refresh !== undefined,
    shown: withoutRefresh(basename(file) === '404.html' ? fromHere(source) : source),
    looks: looksOf(relative(root, file), source),
  };
}

/** All that decides how a page's main part looks and works: pages of two editions that share it are opened once. */
function looksOf(path, source) {
  const main = source.match(/<main[^]*<\/main>/)?.[0];
  const tied = source.match(/<(?:html|body|link rel="stylesheet"|script|meta http-equiv)[^>]*>/g) ?? [];
  return main && [path, ...tied, main].join('\n');
}

const REFRESH = /http-equiv\s*=\s*(["']?)refresh\1/i;

/** A redirect that stays where it is, so that it can be looked at. */
export const withoutRefresh = source => source.replace(REFRESH, 'name="refresh-kept-from-working"');

/** The page for what is not found asks for all from the top of its server; a file on a disk has none. */
const fromHere = source => {
  const top = source.match(/href="(\/[^"]*)assets\/icoon\.svg"/)?.[1];
  return top === undefined ? source : source.replaceAll(`="${top}`, '="');
};

/** A mail is read by other programs, which want what no page may have: `tests/mail/check.py` holds it to their rules. */
export const isPage = file => file.endsWith('.html') && !['email.html', 'brief.html'].includes(basename(file));

export const labelOf = (root, folder, file) => `${folder}/${relative(root, file).split(sep).join('/')}`;

/**
 * Where an address in `from` (a page's URL) leads: `{file, fragment}` inside `root`, `{outside: protocol}` for another
 * host or scheme, or `{problem}` in words.
 */
export function resolveAddress(address, from, root) {
  if (address.trim() === '' || address.trim() === '#') return { problem: 'is empty' };
  let url;
  try {
    url = new URL(address, from);
  } catch {
    return { problem: 'is not an address' };
  }
  if (url.protocol !== 'file:') return { outside: url.protocol };
  const file = fileURLToPath(url.origin === 'null' ? `file://${url.pathname}` : url);
  if (relative(root, file).split(sep)[0] === '..') return { problem: 'leads out of the folder' };
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return { problem: 'is not there' };
  if (!stat.isFile()) return { problem: 'names a folder, not a file: from a USB stick that shows a listing' };
  return { file, fragment: decodeFragment(url.hash) };
}

function decodeFragment(hash) {
  const fragment = hash.replace(/^#/, '').replace(/:~:.*$/, '');
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
