// What is set on a page from a disk holds on the next, also where the browser keeps storage for each file by itself.

import { openDeck, until } from './deck-tab.mjs';

export async function checkCarried(browser, school, check) {
  const same = (what, got, want) => check(`carried: ${what}`, JSON.stringify(got) === JSON.stringify(want), `${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
  const page = school.lesson.replace('dia.html', 'index.html');
  const { tab, context, heard } = await openDeck(browser, page);
  const go = async link => {
    const from = tab.url().split('#')[0];
    await link.click();
    await tab.waitForURL(url => url.href.split('#')[0] !== from);
  };
  await tab.fill('#_starttijd', '09:15');
  await go(tab.locator('a[href$="dia.html"]').first());
  same('the start of the lesson reaches the deck', await tab.locator('#_start').inputValue(), '09:15');
  same('and the address is that of a slide', await until(() => tab.evaluate(() => location.hash), '#dia-1'), '#dia-1');
  await tab.keyboard.press('+');
  await tab.keyboard.press('?');
  await tab.getByLabel('Toetsen met één letter of teken').uncheck();
  await tab.keyboard.press('Escape');
  await tab.mouse.move(500, 500);
  await go(tab.locator('.balk-knoppen a'));
  same('nothing stays in the address of a page', await tab.evaluate(() => location.hash), '');
  same('nor is it lost', await tab.inputValue('#_starttijd'), '09:15');
  const next = tab.locator('a[href*="te-laat/index.html"]').first();
  await go((await next.count()) ? next : tab.locator('a[href$="proef/index.html"], a[href="../index.html"]').first());
  if (!tab.url().includes('te-laat')) await go(tab.locator('main a[href*="te-laat/index.html"]').first());
  await go(tab.locator('a[href$="dia.html"]').first());
  same('letters, keys and time hold in the next lesson', await tab.evaluate(() => [localStorage.getItem('krijt.letter'), document.querySelector('#_toetsen').checked, document.querySelector('#_start').value]), ['1.1', false, '09:15']);
  await tab.goto(`${tab.url().split('#')[0]}#~letter=9&starttijd=1234567890&boos=x`);
  await tab.reload();
  same('an address sets nothing else, and no more than is allowed', await tab.evaluate(() => [localStorage.getItem('krijt.boos'), document.querySelector('#_start').value, Number.parseFloat(getComputedStyle(document.querySelector('.dia-vel')).fontSize) <= 0.06 * 2.4 * innerHeight + 1]), [null, '09:15', true]);
  same('no error, no request', heard, []);
  await context.close();
}
