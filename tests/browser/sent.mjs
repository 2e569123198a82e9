// What the team sends to parents, by readers that did not write it: every draft of a mail by postal-mime, every file for
// calendars by ical.js, every letter in one file by axe-core and the Nu HTML checker, on a phone and a desk, by day and in
// the dark, every mail by axe-core, with its pictures and without. What any of them, a feed or a calendar leads to is there.
//
//     node sent.mjs team public
//     node sent.mjs --calendars mr      only the calendars

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import axe from 'axe-core';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { chromium } from 'playwright-core';
import { validate } from './nu.mjs';

const ZONE = 'Europe/Amsterdam';
const onlyCalendars = process.argv.includes('--calendars');
const roots = process.argv.slice(2).filter(word => !word.startsWith('--'));
const files = roots.flatMap(root =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => resolve(join(entry.parentPath ?? entry.path, entry.name))));
const named = end => files.filter(file => basename(file).endsWith(end)).sort();
const problems = [];
const expect = (holds, file, what) => holds || problems.push(`${file}: ${what}`);
const words = text => text.replace(/[\u2066-\u2069\u00ad]/g, '').match(/[\p{L}\p{N}]+/gu) ?? [];

async function mail(file, tab) {
  const beside = name => readFileSync(join(file, '..', name), 'utf8');
  const read = await PostalMime.parse(readFileSync(file), { attachmentEncoding: 'arraybuffer' });
  expect(read.subject?.length > 0 && !read.subject.includes('=?'), file, `the subject is ${read.subject}`);
  expect(read.text?.replaceAll('\r\n', '\n').trimEnd() === beside('email.txt').trimEnd(), file, 'the text is not email.txt');
  const shown = async html => {
    await tab.setContent(html.replace(/<meta http-equiv[^>]*>/, ''), { waitUntil: 'domcontentloaded' });
    return words(await tab.evaluate(() => document.body.innerText)).join(' ');
  };
  expect((await shown(read.html ?? '')) === (await shown(beside('email.html'))), file, 'other words than email.html');
  const cids = [...(read.html ?? '').matchAll(/src="cid:([^"]*)"/g)].map(([, id]) => id);
  const ids = read.attachments.map(part => part.contentId?.replace(/[<>]/g, ''));
  expect(cids.length === ids.length && cids.every(id => ids.includes(id)), file, `shows ${cids}, holds ${ids}`);
  for (const part of read.attachments) {
    expect(part.disposition === 'inline' && part.mimeType.startsWith('image/'), file, `${part.mimeType} ${part.disposition}`);
    expect(part.content.byteLength > 0, file, 'an empty picture');
  }
}

const robots = root => readFileSync(join(root, 'robots.txt'), 'utf8');
/** The address of the web, which the public edition alone has, and where its files are. */
const online = roots.find(root => /^Sitemap: /m.test(robots(root)));
const base = online && robots(online).match(/^Sitemap: (.*)sitemap\.xml$/m)[1];

/** The file of the web that an address leads to, and the place in it. */
function onTheWeb(address) {
  const [path, place] = address.slice(base.length).split('#').map(decodeURIComponent);
  return { file: resolve(online, path === '' || path.endsWith('/') ? `${path}index.html` : path), place };
}

/** What stands behind the school's own address in a text that leaves the site. */
function leads(file) {
  const text = readFileSync(file, 'utf8').replace(/\r\n /g, '').replaceAll('&amp;', '&').replaceAll('&quot;', '"');
  for (const [address] of text.matchAll(/https?:\/\/[^\s"'<>\u2066-\u2069]+/g)) {
    if (!address.startsWith(base) || address === base) continue;
    const { file: there, place } = onTheWeb(address.replace(/[).,;]+$/, ''));
    const isThere = existsSync(there);
    expect(isThere, file, `${address} is not there`);
    if (isThere && place && there.endsWith('.html'))
      expect(readFileSync(there, 'utf8').includes(` id="${place}"`), file, `${address} names no place of its page`);
  }
}

/** A mail as a program shows it that knows its styles: nothing is wider than the window, with pictures or without. */
async function shown(file, browser) {
  const html = readFileSync(file, 'utf8').replace(/<meta http-equiv[^>]*>/, '');
  for (const [width, pictures] of [[375, true], [375, false], [700, true]]) {
    const tab = await browser.newPage({ viewport: { width, height: 800 } });
    await tab.route('**', route => {
      const address = route.request().url();
      return pictures && address.startsWith(base) ? route.fulfill({ path: onTheWeb(address).file }) : route.abort();
    });
    await tab.setContent(html);
    const seen = await tab.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      lost: [...document.images].filter(image => image.naturalWidth === 0).length,
      nameless: [...document.images].filter(image => !image.hasAttribute('alt')).length,
    }));
    const how = `${width} pixels wide, ${pictures ? 'with' : 'without'} pictures`;
    expect(seen.wide <= width, file, `${how}: it takes ${seen.wide}`);
    expect(!pictures || seen.lost === 0, file, `${how}: ${seen.lost} are not there`);
    expect(seen.nameless === 0, file, `${seen.nameless} pictures have no description`);
    await tab.evaluate(axe.source);
    const { violations } = await tab.evaluate(() => window.axe.run());
    for (const { id, nodes } of violations.filter(({ id }) => !ELSEWHERE.includes(id)))
      expect(false, file, `${how}: ${id} at ${nodes[0].html.slice(0, 120)}`);
    await tab.close();
  }
}

/** What a page needs and a mail has not: the program around it brings the parts of the page. */
const ELSEWHERE = ['region', 'landmark-one-main', 'page-has-heading-one'];

/** The moment as a clock in a zone shows it. */
const at = (moment, timeZone) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(moment);

/** A task reminds of itself at nine on the day before, an evening two hours before it, and each once. */
function reminder(file, event, component) {
  const alarms = component.getAllSubcomponents('valarm');
  const first = alarms[0];
  if (alarms.length !== 1) return expect(false, file, `${event.summary} has ${alarms.length} alarms`);
  const said = first.getFirstPropertyValue('action') === 'DISPLAY' && first.getFirstPropertyValue('description') === event.summary;
  expect(said, file, `the alarm of ${event.summary} shows nothing`);
  const moment = event.startDate.clone();
  moment.isDate = false;
  moment.addDuration(first.getFirstPropertyValue('trigger'));
  const before = event.startDate.clone();
  if (event.startDate.isDate) before.adjust(-1, 0, 0, 0);
  else before.adjust(0, -2, 0, 0);
  const wanted = event.startDate.isDate ? `${before.toString().slice(0, 10)}T09:00` : before.toString().slice(0, 16);
  expect(moment.toString().slice(0, 16) === wanted, file, `${event.summary} reminds at ${moment}, not at ${wanted}`);
}

function calendar(file) {
  const text = readFileSync(file, 'utf8');
  const read = new ICAL.Component(ICAL.parse(text));
  for (const zone of read.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  for (const line of text.split('\r\n'))
    expect(Buffer.byteLength(line) <= 75, file, `a line of ${Buffer.byteLength(line)} bytes`);
  for (const component of read.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(component);
    expect(event.uid && event.summary && component.hasProperty('dtstamp'), file, 'a uid, a summary or a stamp is missing');
    if (basename(file) === 'taken.ics') reminder(file, event, component);
    const start = component.getFirstProperty('dtstart');
    const value = start.getFirstValue();
    if (value.isDate) {
      expect(!component.hasProperty('dtend') || event.endDate.compare(value) > 0, file, `${event.summary} takes no day`);
    } else if (start.getParameter('tzid')) {
      // The rule that the file brings says the same moment as the clocks of Amsterdam do.
      const written = `${value.toString().slice(0, 10)} ${value.toString().slice(11, 16)}`;
      expect(at(value.toJSDate(), ZONE) === written, file, `${event.summary}: ${written} is ${at(value.toJSDate(), ZONE)}`);
    }
  }
  return read.getAllSubcomponents('vevent').length;
}

async function single(file, browser) {
  for (const [width, colorScheme] of [[375, 'light'], [375, 'dark'], [1280, 'light'], [1280, 'dark']]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    const tab = await context.newPage();
    await tab.goto(`file://${file}`);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    expect(wide <= width, file, `${wide} pixels wide on ${width}`);
    await tab.evaluate(axe.source);
    const { violations } = await tab.evaluate(() => window.axe.run());
    for (const { id, nodes } of violations) expect(false, file, `${width} ${colorScheme}: ${id} at ${nodes[0].html.slice(0, 120)}`);
    await context.close();
  }
  // With its policy in force: the style is allowed by its digest, and nothing else is asked for.
  const tab = await browser.newPage();
  const asked = [];
  tab.on('request', request => asked.push(request.url()));
  await tab.goto(`file://${file}`);
  expect(asked.every(url => url === `file://${file}` || url.startsWith('data:image/')), file, `asks for ${asked}`);
  const looks = await tab.evaluate(() => getComputedStyle(document.querySelector('.cell')).paddingTop);
  expect(looks !== '0px', file, 'its style is refused');
  const lost = await tab.evaluate(() => [...document.images].filter(image => image.naturalWidth === 0).length);
  expect(lost === 0, file, `${lost} of its pictures are refused`);
  await tab.close();
}

/** What browsers show of mails, letters and feeds, what the checker says of letters, and where all of them lead to. */
async function sentToParents(mails, singles, pages, texts) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const tab = await browser.newPage();
  for (const file of mails) await mail(file, tab);
  for (const file of singles) await single(file, browser);
  for (const file of pages) await shown(file, browser);
  await browser.close();
  // The checker takes `data:` for no address of a picture; that browsers do is looked at above.
  const isData = ({ message }) => /^Resource violates Content Security Policy .*image “data:image\//.test(message);
  for (const message of (await validate(singles)).filter(message => !isData(message))) problems.push(`${message.url}: Nu: ${message.message}`);
  if (base) texts.forEach(leads);
  expect(mails.length > 0 && singles.length > 0, 'here', 'there is no mail to read');
}

const calendars = named('.ics');
const [mails, singles, pages, feeds] = onlyCalendars
  ? [[], [], [], []]
  : [named('.eml'), named('brief.html'), named('email.html'), named('.xml').filter(file => readFileSync(file, 'utf8').includes('<feed '))];
const texts = onlyCalendars ? calendars : [...singles, ...pages, ...calendars, ...named('email.txt'), ...named('bericht.txt')];
if (!onlyCalendars) {
  await sentToParents(mails, singles, pages, [...texts, ...feeds]);
  expect(base && feeds.length > 0, 'here', 'there is no address of the web, or no feed');
}
const events = calendars.reduce((sum, file) => sum + calendar(file), 0);
expect(events > 0, 'here', 'there is no calendar to read');
problems.forEach(problem => console.log(problem));
const count = mails.length + feeds.length + texts.length;
const bad = new Set(problems.map(problem => problem.split(': ')[0])).size;
console.log(`${Math.max(0, count - bad)} passed, ${bad} failed`);
process.exit(bad ? 1 : 0);
