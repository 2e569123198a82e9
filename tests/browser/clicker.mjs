// node clicker.mjs [--browser=firefox]
// `krijt serve --lan`: a phone turns the deck that is open on this machine. What is tapped is shown, the title and (with the
// team edition on the board) the notes are on the phone, and neither is there without the code. Needs a machine
// that has an address in a network. Exit 1 when anything is wrong.

import axe from 'axe-core';
import { hasDevtools, launchChosen } from './browsers.mjs';
import { copySchool, openTab, removeSchool, startDesk } from './desk.mjs';
import { expect, finish } from './tally.mjs';

const DECK = 'lessen/samen-online/echt-of-nep/dia.html';
const SIZES = [[360, 740], [320, 568], [740, 360], [1024, 768]];
const pause = time => new Promise(done => setTimeout(done, time));
async function until(question, time = 15_000) {
  for (const end = Date.now() + time; Date.now() < end; await pause(25)) if (await question()) return true;
  return false;
}

const root = copySchool();
const desk = await startDesk(root, '--no-pdf', '--port', '0', '--lan').catch(error => {
  removeSchool(root);
  throw error;
});
await until(() => /Code: /.test(desk.said.text));
const [address, site] = /(http:\/\/\S+?)\/_krijt\/klik\?code=\w+/.exec(desk.said.text);
const browser = await launchChosen();

const slideOf = tab => tab.evaluate(() => window.krijtDia.now);
const textOf = (tab, selector) => tab.evaluate(selector => document.querySelector(selector).textContent, selector);
const wanted = (tab, selector) => tab.evaluate(selector => {
  const turn = document.querySelectorAll('.beurt')[window.krijtDia.now];
  return selector ? (turn.querySelector(selector)?.textContent.trim() ?? '') : turn.querySelector('.dia-kies').ariaLabel;
}, selector);

async function withoutCode() {
  const { tab } = await openTab(browser, `${site}/_krijt/klik`);
  expect(await tab.locator('#code').count() === 1, 'without the code there is a place to give it');
  expect(await tab.locator('#tijd, #notities, button[value=n]').count() === 0, 'and nothing else');
  for (let nth = 1; nth <= 5; nth++) {
    await tab.fill('#code', 'aaaaaaaaaa');
    await tab.click('button');
    await until(() => tab.evaluate(() => document.querySelector('[role=alert]')));
  }
  const refused = await tab.goto(address);
  expect(refused.status() === 429, `after five wrong codes the right one is refused: ${refused.status()}`);
  await tab.close();
}

async function turns() {
  const board = await openTab(browser, `${desk.url}team/${DECK}`);
  const phone = await openTab(browser, address);
  expect(!phone.tab.url().includes('code='), `the code does not stay in the address: ${phone.tab.url()}`);
  await phone.tab.setViewportSize({ width: 360, height: 740 });
  const isShown = async () => (await textOf(phone.tab, '#titel')) === (await wanted(board.tab));
  expect(await until(isShown), `the phone has the title: ${await textOf(phone.tab, '#titel')}`);
  expect(/^\d\d:\d\d$/.test(await textOf(phone.tab, '#tijd')), 'and the time');
  let sawNotes = false;
  for (const [value, by] of [['n', 1], ['n', 1], ['n', 1], ['p', -1], ['n', 1], ['n', 1]]) {
    const place = () => board.tab.evaluate(() => [window.krijtDia.now, window.krijtDia.step].join());
    const before = await place();
    await phone.tab.click(`button[value=${value}]`);
    expect(await until(async () => (await place()) !== before), `the deck turns by ${by} from ${before}`);
    expect(await until(isShown), `the phone follows: ${await textOf(phone.tab, '#titel')}, not ${await wanted(board.tab)}`);
    const script = await wanted(board.tab, '.script-tekst'), notes = await textOf(phone.tab, '#tekst');
    if (script && notes) {
      sawNotes = true;
      expect(script.replace(/\s/g, '').includes(notes.replace(/\s/g, '').slice(0, 40)), `the notes are those of the slide: ${notes.slice(0, 80)}`);
    }
  }
  expect(sawNotes, 'the team edition has notes');
  await board.tab.keyboard.press('End');
  expect(await until(isShown), 'a turn by key is followed');
  await phone.tab.click('button[value=b]');
  expect(await until(() => board.tab.evaluate(() => window.krijtDia.dark === 1)), 'the screen is black');
  const last = await slideOf(board.tab);
  await phone.tab.click('button[value=p]');
  expect(await until(() => board.tab.evaluate(() => window.krijtDia.dark === 0)), 'a dark screen comes back first');
  expect((await slideOf(board.tab)) === last, 'and nothing is turned unseen');
  // A dialog lies over the slide: the phone has no key that closes it.
  const dialogs = () => board.tab.locator('dialog[open]').count();
  for (const value of ['n', 'p', 'b']) {
    await board.tab.keyboard.press('r');
    expect((await dialogs()) === 1, 'the groups are open');
    await phone.tab.click(`button[value=${value}]`);
    expect(await until(async () => (await dialogs()) === 0), `${value} puts them away`);
    expect((await slideOf(board.tab)) === last, `${value} turns nothing unseen`);
  }
  expect(await until(() => board.tab.evaluate(() => window.krijtDia.dark === 1)), 'and the dark one is dark');
  await board.tab.keyboard.press('b');
  await look(phone.tab);
  // The deck that was opened last is the one that is turned; a public one has no notes.
  const other = await openTab(browser, `${desk.url}public/${DECK}`);
  expect(await until(async () => (await textOf(phone.tab, '#titel')) === (await wanted(other.tab))), 'a deck that is opened later is followed');
  await phone.tab.click('button[value=n]');
  expect(await until(async () => (await slideOf(other.tab)) > 0), 'and turned');
  expect((await slideOf(board.tab)) === last, 'and the other is not');
  expect(await phone.tab.evaluate(() => document.querySelector('#notities').hidden), 'the public edition has no notes');
  await other.tab.close();
  await board.tab.close();
  expect(await until(async () => /Open op de computer/.test(await textOf(phone.tab, '#melding'))), 'without a deck the phone says what to do');
  expect(await phone.tab.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length === 0), 'nothing is kept that a script can read');
  // Over plain HTTP from another machine a header has no effect, and Firefox asks for an icon on its own.
  const heard = [board, phone, other].flatMap(({ heard }) => heard).filter(line => !/Cross-Origin-Opener-Policy|favicon/.test(line));
  expect(heard.length === 0, `on the console: ${heard}`);
  await phone.tab.close();
}

/** The page itself, small and on its side, light and dark. */
async function look(tab) {
  for (const colorScheme of hasDevtools(browser) ? ['light', 'dark'] : ['light']) {
    if (hasDevtools(browser)) await tab.emulateMedia({ colorScheme });
    for (const [width, height] of SIZES) {
      await tab.setViewportSize({ width, height });
      const found = await tab.evaluate(() => ({
        isWide: document.documentElement.scrollWidth > innerWidth,
        low: [...document.querySelectorAll('button')].filter(button => button.getBoundingClientRect().height < 64).map(button => button.textContent),
        hidden: [...document.querySelectorAll('.knoppen button')].filter(button => button.getBoundingClientRect().bottom > innerHeight).length,
      }));
      expect(!found.isWide && found.low.length === 0 && found.hidden === 0, `${width}×${height}: ${JSON.stringify(found)}`);
    }
    await tab.evaluate(axe.source);
    const { violations } = await tab.evaluate(() => window.axe.run(document, { rules: { 'target-size': { enabled: true } }, preload: false, resultTypes: ['violations'] }));
    expect(violations.length === 0, `axe, ${colorScheme}: ${violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`)}`);
  }
}

try {
  await turns();
  await withoutCode();
} catch (error) {
  expect(false, error.stack);
} finally {
  await browser.close();
  expect((await desk.stop()) === 0, 'the server stops when told');
  removeSchool(root);
}
finish();
