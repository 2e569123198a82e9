// The tools of a board: each by key, by the bar and by touch; what is said, where the focus is, what is kept (nothing); how
// they lie at three windows, and axe-core on each. `deck-tools-sight.mjs` measures, and mistakes are planted for it.

import axe from 'axe-core';
import { hasDevtools } from './browsers.mjs';
import { follow, openDeck, openPresenter, slideOf, textOf, until, where } from './deck-tab.mjs';
import { inPage } from './deck-tools-sight.mjs';
import { unseen } from './reading.mjs';

const MORNING = new Date('2026-11-09T09:05:00');
const atNine = tab => tab.clock.setFixedTime(MORNING);

export async function checkTools(browser, school, check) {
  const run = async (name, work, { file = school.lesson, ...options } = {}) => {
    const deck = await openDeck(browser, file, { hash: '#dia-2', before: atNine, size: [1280, 720], reducedMotion: 'reduce', ...options });
    const same = (what, got, want) => check(`tools, ${name}: ${what}`, JSON.stringify(got) === JSON.stringify(want), `${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
    try {
      await deck.tab.evaluate(inPage);
      await work(deck.tab, same, deck);
    } catch (error) {
      check(`tools, ${name}`, false, String(error.message).split('\n').slice(0, 3).join(' | '));
    }
    check(`tools, ${name}: no error, no request`, deck.heard.length === 0, deck.heard);
    await deck.context.close();
  };
  await run('keys', keys);
  await run('bar', bar);
  await run('pen', pen);
  await run('a picture', picture, { hash: '#dia-1', file: school.late });
  await run('curtain', curtain, { hash: '#dia-5' });
  await run('numbers', numbers);
  await run('hands', hands);
  await run('letters off', lettersOff);
  for (const [name, open, stays] of CLICKED) await run(`clicker: ${name}`, (tab, same) => clicked(tab, same, open, stays));
  await run('clicker: a picture', clickedPicture, { hash: '#dia-1', file: school.late });
  await run('presenter', presenter, { hash: '#dia-4' });
  for (const size of [[1024, 768], [1280, 720], [360, 640]]) await run(`${size.join('×')}`, (tab, same) => looks(tab, same, hasDevtools(browser) && size[0] === 1280), { size });
  await run('beside a long number', besideNumber, { file: school.short, hash: '#dia-20', size: [1024, 768] });
  await run('planted', planted, { size: [1024, 768] });
  if (!hasDevtools(browser)) return;
  await run('touch', touch, { hasTouch: true });
  await run('forced colours', forced);
}

/** Does something; gives what is said after it. More or less than one sentence, or a focus that cannot be seen, is told. */
async function after(tab, work) {
  await tab.evaluate(() => window.krijtTools.listen());
  await work();
  return tab.evaluate(() => window.krijtTools.heard());
}
const press = (tab, key) => after(tab, () => tab.keyboard.press(key));
const click = (tab, name) => after(tab, () => tab.locator('.bord-la').getByRole('button', { name, exact: true }).click());
const isOn = (tab, name) => tab.locator(`.bord-la [data-doe="bord-${name}"]`).getAttribute('aria-pressed').then(value => value === 'true');
const isTray = tab => tab.locator('.bord-la').isVisible();

async function keys(tab, same) {
  await tab.keyboard.press('Home');
  await tab.keyboard.press('ArrowRight');
  same('nothing is there at first', await tab.locator('.bord-la:visible, .bord-teken:visible, .bord-glas:visible, .bord-gordijn:visible').count(), 0);
  same('M', [await press(tab, 'm'), await isTray(tab)], ['Het bord is open', true]);
  same('Escape', [await press(tab, 'Escape'), await isTray(tab)], ['Het bord is weg', false]);
  same('and the bar is back, with the focus', await tab.evaluate(() => document.activeElement.dataset.doe), 'bord');
  await follow(tab, '#dia-3');
  for (const [key, name, word] of [['d', 'pen', 'Pen'], ['l', 'wijzer', 'Aanwijzer']]) {
    same(key, [await press(tab, key), await isOn(tab, name), await isTray(tab)], [`${word}: aan`, true, true]);
    same(`${key} again puts it away, and the tray that came along`, [await press(tab, key), await isOn(tab, name), await isTray(tab)], [`${word}: uit`, false, false]);
    await press(tab, key);
    same(`${key}: Escape`, [await press(tab, 'Escape'), await isTray(tab), (await where(tab)).mode], [`${word}: uit`, false, 'toon']);
  }
  await press(tab, 'd');
  same('the pointer takes the place of the pen', [await press(tab, 'l'), await isOn(tab, 'pen'), await isOn(tab, 'wijzer')], ['Aanwijzer: aan', false, true]);
  await press(tab, 'Escape');
  same('t', [await press(tab, 't'), await textOf(tab, '#_klokje')], ['Klok: 9.05', '9.05']);
  await tab.clock.setFixedTime(new Date('2026-11-09T09:06:00'));
  same('the clock goes', await until(() => textOf(tab, '#_klokje'), '9.06'), '9.06');
  await tab.keyboard.press('ArrowRight');
  same('on every slide', [await slideOf(tab), await textOf(tab, '#_klokje')], [4, '9.06']);
  await tab.keyboard.press('b');
  same('and on a black one', await tab.evaluate(() => {
    const { left, top, width, height } = document.querySelector('#_klokje').getBoundingClientRect();
    return document.querySelector('#_klokje').checkVisibility() && document.elementsFromPoint(left + width / 2, top + height / 2)[0].className;
  }), 'doek');
  await tab.keyboard.press('b');
  same('t again', [await press(tab, 't'), await tab.locator('#_klokje').isVisible()], ['Klok: uit', false]);
  const sign = () => tab.locator('button.bord-teken[data-doe=bord-stem]:visible').allInnerTexts().then(all => all.map(text => text.trim()));
  for (const word of ['Stil', 'Fluisteren', 'Praten mag']) same(`q: ${word}`, [await press(tab, 'q'), await sign()], [`Stem: ${word}`, [word]]);
  same('q: gone', [await press(tab, 'q'), await sign()], ['Stem: uit', []]);
  same('z with nothing drawn', await press(tab, 'z'), 'Op deze dia staat geen lijn');
  same('e with nothing drawn', await press(tab, 'e'), 'Op deze dia staat geen lijn');
  await tab.keyboard.press('o');
  for (const key of ['d', 'q', 'c', 'h', 'r', 'm']) await tab.keyboard.press(key);
  same('in the overview there is no board', [(await where(tab)).mode, await tab.locator('dialog[open], .bord-la:visible').count()], ['overzicht', 0]);
  await tab.keyboard.press('o');
  await tab.keyboard.press('?');
  const listed = await tab.locator('#_help kbd').allInnerTexts();
  same('the list of keys has them', ['M', 'D', 'L', 'Z', 'E', 'T', 'Q', 'H', 'R', 'C'].filter(key => !listed.includes(key)), []);
  await tab.keyboard.press('Escape');
}

async function bar(tab, same) {
  await tab.mouse.move(600, 300);
  same('opens', await after(tab, () => tab.locator('.balk-knoppen [data-doe=bord]').click()), 'Het bord is open');
  same('the bar makes way', await tab.locator('.balk-knoppen').isVisible(), false);
  for (const [name, on, off] of [['Pen', 'Pen: aan', 'Pen: uit'], ['Aanwijzer', 'Aanwijzer: aan', 'Aanwijzer: uit'], ['Klok', 'Klok: 9.05', 'Klok: uit'], ['Gordijn', 'Gordijn: 100 procent dicht', 'Gordijn: uit']]) {
    same(name, [await click(tab, name), await click(tab, name)], [on, off]);
  }
  same('Stem', [await click(tab, 'Stem'), await after(tab, () => tab.locator('button.bord-teken[data-doe=bord-stem]').click())], ['Stem: Stil', 'Stem: Fluisteren']);
  await click(tab, 'Pen');
  await tab.mouse.move(300, 300);
  await tab.mouse.down();
  await tab.mouse.move(500, 400, { steps: 5 });
  await tab.mouse.up();
  same('a line', await tab.locator('#dia-2 polyline').count(), 1);
  same('Ongedaan', [await click(tab, 'Ongedaan'), await tab.locator('#dia-2 polyline').count()], ['De dia is schoon', 0]);
  same('Wis', await click(tab, 'Wis'), 'Op deze dia staat geen lijn');
  await tab.locator('.bord-la').getByRole('button', { name: 'Volgende' }).click();
  same('turning goes on', (await where(tab)).waits, 2);
  same('closes', [await click(tab, 'Bord weg'), await isTray(tab), await tab.locator('.bord-glas').isVisible()], ['Het bord is weg', false, false]);
}

const drag = async (tab, from, to) => {
  await tab.mouse.move(...from);
  await tab.mouse.down();
  await tab.mouse.move(...to, { steps: 6 });
  await tab.mouse.up();
};

/** Lines on a picture that fills the slide are of the picture. */
async function picture(tab, same) {
  const seen = () => tab.locator('polyline').evaluateAll(all => all.filter(line => line.checkVisibility()).length);
  await press(tab, 'd');
  await drag(tab, [200, 100], [300, 200]);
  await press(tab, 'd');
  const { x, y, width, height } = await tab.locator('#dia-1 img').boundingBox();
  const tap = () => after(tab, () => tab.mouse.click(x + width / 2, y + height / 2));
  same('a tap', [(await tap()).split(' (')[0], await seen()], ['Beeld groot', 0]);
  await press(tab, 'd');
  await drag(tab, [500, 300], [700, 400]);
  await drag(tab, [500, 400], [700, 500]);
  same('drawn on', await seen(), 2);
  same('undone', [await press(tab, 'z'), await seen()], ['Er staat nog 1 lijn', 1]);
  same('Escape: the pen', [await press(tab, 'Escape'), await tab.locator('.groot').count()], ['Pen: uit', 1]);
  same('Escape: the picture, and no overview', [(await press(tab, 'Escape')).split(' (')[0], await seen(), (await where(tab)).mode], ['Beeld weer klein', 1, 'toon']);
  await tap();
  same('the picture keeps its own', await seen(), 1);
  same('a tap anywhere closes it', [(await after(tab, () => tab.mouse.click(1260, 650))).split(' (')[0], await slideOf(tab)], ['Beeld weer klein', 1]);
}

async function pen(tab, same) {
  const lines = slide => tab.locator(`#dia-${slide} polyline`).count();
  await press(tab, 'd');
  await drag(tab, [200, 200], [500, 300]);
  await drag(tab, [200, 400], [500, 450]);
  await tab.mouse.click(1270, 600);
  same('a tap at the edge makes a dot and does not turn', [await slideOf(tab), (await where(tab)).waits, await lines(2)], [2, 3, 3]);
  await tab.keyboard.press('PageDown');
  same('keys step', (await where(tab)).waits, 2);
  for (let step = 0; step < 3; step++) await tab.keyboard.press('PageDown');
  same('and turn; the next slide is clean', [await slideOf(tab), await lines(3)], [3, 0]);
  await tab.keyboard.press('PageUp');
  same('a slide keeps its lines', await tab.locator('#dia-2 polyline').evaluateAll(all => all.filter(line => line.checkVisibility()).length), 3);
  const share = () => tab.evaluate(() => {
    const [slide, line] = ['#dia-2', '#dia-2 polyline'].map(name => document.querySelector(name).getBoundingClientRect());
    return [(line.left - slide.left) / slide.width, (line.top - slide.top) / slide.height].map(part => part.toFixed(2));
  });
  const before = await share();
  await tab.setViewportSize({ width: 1024, height: 768 });
  same('lines grow with the slide', await until(share, before), before);
  same('z', [await press(tab, 'z'), await lines(2)], ['Er staan nog 2 lijnen', 2]);
  same('Control z', [await press(tab, 'Control+z'), await lines(2)], ['Er staat nog 1 lijn', 1]);
  same('e', [await press(tab, 'e'), await lines(2)], ['De dia is schoon', 0]);
  same('what was wiped comes back', [await press(tab, 'z'), await lines(2)], ['Er staat nog 1 lijn', 1]);
  same('hidden from ears', await tab.locator('#dia-2 svg.bord-lijnen').getAttribute('aria-hidden'), 'true');
  if (hasDevtools(tab.context().browser())) {
    await tab.emulateMedia({ media: 'print' });
    same('not on paper', await tab.locator('#dia-2 polyline').evaluateAll(all => all.filter(line => line.checkVisibility()).length), 0);
    await tab.emulateMedia({ media: null });
  }
  await tab.keyboard.press('t');
  await tab.keyboard.press('q');
  await tab.waitForTimeout(300);
  const kept = await tab.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage), Object.keys(history.state).sort(), history.state.blocks]);
  same('nothing is kept', kept.map((keys, at) => (at < 2 ? keys.filter(key => !/^krijt\.(starttijd|eindtijd|letter|noot|_\w+)$/.test(key)) : keys)), [[], [], ['blocks', 'dark', 'ended', 'mode', 'step'], []]);
  await tab.reload();
  same('after a reload all is gone', [await lines(2), await tab.locator('.bord-la:visible, .bord-teken:visible').count()], [0, 0]);
}

async function curtain(tab, same) {
  const edge = () => tab.locator('.bord-gordijn').evaluate(curtain => Math.round((curtain.getBoundingClientRect().bottom / innerHeight) * 100));
  await tab.keyboard.press('Shift');
  await tab.evaluate(() => document.querySelector('#dia-5 h2').focus());
  same('c', [await press(tab, 'c'), await edge()], ['Gordijn: 100 procent dicht', 100]);
  const walk = async () => {
    const seen = [];
    for (let turn = 0; turn < 8; turn++) {
      await tab.keyboard.press('Tab');
      seen.push(await tab.evaluate(() => document.activeElement.closest('.dia') !== null));
    }
    return seen.includes(true);
  };
  same('what is behind it gets no focus', await walk(), false);
  await tab.locator('.bord-greep').focus();
  for (let turn = 0; turn < 4; turn++) await tab.keyboard.press('ArrowUp');
  same('arrows move it, and turn no slide', [await edge(), await slideOf(tab), await tab.locator('.bord-greep').getAttribute('aria-valuetext')], [60, 5, '60 procent dicht']);
  await tab.keyboard.press('PageDown');
  same('it stays on the next slide', [await slideOf(tab), await edge()], [6, 60]);
  await tab.mouse.move(640, 400);
  await tab.mouse.down();
  await tab.mouse.move(640, 200, { steps: 4 });
  same('dragged', await after(tab, () => tab.mouse.up()), 'Gordijn: 32 procent dicht');
  same('no slide turned', await slideOf(tab), 6);
  await tab.locator('#dia-6 .optie').last().click();
  same('what is below it can be used', await tab.locator('#dia-6 .optie').last().getAttribute('aria-pressed'), 'true');
  same('Escape', [await press(tab, 'Escape'), await tab.locator('.bord-gordijn').isVisible(), (await where(tab)).mode], ['Gordijn: uit', false, 'toon']);
  same('nothing stays out of reach', await tab.locator('main [inert] button').evaluateAll(all => all.filter(each => each.checkVisibility()).length), 0);
}

async function numbers(tab, same) {
  await tab.keyboard.press('r');
  same('the focus is on the groups', await tab.evaluate(() => document.activeElement.value), 'deel');
  same('28 by 4', await press(tab, 'Enter'), '7 groepjes van 4');
  const groups = () => tab.locator('#_lijst b').allInnerTexts().then(all => all.map(text => text.split(' ').map(Number)));
  const isWhole = (all, last) => JSON.stringify(all.flat().sort((a, b) => a - b)) === JSON.stringify(Array.from({ length: last }, (_, at) => at + 1));
  same('everybody once', isWhole(await groups(), 28), true);
  await tab.getByLabel('Kinderen', { exact: true }).fill('30');
  same('30 by 4: nobody is left alone', [await press(tab, 'Enter'), (await groups()).map(group => group.length).sort()], ['7 groepjes van 4 of 5', [4, 4, 4, 4, 4, 5, 5]]);
  same('everybody once, too', isWhole(await groups(), 30), true);
  same('one more', await after(tab, () => tab.getByRole('button', { name: 'Per groepje: een meer' }).click()), '5 per groepje');
  same('one fewer', await after(tab, () => tab.getByRole('button', { name: 'Kinderen: een minder' }).click()), '29 kinderen');
  await tab.getByLabel('Kinderen', { exact: true }).fill('3');
  const turn = () => after(tab, () => tab.getByRole('button', { name: 'Kies een nummer' }).click());
  const said = [await turn(), await turn(), await turn()];
  same('turns', said.map(text => text.replace(/Nummer \d/, 'Nummer X')), ['Nummer X is aan de beurt, daarna nog 2 kinderen', 'Nummer X is aan de beurt, daarna nog 1 kind', 'Nummer X is als laatste aan de beurt']);
  same('nobody twice', said.map(text => /\d/.exec(text)[0]).sort(), ['1', '2', '3']);
  await tab.getByLabel('Kinderen', { exact: true }).fill('999');
  same('never more than forty', [await press(tab, 'Enter'), (await groups()).flat().length], ['8 groepjes van 5', 40]);
  await tab.keyboard.press('Escape');
  same('Escape only closes it', [await tab.locator('dialog[open]').count(), (await where(tab)).mode], [0, 'toon']);
}

async function hands(tab, same) {
  const count = async (...keys) => {
    await tab.keyboard.press('h');
    return after(tab, async () => {
      for (const key of [...keys, 'Enter']) await tab.keyboard.press(key);
      await tab.waitForFunction(() => !document.querySelector('dialog[open]'));
      await tab.waitForTimeout(30);
    });
  };
  await follow(tab, '#dia-3');
  await follow(tab, '#dia-2');
  const shown = () => tab.locator('.bord-teken[data-doe=bord-handen]:visible').allInnerTexts().then(all => all.map(text => text.trim()));
  same('17 and Enter', [await count('1', '7'), await shown()], ['17 handen', ['17']]);
  same('only here', [await follow(tab, '#dia-3'), await shown()], [undefined, []]);
  await follow(tab, '#dia-2');
  same('and here it stands', await shown(), ['17']);
  same('none is 0', [await count('0'), await shown()], ['0 handen', ['0']]);
  await tab.keyboard.press('h');
  for (const digit of ['2', '4']) await tab.locator('.bord-cijfers').getByRole('button', { name: digit, exact: true }).click();
  same('by the buttons', await after(tab, () => tab.getByRole('button', { name: 'Zet neer' }).click().then(() => tab.waitForTimeout(50))), '24 handen');
  await tab.keyboard.press('h');
  await tab.locator('#_handen').getByRole('button', { name: 'Wis' }).click();
  same('wiped', [await after(tab, () => tab.keyboard.press('Enter').then(() => tab.waitForTimeout(50))), await shown()], ['Handen: uit', []]);
  await follow(tab, '#dia-4');
  same('a statement takes three', [await count('1', '7', 'Enter', '3', 'Enter', '8'), await tab.locator('#dia-4 .stem-tal').allInnerTexts()], ['Eens: 17, Weet niet: 3, Oneens: 8', ['17', '3', '8']]);
  await tab.keyboard.press('h');
  await tab.keyboard.type('5');
  await tab.keyboard.press('Escape');
  same('Escape takes nothing over', await tab.locator('#dia-4 .stem-tal').allInnerTexts(), ['17', '3', '8']);
  await tab.locator('#dia-4 [data-doe=ongedaan]').click();
  same('and it can be undone', await tab.locator('#dia-4 .stem-tal').allInnerTexts(), ['0', '0', '0']);
}

/** What a clicker meets: the tool, how it is taken, and what of it is still there after a turn. */
const CLICKED = [
  ['the tray', 'm', '.bord-la'],
  ['the pen', 'd', '.bord-la'],
  ['the pointer', 'l', '.bord-la'],
  ['the clock', 't', '#_klokje'],
  ['the sign', 'q', 'button.bord-teken[data-doe=bord-stem]'],
  ['the curtain', 'c', '.bord-gordijn'],
  ['groups', 'r', null],
  ['hands', 'h', null],
  ['help', '?', null],
  ['the number of a slide', 'g', null],
];

/** Two keys and a dark one: each turns the slide, or first puts away the dialog that lies over it; nothing is a trap. */
async function clicked(tab, same, open, stays) {
  const isFocusSeen = () => tab.evaluate(() => window.krijtTools.isFocusSeen());
  const dialogs = () => tab.locator('dialog[open]').count();
  // From a slide without steps, as the focus of a teacher is: on the slide.
  await follow(tab, '#dia-3');
  await tab.keyboard.press(open);
  if (stays) {
    for (const [key, slide] of [['PageDown', 4], ['PageUp', 3]]) {
      const said = await press(tab, key);
      same(`${key} turns, and says one thing`, [await slideOf(tab), /^said |cannot be seen/.test(said) && said, await tab.locator(stays).isVisible()], [slide, false, true]);
    }
  } else {
    for (const key of ['PageDown', 'PageUp']) {
      if (!(await dialogs())) await tab.keyboard.press(open);
      same(`${key}: it was open`, await dialogs(), 1);
      for (let turn = 0; turn < 9 && (await dialogs()); turn++) await tab.keyboard.press(key);
      same(`${key} puts it away, and turns nothing unseen`, [await dialogs(), await slideOf(tab), await isFocusSeen()], [0, 3, true]);
    }
    await press(tab, 'PageDown');
    same('then it turns', await slideOf(tab), 4);
    await press(tab, 'PageUp');
    await tab.keyboard.press(open);
    await tab.evaluate(() => document.querySelector('dialog[open] button').focus());
    await tab.keyboard.press('Alt+PageDown');
    same('with another key it is not the clicker', await dialogs(), 1);
  }
  for (const key of ['.', 'b']) {
    await tab.keyboard.press(key);
    same(`${key}: dark`, [await dialogs(), (await where(tab)).cloth], [0, 'rgb(0, 0, 0)']);
    await tab.keyboard.press('PageDown');
    same('and light again, on the same slide', [await slideOf(tab), (await where(tab)).cloth], [3, '']);
  }
  await tab.keyboard.press('PageDown');
  same('and on', await slideOf(tab), 4);
}

async function clickedPicture(tab, same) {
  const { x, y, width, height } = await tab.locator('#dia-1 img').boundingBox();
  await tab.mouse.click(x + width / 2, y + height / 2);
  same('it is large', await tab.locator('.groot').count(), 1);
  await tab.keyboard.press('PageDown');
  same('turning leaves it', [await slideOf(tab), await tab.locator('.groot').evaluateAll(all => all.filter(each => each.checkVisibility()).length)], [2, 0]);
}

async function lettersOff(tab, same) {
  await tab.keyboard.press('?');
  await tab.getByLabel('Toetsen met één letter of teken').uncheck();
  await tab.keyboard.press('Escape');
  for (const key of ['m', 'd', 'l', 'z', 'e', 't', 'q', 'c', 'h', 'r']) await tab.keyboard.press(key);
  same('nothing happens', await tab.locator('dialog[open], .bord-la:visible, .bord-teken:visible, .bord-glas:visible, .bord-gordijn:visible').count(), 0);
}

async function presenter(deck, same) {
  const teacher = await openPresenter(deck);
  await teacher.keyboard.press('q');
  const sign = () => deck.locator('button.bord-teken[data-doe=bord-stem]:visible').allInnerTexts().then(all => all.map(text => text.trim()));
  same('a sign from the presenter', await until(sign, ['Stil']), ['Stil']);
  await teacher.keyboard.press('t');
  same('the clock', await until(() => deck.locator('#_klokje').isVisible(), true), true);
  await teacher.keyboard.press('c');
  same('the curtain', await until(() => deck.locator('.bord-gordijn').isVisible(), true), true);
  same('not before the teacher', await teacher.locator('.bord-gordijn:visible, .bord-teken:visible').count(), 0);
  await deck.keyboard.press('c');
  await teacher.keyboard.press('m');
  same('up again from the deck, and the presenter knows', await until(() => isOn(teacher, 'gordijn'), false), false);
  same('the teacher has what hangs on the wall', await teacher.locator('.bord-la > button:visible').evaluateAll(all => all.map(each => each.dataset.doe)), ['bord-klok', 'bord-stem', 'bord-handen', 'bord-gordijn', 'bord']);
  await teacher.keyboard.press('h');
  for (const key of ['9', 'Enter', 'Enter', 'Enter']) await teacher.keyboard.press(key);
  same('hands are counted in both', await until(() => deck.locator('#dia-4 .stem-tal').allInnerTexts(), ['9', '0', '0']), ['9', '0', '0']);
  for (const key of ['d', 'l', 'r']) await teacher.keyboard.press(key);
  same('no pen there', await teacher.locator('dialog[open], .bord-glas:visible').count(), 0);
}

const STATES = {
  bar: () => {},
  tray: tab => tab.keyboard.press('m'),
  pen: tab => tab.keyboard.press('d'),
  wall: async tab => {
    for (const key of ['Escape', 't', 'q', 'q', 'q', 'h', '1', '7', 'Enter']) await tab.keyboard.press(key);
    await tab.waitForFunction(() => !document.querySelector('dialog[open]'));
  },
  curtain: tab => tab.keyboard.press('c'),
  hands: async tab => {
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('h');
  },
  groups: async tab => {
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('r');
    await tab.keyboard.press('Enter');
  },
  turn: tab => tab.locator('[data-doe=bord-beurt]').click(),
  help: async tab => {
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('?');
  },
};

async function looks(tab, same, isDark) {
  await tab.evaluate(axe.source);
  if ((await where(tab)).mode === 'lezen') await tab.getByRole('button', { name: 'Presenteren' }).click();
  await tab.mouse.move(180, 300);
  for (const [name, work] of Object.entries(STATES)) {
    await work(tab);
    if (name === 'bar') await tab.waitForTimeout(250);
    same(`${name}: in its place`, await tab.evaluate(() => window.krijtTools.faults()), []);
    for (const colorScheme of isDark ? ['light', 'dark'] : ['light']) {
      await tab.emulateMedia({ colorScheme });
      same(`${name}: axe ${colorScheme}`, await tab.evaluate(() => window.krijtTools.violations()), []);
    }
  }
}

async function besideNumber(tab, same) {
  for (const key of ['m', 't', 'q', 'q', 'q']) await tab.keyboard.press(key);
  same('nothing is covered', await tab.evaluate(() => window.krijtTools.faults()), []);
}

/** What is done to the tray, and what must be found then. */
const PLANTS = [
  ['nothing', undefined, () => {}],
  ['a small button', /small/, () => { document.querySelector('[data-doe=bord-pen]').style.cssText = 'min-inline-size: 0; min-block-size: 0; inline-size: 30px; block-size: 30px'; }],
  ['a tray that is too wide', /outside/, () => { document.querySelector('.bord-la').style.cssText = 'max-inline-size: none; inline-size: 1200px; justify-content: end'; }],
  ['a tray over the words of the slide', /covers/, () => { document.querySelector('.bord-la').style.cssText = 'padding-block: 640px'; }],
  ['signs over each other', /lies over/, () => { document.querySelectorAll('.bord-teken').forEach(sign => { sign.style.gridColumn = '1'; }); }],
  ['a button without a name', /name/, () => { document.querySelector('.bord-la [data-doe=bord-klok]').textContent = ''; document.querySelector('.bord-la [data-doe=bord-klok]').title = ''; }],
];

async function planted(tab, same) {
  for (const [name, wanted, plant] of PLANTS) {
    await tab.reload();
    await tab.evaluate(inPage);
    for (const key of ['ArrowRight', 'm', 't', 'q']) await tab.keyboard.press(key);
    await tab.evaluate(plant);
    const found = await tab.evaluate(() => window.krijtTools.faults());
    same(name, wanted ? found.some(fault => wanted.test(fault)) || found : found, wanted ? true : []);
  }
  const heard = work => after(tab, () => tab.evaluate(work));
  same('silence', await heard(() => {}), 'said nothing');
  same('two sentences', await heard(() => { document.querySelector('#_melding').textContent = 'Een.'; document.querySelector('#_melding').textContent = 'Twee.'; }), 'said 2: Een. | Twee.');
  same('a focus that went', await heard(() => { document.activeElement.blur(); document.querySelector('#_melding').textContent = 'Ja.'; }), 'Ja. (the focus cannot be seen: BODY)');
}

async function touch(tab, same, { context }) {
  const remote = await context.newCDPSession(tab);
  const drag = async (from, to) => {
    const send = (type, points) => remote.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await send('touchStart', [{ x: from[0], y: from[1] }]);
    for (let part = 1; part <= 4; part++) await send('touchMove', [{ x: from[0] + ((to[0] - from[0]) * part) / 4, y: from[1] + ((to[1] - from[1]) * part) / 4 }]);
    await send('touchEnd', []);
    await tab.waitForTimeout(350); // what follows a swipe of the slides at once is no tap
  };
  const tap = selector => after(tab, () => tab.locator(selector).tap());
  if (!(await tab.evaluate(() => document.documentElement.dataset.balk))) await tab.touchscreen.tap(640, 350);
  same('a tap in the bar', await tap('.balk-knoppen [data-doe=bord]'), 'Het bord is open');
  same('pen', await tap('[data-doe=bord-pen]'), 'Pen: aan');
  await drag([900, 300], [400, 320]);
  same('a stroke is drawn, no slide turns', [await tab.locator('#dia-2 polyline').count(), await slideOf(tab), (await where(tab)).waits], [1, 2, 3]);
  same('its points', await tab.locator('#dia-2 polyline').evaluate(line => line.points.numberOfItems > 4), true);
  same('undo', await tap('[data-doe=bord-terug]'), 'De dia is schoon');
  same('pointer', await tap('[data-doe=bord-wijzer]'), 'Aanwijzer: aan');
  same('curtain', await tap('.bord-la [data-doe=bord-gordijn]'), 'Gordijn: 100 procent dicht');
  same('dragged up', await after(tab, () => drag([100, 700], [100, 340])), 'Gordijn: 50 procent dicht');
  same('dragged away', await after(tab, () => drag([100, 340], [100, 2])), 'Gordijn: uit');
  same('sign', await tap('.bord-la [data-doe=bord-stem]'), 'Stem: Stil');
  same('clock', await tap('[data-doe=bord-klok]'), 'Klok: 9.05');
  await tab.locator('.bord-la [data-doe=bord-handen]').tap();
  for (const digit of ['1', '7']) await tab.locator('.bord-cijfers').getByRole('button', { name: digit, exact: true }).tap();
  same('hands', await after(tab, () => tab.getByRole('button', { name: 'Zet neer' }).tap().then(() => tab.waitForTimeout(50))), '17 handen');
  await tab.locator('[data-doe=bord-groepjes]').tap();
  same('groups', await after(tab, () => tab.getByRole('button', { name: 'Maak groepjes' }).tap()), '7 groepjes van 4');
  await tab.locator('#_groepjes [data-doe=sluit]').tap();
  same('away', await tap('.bord-la [data-doe=bord]'), 'Het bord is weg');
  await drag([900, 300], [400, 300]);
  same('and a swipe turns again', (await where(tab)).waits, 2);
}

async function forced(tab, same) {
  await tab.emulateMedia({ forcedColors: 'active' });
  for (const [name, work] of Object.entries(STATES)) {
    await work(tab);
    same(name, await tab.evaluate(unseen), []);
  }
}
