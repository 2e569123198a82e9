// A tab with a deck in it, and what can be asked of it.

import { pathToFileURL } from 'node:url';

/** Opens a deck as a double-click does. `heard` fills with what must not happen: errors, and requests elsewhere. */
export async function openDeck(browser, file, { hash = '', size = [1920, 1080], before = () => {}, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: size[0], height: size[1] }, ...options });
  context.setDefaultTimeout(60_000);
  const heard = [];
  context.on('page', tab => listen(tab, heard));
  const tab = await context.newPage();
  await before(tab, context);
  await tab.goto(pathToFileURL(file).href + hash);
  return { tab, context, heard };
}

function listen(tab, heard) {
  tab.on('console', message => ['error', 'warning'].includes(message.type()) && heard.push(message.text()));
  tab.on('pageerror', error => heard.push(error.message));
  tab.on('request', request => /^(file|data):/.test(request.url()) || heard.push(request.url()));
  tab.on('requestfailed', request => request.url().endsWith('/icoon.svg') || heard.push(`${request.url()} failed`));
  tab.on('dialog', dialog => (heard.push(dialog.message()), dialog.dismiss()));
}

/** Goes elsewhere in the same deck, as a link does. `goto` would do, but waits now and then for ever in Firefox. */
export const follow = (tab, hash) =>
  tab.evaluate(to => {
    if (location.hash === to) return undefined;
    const followed = new Promise(done => addEventListener('hashchange', () => done(), { once: true }));
    location.hash = to;
    return followed;
  }, hash);

/** The number of the slide that is shown, how many steps still wait, the mode and the status text. */
export const where = tab =>
  tab.evaluate(() => {
    const seen = [...document.querySelectorAll('.beurt:not([hidden]):not(.straks) > .dia')].filter(slide => slide.checkVisibility());
    return {
      slide: seen.length === 1 ? Number(seen[0].id.slice(4)) : seen.map(slide => slide.id),
      waits: seen.length === 1 ? seen[0].querySelectorAll('li.wacht').length : 0,
      mode: document.documentElement.dataset.stand,
      said: document.querySelector('#_melding').textContent,
      cloth: document.querySelector('.doek').hidden ? '' : getComputedStyle(document.querySelector('.doek')).backgroundColor,
    };
  });

export const slideOf = async tab => (await where(tab)).slide;

/** Waits until a window stands in a mode. One just opened or loaded anew is for a moment without a root element. */
export const standsIn = (tab, mode) => tab.waitForFunction(wanted => document.documentElement?.dataset.stand === wanted, mode);

/** The window of the presenter, opened by its key. */
export async function openPresenter(deck) {
  const opened = deck.context().waitForEvent('page');
  await deck.keyboard.press('p');
  const presenter = await opened;
  await standsIn(presenter, 'presentator');
  return presenter;
}

/** What is written in the one visible element for `selector`. */
export const textOf = (tab, selector) => tab.locator(`${selector}:visible`).first().innerText();

/** Waits until `probe` gives `want`; returns what it gave last. */
export async function until(probe, want, ms = 20_000) {
  const end = Date.now() + ms;
  let got;
  do {
    got = await probe();
    if (JSON.stringify(got) === JSON.stringify(want)) return got;
    await new Promise(wake => setTimeout(wake, 40));
  } while (Date.now() < end);
  return got;
}
