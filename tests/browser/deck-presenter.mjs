// The presenter's view: two windows, one window, and messages from somebody else.

import { pathToFileURL } from 'node:url';
import { hasDevtools } from './browsers.mjs';
import { follow, openDeck, openPresenter, slideOf, standsIn, textOf, until, where } from './deck-tab.mjs';

export async function checkPresenter(browser, school, check) {
  const same = (what, got, want) => check(`presenter: ${what}`, JSON.stringify(got) === JSON.stringify(want), `${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
  const parts = { twoWindows, oneWindow, strangers, pace, publicDeck };
  for (const [name, part] of Object.entries(parts)) {
    await part(browser, school, same).catch(error => check(`presenter: ${name}`, false, String(error.stack).split('\n').slice(0, 5).join(' | ')));
  }
}

async function twoWindows(browser, school, same) {
  const { tab: deck, context, heard } = await openDeck(browser, school.lesson);
  const presenter = await openPresenter(deck);
  same('the deck stays a deck', (await where(deck)).mode, 'toon');
  same('script of this slide', /zebrapadgeheim een/.test(await textOf(presenter, '.script-tekst')), true);
  same('the next slide', await presenter.locator('.straks .dia').getAttribute('id'), 'dia-2');
  const both = async () => [await slideOf(deck), (await where(deck)).waits, await slideOf(presenter), (await where(presenter)).waits];
  await deck.keyboard.press('ArrowRight');
  same('deck turns, presenter follows', await until(both, [2, 3, 2, 3]), [2, 3, 2, 3]);
  await presenter.keyboard.press('ArrowRight');
  same('presenter steps, deck follows', await until(both, [2, 2, 2, 2]), [2, 2, 2, 2]);
  await deck.keyboard.press('Space');
  same('deck steps', await until(both, [2, 1, 2, 1]), [2, 1, 2, 1]);
  await presenter.getByRole('button', { name: 'Volgende' }).click();
  await presenter.getByRole('button', { name: 'Volgende' }).click();
  same('presenter turns', await until(both, [3, 0, 3, 0]), [3, 0, 3, 0]);
  const cloth = async () => [(await where(deck)).cloth, await presenter.locator('#_let').innerText()];
  await presenter.keyboard.press('b');
  same('black from the presenter', await until(cloth, ['rgb(0, 0, 0)', 'Het scherm is zwart']), ['rgb(0, 0, 0)', 'Het scherm is zwart']);
  await deck.keyboard.press('b');
  same('back from the deck', await until(cloth, ['', '']), ['', '']);
  const times = async () => [await textOf(deck, '#dia-3 [data-doe=start]'), await textOf(presenter, '#dia-3 [data-doe=start]')];
  await presenter.locator('#dia-3 [data-doe=start]').click();
  same('the clock starts in both', await until(times, ['Pauze', 'Pauze']), ['Pauze', 'Pauze']);
  await deck.locator('#dia-3 [data-doe=opnieuw]').click();
  same('and is reset in both', await until(times, ['Start', 'Start']), ['Start', 'Start']);
  await deck.keyboard.press('PageDown');
  await deck.locator('#dia-4 .stem').first().click();
  const votes = () => presenter.locator('#dia-4 .stem-tal').first().innerText();
  same('votes too', await until(votes, '1'), '1');
  await deck.keyboard.press('PageDown');
  await deck.locator('#dia-5 .optie').nth(1).click();
  await deck.locator('#dia-5 [data-doe=toon]').click();
  same('the quiz too', await until(() => presenter.locator('#dia-5 .optie-teken:visible').allInnerTexts(), ['✓ goed']), ['✓ goed']);
  await deck.reload();
  await deck.keyboard.press('End');
  same('after a reload of the deck', await until(async () => (await both()).filter((_, at) => at % 2 === 0), [8, 8]), [8, 8]);
  await follow(deck, '#dia-4');
  same('and it has its votes back', await until(() => deck.locator('#dia-4 .stem-tal').first().innerText(), '1'), '1');
  await presenter.reload();
  await standsIn(presenter, 'presentator');
  await presenter.keyboard.press('Home');
  same('after a reload of the presenter', await until(async () => (await both()).filter((_, at) => at % 2 === 0), [1, 1]), [1, 1]);
  const note = () => presenter.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector('.nu .script-tekst')).fontSize));
  const before = await note();
  await presenter.getByRole('button', { name: 'Tekst groter' }).click();
  same('note size', (await note()) > before, true);
  const closed = presenter.waitForEvent('close');
  await presenter.keyboard.press('p').catch(() => {});
  await closed;
  await deck.keyboard.press('End');
  same('the deck goes on alone', await slideOf(deck), 8);
  same('no error, no request', heard, []);
  await context.close();
}

async function oneWindow(browser, school, same) {
  const { tab, context, heard } = await openDeck(browser, school.lesson, { hash: '#dia-2', before: page => page.addInitScript(() => (window.open = () => null)) });
  await tab.keyboard.press('ArrowRight');
  await tab.keyboard.press('p');
  same('blocked: asks first', [(await where(tab)).mode, await textOf(tab, '#_alleen-om')], ['toon', 'De browser hield het tweede venster tegen.']);
  await tab.getByRole('button', { name: 'Annuleren' }).click();
  same('no: the class sees no script', [(await where(tab)).mode, await tab.locator('.script-tekst:visible').count()], ['toon', 0]);
  await tab.keyboard.press('p');
  await tab.getByRole('button', { name: 'Toon het script hier' }).click();
  same('yes: in this window', [(await where(tab)).mode, await slideOf(tab), (await where(tab)).waits], ['presentator', 2, 2]);
  same('and says why', await textOf(tab, '#_let'), 'De browser hield het tweede venster tegen.');
  await tab.keyboard.press('ArrowRight');
  await tab.keyboard.press('ArrowRight');
  await tab.keyboard.press('ArrowRight');
  same('turns', [await slideOf(tab), await tab.locator('.straks .dia').getAttribute('id')], [3, 'dia-4']);
  await tab.keyboard.press('p');
  same('back to the slides, same place', [(await where(tab)).mode, await slideOf(tab)], ['toon', 3]);
  await tab.keyboard.press('?');
  await tab.getByRole('button', { name: 'Presentator in dit venster' }).click();
  same('by the button in help', (await where(tab)).mode, 'presentator');
  await tab.keyboard.press('o');
  await tab.keyboard.press('o');
  same('overview and back', (await where(tab)).mode, 'presentator');
  same('no error, no request', heard, []);
  await context.close();
  if (!hasDevtools(browser)) return;
  const touch = await openDeck(browser, school.lesson, { hasTouch: true, isMobile: true, size: [1180, 820] });
  await touch.tab.keyboard.press('p');
  same('touch: asks first', [(await where(touch.tab)).mode, await touch.tab.locator('#_alleen').isVisible()], ['toon', true]);
  await touch.tab.getByRole('button', { name: 'Toon het script hier' }).click();
  same('touch: in this window', [(await where(touch.tab)).mode, touch.context.pages().length], ['presentator', 1]);
  await touch.context.close();
}

async function strangers(browser, school, same) {
  const { tab: deck, context, heard } = await openDeck(browser, school.lesson);
  const presenter = await openPresenter(deck);
  await until(() => slideOf(presenter), 1);
  const key = new URL(presenter.url()).hash.split('.')[1];
  same('a key of 128 bits', /^[0-9a-f]{32}$/.test(key), true);
  const evil = [
    { krijt: key, word: 'stand', numbers: [4, 0, 0, 0] }, // right key, wrong window
    { krijt: key, word: 'hallo', numbers: [1] },
    { word: 'stand', numbers: [4, 0, 0, 0] },
  ];
  for (const message of evil) await deck.evaluate(data => window.postMessage(data, '*'), message);
  await deck.waitForTimeout(100);
  same('the wrong window is not heard', await slideOf(deck), 1);
  const odd = [
    { word: 'stand', numbers: ['javascript:alert(1)', 0, 0, 0] },
    { word: 'stand', numbers: [1e9, 0.5, 0, 0] },
    { word: 'stand', numbers: [3] },
    { word: 'stand', numbers: '<img src=x>' },
    { word: 'stand' },
    { word: 'blok', numbers: ['__proto__', 1] },
    { word: 'blok', numbers: [0, 1] },
    { word: 'blok', numbers: [-1, 1, 2, 3] },
    { word: 'blok', numbers: [99, 1, 2, 3] },
    { word: 'constructor', numbers: [] },
    { word: { toString: null }, numbers: [] },
    { word: 'url', url: 'javascript:alert(1)', numbers: [] },
  ];
  for (const message of odd) await presenter.evaluate(([data, name]) => opener.postMessage({ krijt: name, ...data }, '*'), [message, key]);
  await presenter.evaluate(() => opener.postMessage({ krijt: 'nee', word: 'stand', numbers: [4, 0, 0, 0] }, '*'));
  await presenter.evaluate(() => opener.postMessage(null, '*'));
  await presenter.evaluate(() => opener.postMessage('stand', '*'));
  await deck.waitForTimeout(150);
  same('odd messages change nothing', [await slideOf(deck), await deck.title()], [1, await deck.title()]);
  await presenter.evaluate(name => opener.postMessage({ krijt: name, word: 'stand', numbers: [4, 0, 0, 0] }, '*'), key);
  same('the right one is heard', await until(() => slideOf(deck), 5), 5);
  same('no error, no request', heard, []);
  await context.close();
  const alone = await openDeck(browser, school.lesson, { hash: `#presentator.${'a'.repeat(32)}.2` });
  same('the presenter without a deck', [(await where(alone.tab)).mode, await slideOf(alone.tab), await textOf(alone.tab, '#_let')], ['presentator', 2, 'Het venster met de dia’s is dicht.']);
  await alone.context.close();
}

async function pace(browser, school, same) {
  const { tab, context } = await openDeck(browser, school.lesson, {
    timezoneId: 'Europe/Amsterdam',
    before: async (page, whole) => {
      await whole.clock.install({ time: new Date('2026-11-09T09:00:00+01:00') });
      await page.addInitScript(() => (window.open = () => null));
    },
  });
  await tab.keyboard.press('p');
  await tab.getByRole('button', { name: 'Toon het script hier' }).click();
  same('clock', await textOf(tab, '#_uur'), '9.00');
  same('no start time', await textOf(tab, '#_tempo'), 'Vul in hoe laat je bent begonnen.');
  await tab.getByRole('button', { name: 'Nu', exact: true }).click();
  same('now', [await tab.locator('#_start').inputValue(), await textOf(tab, '#_tempo')], ['09:00', 'Op schema: nog 5 minuten voor ‘Begin’']);
  same('clock times of the phases', await tab.locator('.fase-uur').allInnerTexts(), ['9.00', '9.05', '9.10', '9.17']);
  await tab.clock.runFor(7 * 60_000);
  same('behind, with what to drop', await textOf(tab, '#_tempo'), '2 minuten achter; sla ‘Verdieping’ over: −7 min');
  await tab.getByRole('button', { name: 'Nu', exact: true }).focus();
  await tab.keyboard.press('PageDown');
  for (let turn = 0; turn < 4; turn++) await tab.keyboard.press('PageDown');
  same('on time in the next phase', [await slideOf(tab), await textOf(tab, '#_tempo')], [3, 'Over 3 minuten moet je door naar ‘Verdieping’']);
  await tab.keyboard.press('End');
  same('ahead', await textOf(tab, '#_tempo'), '10 minuten voor');
  await tab.locator('#_start').fill('08:45');
  same('late at the end', await textOf(tab, '#_tempo'), '2 minuten achter; klaar om 9.07');
  same('keys in the field are not commands', await tab.locator('#_start').press('ArrowLeft').then(() => slideOf(tab)), 8);
  await tab.locator('#_start').fill('04:00');
  same('an old start time', await textOf(tab, '#_tempo'), 'Klopt de begintijd?');
  await context.close();
}

async function publicDeck(browser, school, same) {
  const { tab, context, heard } = await openDeck(browser, school.publicLesson);
  await tab.keyboard.press('p');
  same('public: P does nothing', [(await where(tab)).mode, context.pages().length], ['toon', 1]);
  same('public: no panel, no script, no button', await tab.locator('.paneel, .script, [data-doe=presentator], [value=presentator]').count(), 0);
  await tab.goto(pathToFileURL(school.publicLesson).href + `#presentator.${'a'.repeat(32)}.2`);
  await tab.reload();
  same('public: no presenter by its address', [(await where(tab)).mode, await slideOf(tab)], ['toon', 1]);
  same('public: no error, no request', heard, []);
  await context.close();
}
