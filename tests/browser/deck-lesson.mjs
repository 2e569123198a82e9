// A lesson as it is played: a reload in the middle, a clock that ends elsewhere, pictures, guesses that are taken back, the
// focus after each action; and a teacher who is late, beside three parts that may go.

import { pathToFileURL } from 'node:url';
import { hasDevtools } from './browsers.mjs';
import { follow, openDeck, slideOf, textOf, until, where } from './deck-tab.mjs';

export async function checkLesson(browser, school, check) {
  const parts = { reload, endedClock, picture, guesses, focus, late };
  for (const [name, part] of Object.entries(parts)) {
    const same = (what, got, want) => check(`${name}: ${what}`, JSON.stringify(got) === JSON.stringify(want), `${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
    await part(browser, school, same).catch(error => check(name, false, String(error.stack).split('\n').slice(0, 5).join(' | ')));
  }
}

const button = (tab, name) => tab.locator('.beurt:not([hidden]) .dia').getByRole('button', { name });

async function reload(browser, school, same) {
  const { tab, context, heard } = await openDeck(browser, school.lesson, {
    hash: '#dia-4',
    before: page => page.clock.install({ time: new Date('2026-11-09T09:00:00') }),
  });
  const settle = async () => (await tab.clock.runFor(300), tab.waitForTimeout(50));
  for (let turn = 0; turn < 3; turn++) await button(tab, /^Eens/).click();
  await button(tab, 'Achteraf').click();
  await button(tab, /^Oneens/).click();
  await follow(tab, '#dia-5');
  await button(tab, 'Vijf').click();
  await button(tab, 'Toon het antwoord').click();
  await follow(tab, '#dia-3');
  await button(tab, 'Start').click();
  await tab.clock.runFor(30_000);
  await follow(tab, '#dia-2');
  await tab.keyboard.press('PageDown');
  await tab.keyboard.press('PageDown');
  await settle();
  const seen = async () => ({
    slide: (await where(tab)).slide,
    waits: (await where(tab)).waits,
    clock: (await tab.locator('#dia-3 .klok-cijfers').textContent()).replace(/^1:(2\d|30)$/, 'runs'),
    votes: await tab.locator('#dia-4 .stem-tal').allTextContents(),
    shift: await tab.locator('#dia-4 .stemmen-uitslag').textContent(),
    quiz: await tab.locator('#dia-5 .optie').evaluateAll(all => all.map(each => each.className)),
  });
  const before = await seen();
  same('there is something to lose', [before.clock, before.votes, before.waits], ['runs', ['0', '0', '1'], 1]);
  await tab.reload();
  same('a reload loses nothing', await seen(), before);
  // In Firefox the driver waits for ever on a way back.
  if (hasDevtools(browser)) {
    await tab.goto(pathToFileURL(school.publicLesson).href);
    await tab.goBack();
    await settle();
  }
  same('nor does Back', await seen(), before);
  await follow(tab, '#dia-4');
  await button(tab, 'Ongedaan').click();
  same('what was tapped can still be undone', await tab.locator('#dia-4 .stem-tal').allTextContents(), ['0', '0', '0']);
  // Just before it goes, too.
  await settle();
  await tab.waitForTimeout(300);
  await button(tab, /^Weet niet/).click();
  await tab.reload();
  same('nor what was tapped a moment ago', await tab.locator('#dia-4 .stem-tal').allTextContents(), ['0', '1', '0']);
  await tab.keyboard.press('b');
  await settle();
  await tab.reload();
  same('a dark screen stays dark', (await where(tab)).cloth, 'rgb(0, 0, 0)');
  same('no error, no request', heard, []);
  await context.close();
}

async function endedClock(browser, school, same) {
  const { tab, context, heard } = await openDeck(browser, school.lesson, {
    hash: '#dia-3',
    before: page => page.clock.install({ time: new Date('2026-11-09T09:00:00') }),
  });
  await button(tab, 'Start').click();
  await tab.keyboard.press('PageDown');
  await tab.clock.runFor(60_000);
  same('it runs in the corner', await textOf(tab, '.mini'), '1:00');
  await tab.keyboard.press('b');
  const top = () => tab.evaluate(() => {
    const { left, top, width, height } = document.querySelector('.mini').getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.mini') !== null;
  });
  same('and over a dark screen', [await textOf(tab, '.mini'), await top()], ['1:00', true]);
  await tab.clock.runFor(61_000);
  same('says that it ended', [await textOf(tab, '.mini'), (await where(tab)).said], ['De tijd is om', 'De tijd is om']);
  await tab.keyboard.press('b');
  await tab.clock.runFor(120_000);
  await tab.keyboard.press('PageDown');
  same('until somebody goes there', await textOf(tab, '.mini'), 'De tijd is om');
  await tab.reload();
  same('also after a reload', await textOf(tab, '.mini'), 'De tijd is om');
  await tab.locator('.mini').click();
  same('a tap goes there', [await slideOf(tab), await tab.locator('.mini').isVisible()], [3, false]);
  await tab.keyboard.press('PageDown');
  same('then it is done', await tab.locator('.mini').isVisible(), false);
  same('no error, no request', heard, []);
  await context.close();
}

async function picture(browser, school, same) {
  const { tab, context, heard } = await openDeck(browser, school.late);
  const large = () => tab.locator('.groot').count();
  const { x, y, width, height } = await tab.locator('#dia-1 img').boundingBox();
  await tab.mouse.click(x + width / 2, y + height / 2);
  same('a tap makes it large', [await large(), (await where(tab)).said], [1, 'Beeld groot']);
  await tab.mouse.click(960, 500);
  same('a tap closes it', [await large(), await slideOf(tab)], [0, 1]);
  await tab.locator('#dia-1 .zoom').click();
  await tab.keyboard.press('Escape');
  same('so does Escape, and nothing else', [await large(), (await where(tab)).mode], [0, 'toon']);
  await tab.locator('#dia-1 .zoom').click();
  await tab.keyboard.press('PageDown');
  await tab.keyboard.press('PageUp');
  same('and a turn', [await large(), await slideOf(tab)], [0, 1]);
  same('no error, no request', heard, []);
  await context.close();
}

async function guesses(browser, school, same) {
  const { tab, context, heard } = await openDeck(browser, school.lesson, { hash: '#dia-7' });
  const claim = tab.locator('#dia-7 .beeld-lijst > li').first();
  const focused = () => tab.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent.trim());
  await claim.getByRole('button', { name: 'Echt' }).focus();
  await tab.keyboard.press('Enter');
  same('the focus goes where the answer is', await focused(), 'Opnieuw');
  await tab.keyboard.press('Enter');
  same('a guess can be taken back', [await focused(), await claim.locator('.raad-uitslag').isVisible()], ['Echt', false]);
  await claim.getByRole('button', { name: 'Nep' }).click();
  same('and made again', (await claim.locator('.oordeel-woord').innerText()).trim(), 'Nep: goed geraden');
  same('no error, no request', heard, []);
  await context.close();
}

/** After each action the focus is seen, and it is on something. */
async function focus(browser, school, same) {
  const { tab, context, heard } = await openDeck(browser, school.lesson, { hash: '#dia-5' });
  const state = () => tab.evaluate(() => {
    const element = document.activeElement, { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2);
    return [element !== document.body && element.contains(hit), document.querySelector('#_melding').textContent !== ''];
  });
  const acts = {
    'a turn': () => tab.keyboard.press('PageDown'),
    'back': () => tab.keyboard.press('PageUp'),
    'an answer': async () => { await button(tab, 'Toon het antwoord').focus(); await tab.keyboard.press('Enter'); },
    'a choice': async () => { await button(tab, 'Drie').focus(); await tab.keyboard.press('Space'); },
    'black': () => tab.keyboard.press('b'),
    'light': () => tab.keyboard.press('b'),
    'to a slide': async () => { await tab.keyboard.press('g'); await tab.keyboard.type('3'); await tab.keyboard.press('Enter'); await until(() => slideOf(tab), 3); },
    'the overview': () => tab.keyboard.press('o'),
    'out of it': () => tab.keyboard.press('Enter'),
    'a clock': async () => { await button(tab, 'Start').focus(); await tab.keyboard.press('Enter'); },
  };
  for (const [name, run] of Object.entries(acts)) {
    await run();
    same(`after ${name}`, await state(), [true, true]);
  }
  await tab.keyboard.press('b');
  const reached = [];
  for (let turn = 0; turn < 6; turn++) {
    await tab.keyboard.press('Tab');
    reached.push(await tab.evaluate(() => (document.activeElement.closest('.balk-knoppen, main') ? document.activeElement.outerHTML.slice(0, 60) : '')));
  }
  same('nothing behind a dark screen is reached', reached.filter(Boolean), []);
  await tab.keyboard.press('b');
  same('what is not seen takes no focus', await tab.locator('.kop a').evaluateAll(all => all.map(each => each.tabIndex)), [-1]);
  same('the bar leads back to the lesson', await tab.locator('.balk-knoppen a').getAttribute('href'), '../../../lessen/proef/proefles/index.html');
  same('no error, no request', heard, []);
  await context.close();
}

/** Five parts of 10 minutes and three that may go: 8, 7 and 5. */
async function late(browser, school, same) {
  const { tab, context, heard } = await openDeck(browser, school.late, {
    timezoneId: 'Europe/Amsterdam',
    before: async page => {
      await page.clock.install({ time: new Date('2026-11-09T09:00:00+01:00') });
      await page.addInitScript(() => (window.open = () => null));
    },
  });
  const pace = () => textOf(tab, '#_tempo');
  const raised = () => tab.locator('.fasen .raad .fase-naam').allInnerTexts();
  await tab.keyboard.press('p');
  await tab.getByRole('button', { name: 'Toon het script hier' }).click();
  await tab.locator('#_start').fill('09:00');
  same('on time', await pace(), 'Op schema: nog 10 minuten voor ‘Start’');
  same('the first words of what follows', await textOf(tab, '#_zin'), 'Daarna ‘Kern’. Begin met: Pak je schrift.');
  await tab.clock.runFor(7 * 60_000);
  same('soon', await pace(), 'Over 3 minuten moet je door naar ‘Kern’');
  await tab.clock.runFor(3 * 60_000);
  same('now', await pace(), 'Nu door naar ‘Kern’');
  await tab.clock.runFor(5 * 60_000);
  same('5 minutes late: one part is enough', [await pace(), await raised()], ['5 minuten achter; sla ‘Lied’ over: −5 min', ['Lied']]);
  await tab.clock.runFor(7 * 60_000);
  same('12 minutes late: the two that win back just that', [await pace(), await raised()], ['12 minuten achter; sla ‘Spel’ en ‘Lied’ over: −12 min', ['Spel', 'Lied']]);
  await tab.clock.runFor(8 * 60_000);
  same('20 minutes late: all three', [await pace(), await raised()], ['20 minuten achter; sla ‘Proef’, ‘Spel’ en ‘Lied’ over: −20 min', ['Proef', 'Spel', 'Lied']]);
  for (const name of ['Proef', 'Spel', 'Lied']) await tab.getByRole('button', { name: `Sla over: ${name}` }).click();
  same('one tap each, and the bell is met', await pace(), 'Nu door naar ‘Kern’');
  same('times without them', await tab.locator('.fasen li:not(.uit) .fase-uur').allInnerTexts(), ['9.00', '9.10', '9.20']);
  await tab.clock.runFor(300);
  await tab.reload();
  same('a reload keeps the plan', [(await where(tab)).mode, await pace(), await tab.locator('.fasen .uit').count()], ['presentator', 'Nu door naar ‘Kern’', 3]);
  const passed = [];
  for (let turn = 0; turn < 5; turn++) {
    passed.push(await slideOf(tab));
    await tab.keyboard.press('PageDown');
  }
  same('their slides are passed', passed, [1, 2, 6, 6, 6]);
  await tab.clock.runFor(10 * 60_000);
  await tab.keyboard.press('PageUp');
  same('and back', await slideOf(tab), 2);
  await tab.clock.runFor(2 * 60_000);
  same('later still, nothing is left to drop', await pace(), '2 minuten achter; klaar om 9.52');
  await tab.locator('#_bel').fill('09:55');
  same('a bell of the school’s own', await pace(), 'Over 3 minuten moet je door naar ‘Slot’');
  await tab.getByRole('button', { name: 'Toch doen: Lied' }).click();
  same('one can come back', await tab.locator('.fasen .uit').count(), 2);
  await tab.keyboard.press('Home');
  await tab.keyboard.press('PageDown');
  await tab.keyboard.press('PageDown');
  same('no error, no request', heard, []);
  await context.close();
}
