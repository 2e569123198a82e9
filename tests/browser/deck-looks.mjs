// Every slide of a deck with its answers shown, its pictures and what is written in them; and the deck as a page on a phone.
// axe-core on each, in light and dark. What fits in which state: `deck-states.mjs`.

import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import { hasDevtools } from './browsers.mjs';
import { makings } from './deck-states.mjs';
import { openDeck, standsIn } from './deck-tab.mjs';

/** A slide of another edition that has the same elements looks the same: it is looked at once. */
const seen = new Set();

export async function checkLooks(browser, deck, check) {
  const { tab, context, heard } = await openDeck(browser, deck.file, { reducedMotion: 'reduce' });
  await tab.evaluate(axe.source);
  const schemes = hasDevtools(browser) ? ['light', 'dark'] : ['light'];
  const slides = await tab.evaluate(makings);
  const isNew = slides.map(slide => !seen.has(slide));
  slides.forEach(slide => seen.add(slide));
  for (const at of slides.keys()) {
    if (!isNew[at]) continue;
    const name = `${deck.label} slide ${at + 1}`;
    await tab.evaluate(number => (location.hash = `#${document.querySelectorAll('.dia')[number].id}`), at);
    await tab.waitForFunction(number => !document.querySelectorAll('.beurt')[number].hidden, at);
    await tab.evaluate(images);
    await tab.evaluate(reveal);
    const outside = await tab.evaluate(buttonsOffPictures);
    check(`${name} buttons on pictures`, outside.length === 0, outside);
    const small = await smallPrint(tab);
    check(`${name} text in pictures`, small.length === 0, small);
    for (const colorScheme of schemes) {
      await tab.emulateMedia({ colorScheme });
      const found = await tab.evaluate(violations);
      check(`${name} axe ${colorScheme}`, found.length === 0, found);
    }
  }
  await tab.emulateMedia({ colorScheme: 'dark' });
  await tab.keyboard.press('o');
  const overview = await tab.evaluate(violations);
  check(`${deck.label} axe overview`, overview.length === 0, overview);
  await tab.keyboard.press('Escape');
  await tab.keyboard.press('?');
  const help = await tab.evaluate(violations);
  check(`${deck.label} axe help`, help.length === 0, help);
  await tab.keyboard.press('Escape');
  if (await tab.locator('.paneel').count()) {
    await tab.evaluate(() => (window.open = () => null));
    await tab.keyboard.press('p');
    await tab.locator('[data-doe=hier]').click();
    for (const colorScheme of schemes) {
      await tab.emulateMedia({ colorScheme });
      const found = await tab.evaluate(violations);
      check(`${deck.label} axe presenter ${colorScheme}`, found.length === 0, found);
    }
    await tab.keyboard.press('p');
  }
  await tab.setViewportSize({ width: 390, height: 844 });
  await standsIn(tab, 'lezen');
  const wide = await tab.evaluate(sideways);
  check(`${deck.label} 390×844`, wide.length === 0, wide);
  for (const colorScheme of schemes) {
    await tab.emulateMedia({ colorScheme });
    const found = await tab.evaluate(violations);
    check(`${deck.label} 390×844 axe ${colorScheme}`, found.length === 0, found);
  }
  check(`${deck.label}: no error, no request`, heard.length === 0, heard);
  await context.close();
}

/** Runs in the page: the buttons that enlarge a picture and do not lie within what is drawn of it. */
function buttonsOffPictures() {
  const found = [];
  for (const button of document.querySelectorAll('.beurt:not([hidden]) figure:not(.groot) > .zoom')) {
    const image = button.parentElement.querySelector('img');
    if (!image || !button.checkVisibility()) continue;
    const box = image.getBoundingClientRect(), spot = button.getBoundingClientRect();
    const own = { width: Number(image.getAttribute('width')), height: Number(image.getAttribute('height')) };
    const share = Math.min(box.width / own.width, box.height / own.height);
    const fits = getComputedStyle(image).objectFit === 'contain' && share > 0;
    const [aside, above] = fits ? [(box.width - own.width * share) / 2, (box.height - own.height * share) / 2] : [0, 0];
    if (spot.top < box.top + above - 2 || spot.right > box.right - aside + 2) found.push(image.src.split('/').pop());
  }
  return found;
}

/** Text in a drawing that stays below 1/25 of the height when the picture is enlarged by its button. */
async function smallPrint(tab) {
  const faults = [];
  const buttons = tab.locator('.beurt:not([hidden]) .zoom');
  for (let at = 0; at < (await buttons.count()); at++) {
    await buttons.nth(at).click();
    const seen = await tab.evaluate(() => {
      const image = document.querySelector('.beurt:not([hidden]) .groot img'), box = image.getBoundingClientRect();
      return { address: image.src, width: box.width, height: box.height };
    });
    await buttons.nth(at).click();
    if (!seen.address.endsWith('.svg')) continue;
    const drawing = readFileSync(new URL(seen.address), 'utf8');
    const [, , width, height] = drawing.match(/viewBox="([^"]+)"/)[1].split(/[\s,]+/).map(Number);
    const scale = Math.min(seen.width / width, seen.height / height);
    const least = Math.min(...[...drawing.matchAll(/font-size="([\d.]+)"/g)].map(size => Number(size[1]) * scale));
    if (least < 1080 / 25) faults.push(`${seen.address.split('/').pop()}: ${((100 * least) / 1080).toFixed(1)} %`);
  }
  return faults;
}

/** Runs in the page: waits for the pictures of the slide. */
async function images() {
  const own = [...document.querySelectorAll('.beurt:not([hidden]) img')];
  await Promise.all(own.map(image => image.decode().catch(() => {})));
}

/** Runs in the page: all steps, a choice, the answers, the shift. */
function reveal() {
  const slide = document.querySelector('.beurt:not([hidden]) .dia');
  const press = selector => slide.querySelectorAll(selector).forEach(button => button.click());
  for (let turn = 0; slide.querySelector('li.wacht, .pauze ~ .wacht') && turn < 40; turn++) {
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
  }
  press('.optie:first-child');
  press('[data-doe=toon]');
  press('.raad [data-n="1"]');
  for (let turn = 0; turn < 12; turn++) press('.stem');
  press('[data-doe=ronde][data-n="1"]');
  press('[data-doe=start]');
  slide.querySelectorAll('details').forEach(fold => (fold.open = true));
}

/** Runs in the page: what sticks out of the window, read as a page. */
function sideways() {
  const { clientWidth: room, scrollWidth } = document.documentElement;
  const out = [...document.querySelectorAll('main *')].filter(element => element.checkVisibility() && element.getBoundingClientRect().right > room + 1);
  const excess = scrollWidth - room;
  return [...new Set(out.map(element => `${element.localName}.${element.className.baseVal ?? element.className}`))].slice(0, 4).concat(excess > 0 ? [`${excess} px too wide`] : []);
}

/** Runs in the page. */
async function violations() {
  const { violations } = await window.axe.run(document, { rules: { 'target-size': { enabled: true } }, preload: false, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}: ${[...node.any, ...node.all, ...node.none].map(each => each.message)[0] ?? ''}`));
}
