// What stands on the pages of a PDF and where, read by Debian's poppler-utils.

import { execFileSync } from 'node:child_process';

export const MM = 72 / 25.4;

export const run = (command, args, options = {}) => execFileSync(command, args, { maxBuffer: 1 << 28, ...options });

export const pageSizes = pdf =>
  [...run('pdfinfo', ['-f', '1', '-l', '999', pdf]).toString().matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)].map(([, width, height]) => [Number(width), Number(height)]);

/** The words of each page with the box around them. */
export function wordsOf(pdf) {
  const html = run('pdftotext', ['-bbox', pdf, '-']).toString();
  const word = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g;
  return html.split('<page ').slice(1).map(page => [...page.matchAll(word)].map(([, left, top, right, bottom, text]) => ({ left: left / MM, top: top / MM, right: right / MM, bottom: bottom / MM, text: unescaped(text) })));
}

const unescaped = text => text.replace(/&(amp|lt|gt|quot|apos);/g, (all, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name]);

/** Its words in small letters; two letters that are cast as one are two. */
export const plain = text =>
  text
    .normalize('NFKC')
    .replace(/\u00AD/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
