// Keys, clickers, touch, tools on a slide, addresses: on the lesson of the test school.

import { hasDevtools } from './browsers.mjs';
import { follow, openDeck, slideOf, textOf, until, where } from './deck-tab.mjs';
import { unseen } from './reading.mjs';

export async function checkBehaviour(browser, school, check) {
  const run = async (name, work, options) => {
    const deck = await openDeck(browser, school.lesson, options);
    const same = (what, got, want) => check(`${name}: ${what}`, JSON.stringify(got) === JSON.stringify(want), `${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
    try {
      await work(deck.tab, same, deck);
    } catch (error) {
      check(name, false, String(error.message).split('\n').slice(0, 3).join(' | '));
    }
    check(`${name}: no error, no request`, deck.heard.length === 0, deck.heard);
    await deck.context.close();
  };
  await run('keys', keys);
  await run('letters off', lettersOff);
  await run('mouse', mouse);
  await run('address', address, { hash: '#dia-3' });
  await run('clock', clock, { hash: '#dia-3', before: tab => tab.clock.install({ time: new Date('2026-11-09T09:00:00') }) });
  await run('statement', statement, { hash: '#dia-4' });
  await run('quiz', quiz, { hash: '#dia-5' });
  await run('pictures', pictures, { hash: '#dia-7' });
  await run('screen reader', screenReader);
  await run('keyboard alone', keyboardAlone);
  await run('motion', motion, { reducedMotion: 'reduce' });
  await run('phone', phone, { size: [390, 844] });
  await run('wake lock', wakeLock, { before: tab => tab.addInitScript(() => {
    window.locks = 0;
    Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => (window.locks++, new EventTarget()) } });
  }) });
  if (!hasDevtools(browser)) return;
  await run('touch', touch, { hasTouch: true, size: [1280, 720] });
  await run('no script', noScript, { javaScriptEnabled: false, size: [390, 844] });
  await run('print', print, { hash: '#dia-4' });
}

async function keys(tab, same) {
  const press = async key => (await tab.keyboard.press(key), slideOf(tab));
  same('starts presenting', (await where(tab)).mode, 'toon');
  same('→', await press('ArrowRight'), 2);
  same('steps wait', (await where(tab)).waits, 3);
  same('and cannot be read', await tab.locator('#dia-2 li:visible').count(), 0);
  same('a step', [await press('ArrowRight'), (await where(tab)).waits], [2, 2]);
  same('a step is said', (await where(tab)).said, 'Appel');
  same('space', [await press('Space'), (await where(tab)).waits], [2, 1]);
  same('PageDown', [await press('PageDown'), (await where(tab)).waits], [2, 0]);
  same('PageDown turns', await press('PageDown'), 3);
  same('PageUp, all steps out', [await press('PageUp'), (await where(tab)).waits], [2, 0]);
  same('←', [await press('ArrowLeft'), (await where(tab)).waits], [2, 1]);
  same('End', await press('End'), 8);
  same('→ on the last', await press('ArrowRight'), 8);
  same('Home', await press('Home'), 1);
  same('← on the first', await press('ArrowLeft'), 1);
  await tab.keyboard.press('End');
  same('shift space', await press('Shift+Space'), 7);
  for (const key of ['b', '.', 'w']) {
    const colour = key === 'w' ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)';
    await tab.keyboard.press(key);
    same(`${key}: screen`, (await where(tab)).cloth, colour);
    await tab.keyboard.press(key);
    same(`${key}: back`, (await where(tab)).cloth, '');
    await tab.keyboard.press(key);
    same(`${key}: a clicker brings the slide back unturned`, [await press('PageDown'), (await where(tab)).cloth], [7, '']);
    await tab.keyboard.press(key);
    await tab.mouse.click(900, 500);
    same(`${key}: a tap brings it back`, (await where(tab)).cloth, '');
  }
  for (const key of ['o', 'Escape']) {
    await tab.keyboard.press(key);
    same(`${key}: overview`, [(await where(tab)).mode, await tab.locator('.dia-kies:not([hidden])').count()], ['overzicht', 8]);
    same(`${key}: focus on this slide`, await tab.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Dia 7: Raden');
    await tab.keyboard.press(key);
    same(`${key}: closes`, [(await where(tab)).mode, await slideOf(tab)], ['toon', 7]);
  }
  await tab.keyboard.press('o');
  await tab.keyboard.press('ArrowLeft');
  same('overview: arrows and Enter', await press('Enter'), 6);
  await tab.keyboard.press('o');
  await tab.locator('.dia-kies').nth(1).click();
  same('overview: click', await slideOf(tab), 2);
  await tab.keyboard.press('g');
  await tab.keyboard.type('5');
  await tab.keyboard.press('Enter');
  same('g', await until(() => slideOf(tab), 5), 5);
  await tab.keyboard.type('3');
  same('a number and Enter', await press('Enter'), 3);
  await tab.keyboard.type('5');
  same('and back', await press('Enter'), 5);
  await tab.keyboard.press('g');
  await tab.keyboard.type('b');
  same('no letter key in a field', (await where(tab)).cloth, '');
  await tab.keyboard.press('Escape');
  same('Escape closes it', await until(() => tab.locator('dialog[open]').count(), 0), 0);
  same('Escape only closes the dialog', [await slideOf(tab), (await where(tab)).mode], [5, 'toon']);
  const isFull = () => tab.evaluate(() => document.fullscreenElement !== null);
  await tab.keyboard.press('f');
  same('f: full screen', await until(isFull, true), true);
  await tab.waitForTimeout(300); // the window is still growing
  await tab.keyboard.press('f');
  same('f: and back', await until(isFull, false), false);
  const size = () => tab.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector('.beurt:not([hidden]) .dia-vel')).fontSize));
  await tab.keyboard.press('Home');
  const plain = await size();
  await tab.keyboard.press('+');
  const larger = await size();
  same('+ is larger', larger > plain, true);
  await tab.keyboard.press('-');
  await tab.keyboard.press('-');
  same('− is smaller', (await size()) < plain, true);
  await tab.reload();
  same('the size is kept', (await size()) < plain, true);
  for (let turn = 0; turn < 9; turn++) await tab.keyboard.press('-');
  same('never below 4.4 %', (await size()) >= 0.044 * 1080 - 0.5, true);
  await tab.keyboard.press('?');
  same('help', await tab.locator('#_help').isVisible(), true);
  await tab.keyboard.press('Escape');
  same('help closes', [await tab.locator('#_help').isVisible(), (await where(tab)).mode], [false, 'toon']);
  await tab.keyboard.press('Control+b');
  same('with Control: nothing', (await where(tab)).cloth, '');
}

async function lettersOff(tab, same) {
  await tab.keyboard.press('?');
  await tab.getByLabel('Toetsen met één letter of teken').uncheck();
  await tab.keyboard.press('Escape');
  for (const key of ['b', '.', 'w', 'o', 'g', '?', 'f', 'p', '+']) await tab.keyboard.press(key);
  same('nothing happens', [await slideOf(tab), (await where(tab)).cloth, (await where(tab)).mode, await tab.locator('dialog:visible').count()], [1, '', 'toon', 0]);
  await tab.keyboard.press('PageDown');
  same('a clicker still works', await slideOf(tab), 2);
  await tab.reload();
  await tab.keyboard.press('b');
  same('is remembered', (await where(tab)).cloth, '');
}

async function mouse(tab, same) {
  const click = async (x, y) => (await tab.mouse.click(x, y), slideOf(tab));
  same('right edge, low', await click(1880, 900), 2);
  same('right edge, at a third', [await click(1700, 400), (await where(tab)).waits], [2, 2]);
  same('left edge', [await click(60, 700), (await where(tab)).waits], [2, 3]);
  same('too high for an edge', await click(60, 200), 2);
  same('the middle', await click(960, 700), 2);
  await tab.mouse.move(500, 500);
  await tab.getByRole('button', { name: 'Volgende' }).click();
  same('button: next', (await where(tab)).waits, 2);
  await tab.getByRole('button', { name: 'Vorige' }).click();
  await tab.getByRole('button', { name: 'Scherm zwart' }).click();
  same('button: black', (await where(tab)).cloth, 'rgb(0, 0, 0)');
  await tab.mouse.click(900, 500);
  await tab.mouse.move(520, 500);
  await tab.getByRole('button', { name: 'Overzicht' }).click();
  same('button: overview', (await where(tab)).mode, 'overzicht');
  await tab.getByRole('button', { name: 'Overzicht' }).click();
  await tab.mouse.move(510, 500);
  await tab.getByRole('button', { name: 'Lezen als pagina' }).click();
  same('button: read', [(await where(tab)).mode, await tab.locator('.dia:visible').count()], ['lezen', 8]);
  await tab.getByRole('button', { name: 'Presenteren' }).click();
  same('button: present', [(await where(tab)).mode, await slideOf(tab)], ['toon', 2]);
  const bar = () => tab.evaluate(() => getComputedStyle(document.querySelector('.balk-knoppen')).opacity);
  await tab.mouse.move(500, 400);
  same('the bar comes', await settled(bar, '1'), '1');
  await tab.waitForTimeout(3600);
  same('the bar hides', await settled(bar, '0'), '0');
  await follow(tab, '#dia-8');
  await tab.locator('summary:visible').click();
  same('a fold never turns', [await slideOf(tab), await tab.locator('.dia details[open]').count()], [8, 1]);
}

async function settled(probe, want) {
  for (let turn = 0; turn < 40 && (await probe()) !== want; turn++) await new Promise(wake => setTimeout(wake, 40));
  return probe();
}

async function touch(tab, same, { context }) {
  const remote = await context.newCDPSession(tab);
  const swipe = async (from, to, y = 400, yTo = y) => {
    const send = (type, points) => remote.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await send('touchStart', [{ x: from, y }]);
    for (let part = 1; part <= 4; part++) await send('touchMove', [{ x: from + ((to - from) * part) / 4, y: y + ((yTo - y) * part) / 4 }]);
    await send('touchEnd', []);
    await tab.waitForTimeout(350);
    return slideOf(tab);
  };
  const tap = async (x, y) => (await tab.touchscreen.tap(x, y), await tab.waitForTimeout(50), slideOf(tab));
  same('swipe left', await swipe(800, 400), 2);
  same('swipe right', await swipe(400, 800), 1);
  same('a slanting swipe is none', await swipe(500, 580, 200, 500), 1);
  same('tap right, low', await tap(1250, 690), 2);
  same('tap left, low', await tap(30, 690), 1);
  same('tap in the middle', await tap(640, 500), 1);
  const bar = await tab.evaluate(() => document.documentElement.dataset.balk ?? 'uit');
  await tap(640, 500);
  same('and the bar comes or goes', (await tab.evaluate(() => document.documentElement.dataset.balk ?? 'uit')) !== bar, true);
  for (const [slide, buttons] of [[3, '.klok .knop'], [4, '.stem, .stemmen .knop'], [5, '.optie, .quiz-antwoord .knop'], [7, '.raad .knop']]) {
    await follow(tab, `#dia-${slide}`);
    const own = tab.locator(`#dia-${slide}`).locator(buttons);
    for (let at = 0; at < (await own.count()); at++) if (await own.nth(at).isVisible()) await own.nth(at).tap();
    same(`taps on the tools of slide ${slide} do not turn`, await slideOf(tab), slide);
    const boxes = await own.evaluateAll(all => all.filter(each => each.checkVisibility()).map(each => Math.round(Math.min(each.offsetWidth, each.offsetHeight))));
    same(`its targets are 44 px`, boxes.filter(side => side < 44), []);
  }
}

async function address(tab, same) {
  same('deep link', await slideOf(tab), 3);
  const entries = await tab.evaluate(() => history.length);
  await tab.keyboard.press('PageUp');
  await tab.keyboard.press('PageUp');
  await tab.waitForTimeout(400);
  same('says where', [new URL(tab.url()).hash, (await where(tab)).waits], ['#dia-2', 1]);
  same('no history entry a turn', await tab.evaluate(() => history.length), entries);
  await tab.reload();
  same('reload keeps slide and step', [await slideOf(tab), (await where(tab)).waits], [2, 1]);
  await tab.evaluate(() => (location.hash = '#dia-6'));
  await tab.waitForTimeout(400);
  same('a typed address', await slideOf(tab), 6);
  await tab.goBack();
  same('back', await slideOf(tab), 2);
  await follow(tab, '#dia-99');
  await tab.reload();
  same('an unknown slide', await slideOf(tab), 1);
  await follow(tab, '#%E0%A4%A');
  await tab.reload();
  same('a broken address', await slideOf(tab), 1);
}

async function clock(tab, same) {
  const digits = () => textOf(tab, '.klok-cijfers');
  const button = name => tab.locator('#dia-3').getByRole('button', { name });
  same('at the start', await digits(), '2:00');
  await button('Start').click();
  await tab.clock.runFor(5000);
  same('counts down', await digits(), '1:55');
  await button('Pauze').click();
  await tab.clock.runFor(5000);
  same('pauses', await digits(), '1:55');
  await button('+1 min').click();
  same('longer', await digits(), '2:55');
  await button('Start').click();
  await tab.clock.runFor(2000);
  same('goes on', await digits(), '2:53');
  await tab.keyboard.press('ArrowRight');
  same('stays in sight on other slides', [await slideOf(tab), await textOf(tab, '.mini')], [4, '2:53']);
  await tab.locator('.mini').click();
  same('and leads back', await slideOf(tab), 3);
  await button('Geluid').click();
  same('sound can be switched on', await button('Geluid').getAttribute('aria-pressed'), 'true');
  await tab.clock.runFor(174_000);
  same('the end', [await textOf(tab, '.klok-om'), (await where(tab)).said], ['Tijd is om', 'De tijd is om']);
  await button('+1 min').click();
  await tab.clock.runFor(1000);
  same('a minute more', await digits(), '0:59');
  await button('Opnieuw').click();
  same('reset', await digits(), '2:00');
  const height = await tab.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector('#dia-3 .klok-cijfers')).fontSize) / innerHeight);
  same('readable from the back', height > 0.15, true);
}

async function statement(tab, same) {
  const votes = () => tab.locator('#dia-4 .stem-tal').allInnerTexts();
  const button = name => tab.locator('#dia-4').getByRole('button', { name });
  const vote = async (name, times) => { for (let turn = 0; turn < times; turn++) await button(new RegExp(`^${name}`)).click(); };
  await vote('Eens', 3);
  await vote('Oneens', 2);
  await vote('Weet niet', 1);
  same('counts', await votes(), ['3', '1', '2']);
  await button('Ongedaan').click();
  same('undo', await votes(), ['3', '0', '2']);
  await button('Achteraf').click();
  same('after starts at nought', await votes(), ['0', '0', '0']);
  await vote('Eens', 1);
  await vote('Oneens', 4);
  same('shift', await textOf(tab, '#dia-4 .stemmen-uitslag'), 'Verschuiving: eens −2, weet niet ±0, oneens +2');
  same('each its own', await tab.locator('#dia-4 .stem-verschil').nth(2).innerText(), 'eerst 2, nu +2');
  await button('Vooraf').click();
  same('before is kept', await votes(), ['3', '0', '2']);
  await button('Opnieuw').click();
  same('reset', await votes(), ['0', '0', '0']);
  await button('Ongedaan').click();
  same('even that can be undone', await votes(), ['3', '0', '2']);
  same('nothing is stored', await tab.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)).filter(key => !/^krijt\.(letter|noot|starttijd|_\w+)$/.test(key))), []);
}

async function quiz(tab, same) {
  const button = name => tab.locator('.dia:visible').getByRole('button', { name });
  const chosen = () => tab.locator('.dia:visible .optie').evaluateAll(all => all.map(each => each.getAttribute('aria-pressed')));
  const signs = () => tab.locator('#dia-5 .optie-teken:visible').allInnerTexts();
  same('why waits', await tab.locator('#dia-5 .quiz-waarom').isVisible(), false);
  await button('Drie').click();
  await button('Vijf').click();
  same('one right answer, one choice', await chosen(), ['false', 'false', 'true']);
  await button('Toon het antwoord').click();
  same('in words', await signs(), ['✓ goed', '✗ niet goed']);
  same('why', await textOf(tab, '#dia-5 .quiz-waarom'), 'Tel maar na.');
  same('is said', (await where(tab)).said, 'Goed: Vier. Tel maar na.');
  await tab.emulateMedia({ forcedColors: 'active' });
  same('a chosen answer can be read in the colours of the system', await tab.evaluate(unseen), []);
  await tab.emulateMedia({ forcedColors: null });
  await button('Verberg het antwoord').click();
  same('hides again', await signs(), []);
  await follow(tab, '#dia-6');
  await button('Appel').click();
  await button('Peer').click();
  same('two right answers, two choices', await chosen(), ['true', 'true', 'false']);
}

async function pictures(tab, same) {
  const claim = at => tab.locator('#dia-7 .beeld-lijst > li').nth(at);
  same('verdicts wait', await claim(0).locator('.raad-uitslag').isVisible(), false);
  await claim(0).getByRole('button', { name: 'Echt' }).click();
  same('wrong guess', await claim(0).locator('.oordeel-woord').innerText().then(text => text.trim()), 'Nep: niet geraden');
  await claim(1).getByRole('button', { name: 'Echt' }).click();
  same('right guess', await claim(1).locator('.oordeel-woord').innerText().then(text => text.trim()), 'Echt: goed geraden');
  same('why', /Door een gat/.test(await claim(1).innerText()), true);
  same('is said', /Echt: goed geraden\s+Door een gat\./.test((await where(tab)).said), true);
}

async function screenReader(tab, same) {
  const focus = () => tab.evaluate(() => document.activeElement.textContent.trim());
  await tab.keyboard.press('PageDown');
  same('focus on the heading', await focus(), 'Stap voor stap');
  same('status', (await where(tab)).said, 'Dia 2 van 8');
  await tab.getByRole('button', { name: 'Overzicht' }).focus();
  await tab.keyboard.press('End');
  same('the bar keeps the focus, the title is said', [await tab.evaluate(() => document.activeElement.title), (await where(tab)).said], ['Overzicht (O)', 'Dia 8: Laatste dia']);
  same('other slides are hidden', await tab.locator('.beurt[hidden]').count(), 7);
  same('no role=application', await tab.locator('[role=application]').count(), 0);
  same('one h1', await tab.locator('h1').count(), 1);
}

async function keyboardAlone(first, same, { context }) {
  const seen = new Set();
  const faint = [];
  const walk = async tab => {
    for (let turn = 0; turn < 60; turn++) {
      await tab.keyboard.press('Tab');
      const at = await tab.evaluate(() => {
        const element = document.activeElement, style = getComputedStyle(element);
        if (element === document.body) return null;
        return { name: (element.getAttribute('aria-label') ?? element.title) || element.textContent.trim(), isClear: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2 && element.checkVisibility({ opacityProperty: true }) };
      });
      if (!at) break;
      seen.add(at.name);
      await tab.waitForTimeout(turn < 12 ? 220 : 0);
      if (!at.isClear && !(await tab.evaluate(() => document.activeElement.checkVisibility({ opacityProperty: true }) && getComputedStyle(document.activeElement).outlineStyle !== 'none'))) faint.push(at.name);
    }
  };
  for (const slide of [3, 4, 5, 7, 8]) {
    // A tab for each: past the last control the focus is the browser's, and no page gets it back.
    const tab = await context.newPage();
    await tab.goto(first.url().split('#')[0]);
    await follow(tab, `#dia-${slide}`);
    await tab.waitForFunction(at => document.activeElement.closest(`#dia-${at}`), slide);
    await walk(tab);
    await tab.close();
  }
  for (const name of ['Start', '+1 min', 'Opnieuw', 'Geluid', 'Vooraf', 'Achteraf', 'Toon het antwoord', 'Nep', 'Volgende', 'Vorige', 'Overzicht', 'Scherm zwart', 'Volledig scherm', 'Presentator', 'Lezen als pagina', 'Hulp en instellingen']) {
    same(`reaches ${name}`, seen.has(name), true);
  }
  same('folds', [...seen].some(name => name.startsWith('Uitklappen') || /slot|Meer/i.test(name)), true);
  same('focus is seen', faint, []);
}

async function motion(tab, same) {
  const moving = await tab.evaluate(() => [...document.querySelectorAll('*')].filter(element => {
    const style = getComputedStyle(element);
    return Number.parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none';
  }).length);
  same('nothing moves', moving, 0);
}

async function phone(tab, same) {
  same('reads', [(await where(tab)).mode, await tab.locator('.dia:visible').count()], ['lezen', 8]);
  same('steps are all there', await tab.locator('#dia-2 li:visible').count(), 3);
  same('no sideways scroll', await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await tab.keyboard.press('ArrowRight');
  same('keys scroll, not turn', await tab.locator('.dia:visible').count(), 8);
  await tab.getByRole('button', { name: 'Presenteren' }).click();
  same('can present', (await where(tab)).mode, 'toon');
}

async function noScript(tab, same) {
  same('all slides', await tab.locator('.dia:visible').count(), 8);
  same('no dead buttons', await tab.locator('button:visible').count(), 0);
  await tab.setViewportSize({ width: 1280, height: 720 });
  same('no sideways scroll', await tab.locator('.dia').evaluateAll(all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length), 0);
}

async function wakeLock(tab, same) {
  same('asked for', await tab.evaluate(() => window.locks > 0), true);
}

async function print(tab, same) {
  const pdf = (await tab.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  same('a page a slide', pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 8);
  same('A4 landscape', /\/MediaBox\s*\[0 0 84[12][.\d]* 59[45]/.test(pdf), true);
  same('and back to the slide', await slideOf(tab), 4);
}
