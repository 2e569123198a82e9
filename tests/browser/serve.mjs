// node serve.mjs
// `krijt serve` in Chromium on a copy of the project's school: what is saved is shown, the overlay comes and goes, styles
// change without a reload, a deck keeps its slide, a page its scroll position. Milliseconds are printed, not judged; and
// a scripted stretch of random editing (`--edits=500` for an hour's worth) must always end in what a clean build gives.
// Exit 1 when anything is wrong.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { launch } from './chromium.mjs';
import { checkPatching } from './patching.mjs';
import { copySchool, newMark, openTab, program, readText, removeSchool, startDesk, timeToShow, waitForMark } from './desk.mjs';

const edits = Number(process.argv.find(word => word.startsWith('--edits='))?.slice(8) ?? 40);
let passed = 0;
const failures = [];
const check = (name, isRight, detail = '') => {
  if (isRight) passed++;
  else failures.push(`${name}${detail === '' ? '' : `: ${JSON.stringify(detail)}`}`);
};
const pause = time => new Promise(done => setTimeout(done, time));
/** Asks until it is so, or for too long. */
async function until(question, time = 60_000) {
  for (const end = Date.now() + time; Date.now() < end; await pause(25)) {
    if (await question()) return true;
  }
  return false;
}

const LESSON = 'content/lessen/samen-online/01-echt-of-nep.md';
const AT = 'public/lessen/samen-online/echt-of-nep/index.html';
const root = copySchool();
const at = path => join(root, path);
const desk = await startDesk(root, '--no-pdf');
const browser = await launch();

const overlay = tab =>
  tab.evaluate(() => {
    const host = document.querySelector('krijt-meldingen');
    return host && { text: host.shadowRoot.textContent, links: [...host.shadowRoot.querySelectorAll('a')].map(link => link.href) };
  });

async function checkEdits() {
  const { tab, heard } = await openTab(browser, desk.url + AT);
  const lesson = readText(at(LESSON)), base = readText(at('themes/krijt/templates/base.html')), config = readText(at('krijt.yaml'));
  await tab.evaluate(() => window.scrollTo(0, 600));
  let mark = newMark();
  const times = { text: await timeToShow(tab, at(LESSON), `${lesson}\nDit is ${mark}.\n`, mark) };
  check('the scroll position is kept', await until(async () => (await tab.evaluate(() => window.scrollY)) === 600), await tab.evaluate(() => window.scrollY));
  mark = newMark();
  const list = await openTab(browser, `${desk.url}public/lessen/samen-online/index.html`);
  times.title = await timeToShow(list.tab, at(LESSON), lesson.replace(/^titel: .*$/m, `titel: Echt ${mark}`), mark);
  await waitForMark(tab, mark);
  check('a title is new on the page and in lists', true);
  mark = newMark();
  times.template = await timeToShow(tab, at('themes/krijt/templates/base.html'), base.replace('{{ footer | safe }}', `<p>${mark}</p>{{ footer | safe }}`), mark);
  writeFileSync(at('themes/krijt/templates/base.html'), base);
  mark = newMark();
  times['krijt.yaml'] = await timeToShow(tab, at('krijt.yaml'), config.replace(/naam: .*/, `naam: School ${mark}`), mark);
  writeFileSync(at('krijt.yaml'), config);
  writeFileSync(at(LESSON), lesson);
  console.log(`from saved to shown, ms: ${Object.entries(times).map(([what, time]) => `${what} ${time}`).join(', ')}`);
  check('nothing on the console', heard.length + list.heard.length === 0, [...heard, ...list.heard]);
  await list.tab.close();
  await tab.close();
}

/** The page as it stands in a tab, without what the desk itself adds. */
const shownIn = tab =>
  tab.evaluate(() => {
    const page = document.documentElement.cloneNode(true);
    page.querySelectorAll('krijt-meldingen, script[src="/_krijt/live.js"]').forEach(element => element.remove());
    page.querySelectorAll('link').forEach(link => link.setAttribute('href', link.getAttribute('href').split('?')[0]));
    page.querySelectorAll('[open]').forEach(element => element.removeAttribute('open'));
    return page.outerHTML;
  });

/** Where what a tab shows is not what it would show if it were opened now; empty when it is. */
async function staleIn(tab) {
  const other = await openTab(browser, tab.url());
  let shown, wanted;
  await until(async () => (shown = await shownIn(tab)) === (wanted = await shownIn(other.tab)), 10_000);
  await other.tab.close();
  let at = 0;
  while (at < wanted.length && shown[at] === wanted[at]) at++;
  return shown === wanted ? '' : `${shown.slice(at - 60, at + 60)} … should be … ${wanted.slice(at - 60, at + 60)}`;
}

/** What a tab shows is what it would show if it were opened now. */
async function checkFresh(name, tab) {
  const stale = await staleIn(tab);
  check(name, stale === '', stale);
}

/** Where only text differs, a page is not loaded again: what its reader filled in stays. */
async function checkInPlace() {
  const { tab, heard } = await openTab(browser, `${desk.url}team/lessen/samen-online/echt-of-nep/index.html`);
  const lesson = readText(at(LESSON)), config = readText(at('krijt.yaml'));
  await tab.evaluate(() => { window.isOld = true; });
  const isOld = () => tab.evaluate(() => window.isOld === true).catch(() => false); // it is being loaded
  const edits = {
    'a paragraph': [LESSON, mark => `${lesson}\nDit is ${mark}.\n\n- een punt\n- nog een\n`],
    'a title': [LESSON, mark => lesson.replace(/^titel: .*$/m, `titel: Titel ${mark}`)],
    'the name of the school': ['krijt.yaml', mark => config.replace(/naam: .*/, `naam: School ${mark}`)],
  };
  for (const [what, [file, make]] of Object.entries(edits)) {
    const mark = newMark();
    await tab.fill('#_starttijd', '10:15');
    await timeToShow(tab, at(file), make(mark), mark);
    check(`${what} is changed in place`, await isOld());
    check('what was filled in stays', (await tab.inputValue('#_starttijd')) === '10:15');
    await tab.fill('#_starttijd', '');
    await checkFresh(`with ${what}, all is as if it were opened now`, tab);
  }
  // A script of the page shows times: that part is loaded again.
  writeFileSync(at(LESSON), lesson.replace('{duur=7}', '{duur=8}').replace('{duur=11}', '{duur=10}'));
  check('what a script fills in is loaded again', await until(async () => !(await isOld())));
  await checkFresh('and is as if it were opened now', tab);
  writeFileSync(at(LESSON), lesson);
  writeFileSync(at('krijt.yaml'), config);
  check('nothing on the console for changes in place', heard.length === 0, heard);
  await tab.close();
}

async function checkPatches() {
  const pages = ['public/index.html', AT, 'public/lessen/samen-online/echt-of-nep/dia.html', 'team/protocol/index.html'];
  await checkPatching(browser, await Promise.all(pages.map(async page => (await fetch(desk.url + page)).text())), check);
}

async function checkOverlay() {
  const { tab, heard } = await openTab(browser, desk.url + AT);
  const lesson = readText(at(LESSON));
  const title = await tab.title();
  writeFileSync(at(LESSON), `${lesson.replace(/^titel:/m, 'titl:')}\n::: antwoordt\n<script>alert(1)</script>\n:::\n`);
  check('the overlay comes', await until(() => overlay(tab)));
  const shown = (await overlay(tab)) ?? { text: '', links: [] };
  check('it names the code, the place and the words', /E0204/.test(shown.text) && shown.text.includes(`${LESSON}:2:1`) && /titl/.test(shown.text), shown);
  check('it names every mistake', /antwoordt/.test(shown.text), shown);
  check('its text is text', (await tab.evaluate(() => document.querySelector('krijt-meldingen').shadowRoot.querySelectorAll('script').length)) === 0);
  check('it links to the file', shown.links.some(link => link.startsWith('vscode://file/') && link.includes('01-echt-of-nep.md:2:1')), shown.links);
  check('the last good page stays', (await tab.title()) === title);
  // A tab that comes later sees it as well, on the last good page.
  const late = await openTab(browser, `${desk.url}public/index.html`);
  check('another page shows it', await until(() => overlay(late.tab)));
  writeFileSync(at('krijt.yaml.nieuw'), '');
  writeFileSync(at(LESSON), lesson);
  check('it goes away by itself', await until(async () => !(await overlay(tab)) && !(await overlay(late.tab))));
  const config = readText(at('krijt.yaml'));
  writeFileSync(at('krijt.yaml'), 'school: [');
  check('a broken krijt.yaml is told', await until(async () => /krijt\.yaml/.test((await overlay(tab))?.text)));
  writeFileSync(at('krijt.yaml'), config);
  check('and forgotten', await until(async () => !(await overlay(tab))));
  const template = at('themes/krijt/templates/lesson.html'), good = readText(template);
  writeFileSync(template, good + '{{ bestaat.niet }}');
  check('a template that cannot be rendered is told', await until(async () => /lesson\.html/.test((await overlay(tab))?.text)));
  check('and the page stays', (await tab.title()) === title);
  writeFileSync(template, good);
  check('and forgotten, too', await until(async () => !(await overlay(tab))));
  check('nothing on the console in spite of mistakes', heard.length + late.heard.length === 0, [...heard, ...late.heard]);
  await late.tab.close();
  await tab.close();
}

async function checkStyles() {
  const { tab, heard } = await openTab(browser, desk.url + AT);
  await tab.evaluate(() => { window.isOld = true; });
  const style = at('themes/krijt/styles/krijt/90-print.css'), good = readText(style);
  const colour = () => tab.evaluate(() => getComputedStyle(document.querySelector('h1')).color);
  writeFileSync(style, `${good}\nh1 { color: rgb(1, 2, 3) !important; }\n`);
  check('a new style is shown', await until(async () => (await colour()) === 'rgb(1, 2, 3)'), await colour());
  check('without a reload', await tab.evaluate(() => window.isOld === true));
  writeFileSync(style, good);
  check('and taken back', await until(async () => (await colour()) !== 'rgb(1, 2, 3)'));
  const sheets = () => tab.evaluate(() => document.querySelectorAll('link[rel=stylesheet][href*="krijt.css"]').length);
  check('with one sheet left', await until(async () => (await sheets()) === 1));
  await tab.route(/krijt\.css\?/, async route => { await pause(500); await route.continue(); });
  for (const red of [10, 20, 30]) {
    writeFileSync(style, `${good}\nh1 { color: rgb(${red}, 2, 3) !important; }\n`);
    await pause(100);
  }
  check('the last of styles that are still on their way is shown', await until(async () => (await colour()) === 'rgb(30, 2, 3)'), await colour());
  check('and alone', await until(async () => (await sheets()) === 1), await sheets());
  writeFileSync(style, good);
  check('nothing on the console for styles', heard.length === 0, heard);
  await tab.close();
}

async function checkDeck() {
  const { tab, heard } = await openTab(browser, `${desk.url}team/lessen/samen-online/echt-of-nep/dia.html`);
  const slide = () =>
    tab.evaluate(() => {
      const slides = [...document.querySelectorAll('.beurt:not([hidden]):not(.straks) > .dia')];
      return slides.filter(slide => slide.checkVisibility()).map(slide => slide.id).join();
    });
  for (let nth = 0; nth < 12; nth++) await tab.keyboard.press('PageDown');
  const before = await slide();
  // The address follows a moment later; it is what a reload starts from.
  await until(() => tab.evaluate(before => location.hash === `#${before}`, before));
  check('the deck is on a slide', /^dia-\d+$/.test(before) && before !== 'dia-1', before);
  const lesson = readText(at(LESSON)), mark = newMark();
  await tab.evaluate(() => { window.isOld = true; });
  await timeToShow(tab, at(LESSON), lesson.replace(/^titel: .*$/m, `titel: Dia ${mark}`), mark);
  check('a deck, which a script runs, is loaded again', await until(() => tab.evaluate(() => !window.isOld).catch(() => false)));
  check('the deck keeps its slide', await until(async () => (await slide()) === before), [before, await slide()]);
  writeFileSync(at(LESSON), lesson);
  check('nothing on the console for a deck', heard.length === 0, heard);
  await tab.close();
}

async function checkComingAndGoing() {
  const page = at('content/even-hier.md');
  const { tab, heard } = await openTab(browser, `${desk.url}public/even-hier/index.html`);
  check('a page that is not there says so', /is er niet/.test(await tab.textContent('h1')));
  const mark = newMark();
  await timeToShow(tab, page, `---\ntitel: Hier ${mark}\n---\nEen nieuwe pagina.\n`, mark);
  check('and comes by itself', true);
  unlinkSync(page);
  check('and goes by itself', await until(async () => /is er niet/.test(await tab.textContent('h1'))));
  check('nothing on the console for a page that goes', heard.length === 0, heard);
  await tab.close();
}

/** Random numbers that are the same every time. */
function dice(seed) {
  return sides => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor(seed / 65536) % sides;
  };
}

const filesBelow = folder =>
  readdirSync(at(folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

/** Edits, renames, deletes and bad saves, one after the other; now and then all is compared with a clean build. */
async function checkLongEditing() {
  const roll = dice(20261106);
  const original = new Map(['content', 'themes'].flatMap(filesBelow).map(path => [path, readFileSync(at(path))]));
  const config = readText(at('krijt.yaml'));
  const { tab, heard } = await openTab(browser, desk.url + AT);
  const heal = () => {
    for (const path of ['content', 'themes'].flatMap(filesBelow)) if (!original.has(path)) unlinkSync(at(path));
    for (const [path, bytes] of original) {
      if (existsSync(at(path)) && readFileSync(at(path)).equals(bytes)) continue;
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), bytes);
    }
    writeFileSync(at('krijt.yaml'), config);
  };
  const out = mkdtempSync(join(tmpdir(), 'krijt-clean-'));
  let compared = 0, bad = 0;
  for (let nth = 1; nth <= edits; nth++) {
    const texts = filesBelow('content').filter(path => path.endsWith('.md'));
    const path = texts[roll(texts.length)], text = readText(at(path));
    const ways = [
      () => writeFileSync(at(path), `${text}\nNog een zin, nummer ${nth}.\n`),
      () => writeFileSync(at(path), text.replace(/^titel: .*$/m, `titel: Titel nummer ${nth}`)),
      () => writeFileSync(at(path), text.slice(0, roll(text.length))),
      () => writeFileSync(at(path), ''),
      () => renameSync(at(path), at(path.replace('.md', `-${nth}.md`))),
      () => unlinkSync(at(path)),
      () => writeFileSync(at(path.replace('.md', `-kopie-${nth}.md`)), text),
      () => writeFileSync(at('krijt.yaml'), nth % 2 ? 'school: [' : config.replace(/naam: .*/, `naam: School ${nth}`)),
      () => writeFileSync(at('themes/krijt/assets/krijt.css'), `h1 { order: ${nth}; }\n`),
      () => writeFileSync(at('themes/krijt/templates/nav.html'), nth % 2 ? '{% if' : `<p>${nth}</p>`),
      () => existsSync(at('content/protocol')) && renameSync(at('content/protocol'), at(`content/protocol-${nth}`)),
    ];
    ways[roll(ways.length)]();
    if (roll(4) === 0) await pause(roll(60));
    if (roll(3) === 0) heal();
    if (nth % 20 !== 0) continue;
    await compare(out, () => { compared++; }, () => { bad++; });
    await checkFresh('the page that stayed open is as if it were opened now', tab);
  }
  heal();
  await compare(out, () => { compared++; }, () => { bad++; });
  await checkFresh('the page that stayed open is whole again', tab);
  check('every comparison with a clean build came out even', compared > 0 && failures.length === 0, { compared, bad });
  check('nothing on the console in all that time', heard.length === 0, heard.slice(0, 5));
  console.log(`${edits} random edits: ${compared} comparisons with a clean build, ${bad} of them with mistakes`);
  rmSync(out, { recursive: true, force: true });
  await tab.close();
}

/** What is served now is what a build writes now; a school with mistakes has an overlay that says so. */
async function compare(out, count, countBad) {
  count();
  let isGood = true;
  try {
    execFileSync(program, ['build', '--root', root, '--out', out, '--no-pdf', '-q'], { stdio: 'pipe' });
  } catch {
    isGood = false;
  }
  const { tab } = await openTab(browser, `${desk.url}public/index.html`);
  const isTold = async () => /fout/.test((await overlay(tab))?.text ?? '');
  check('mistakes are told when there are some', await until(async () => (await isTold()) === !isGood), { isGood, told: await overlay(tab) });
  await tab.close();
  if (!isGood) return countBad();
  const wrong = [];
  for (const edition of ['public', 'team']) {
    for (const path of readdirSync(join(out, edition), { recursive: true })) {
      if (!/\.(html|css|svg|xml|txt|ics)$/.test(path)) continue;
      const built = readFileSync(join(out, edition, path), 'utf8');
      const answer = await fetch(`${desk.url}${edition}/${path.split('/').map(encodeURIComponent).join('/')}`);
      const served = (await answer.text())
        .replace(/\n<script src="\/_krijt\/live\.js"[^>]*><\/script>/, '')
        .replace(/(Content-Security-Policy" content="[^"]*?); base-uri 'none'; connect-src 'self'"/, "$1; connect-src 'none'; base-uri 'none'\"")
        .replace(/; form-action 'none'; connect-src 'none'/, "; connect-src 'none'; form-action 'none'");
      if (served !== built) wrong.push(`${edition}/${path}`);
    }
  }
  check('what is served is what is built', wrong.length === 0, wrong.slice(0, 5));
}

const only = process.argv.find(word => word.startsWith('--only='))?.slice(7);
try {
  for (const part of [checkEdits, checkInPlace, checkPatches, checkOverlay, checkStyles, checkDeck, checkComingAndGoing, checkLongEditing]) {
    if (only && part.name !== only) continue;
    try {
      await part();
    } catch (error) {
      failures.push(`${part.name}: ${error.stack}`);
    }
  }
} finally {
  await browser.close();
  check('the server stops when told', (await desk.stop()) === 0);
  removeSchool(root);
}
for (const failure of failures) console.log(failure);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
