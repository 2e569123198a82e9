// 200 slides: opens, and turns within 50 ms on a computer four times as slow as this one.

import { openDeck, slideOf } from './deck-tab.mjs';

export async function checkLarge(browser, school, check) {
  const { tab, context, heard } = await openDeck(browser, school.large);
  const slow = await context.newCDPSession(tab);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const opening = Date.now();
  await tab.reload();
  const opened = Date.now() - opening;
  const count = await tab.locator('.beurt').count();
  check('large: 200 slides', count >= 200, `${count}`);
  // A turn: what the page's own thread spends between the key and the frame that shows it (script, style, layout,
  // paint); not the clock on the wall, which also counts what else this computer does. At the pace of somebody who leafs.
  await slow.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => (await slow.send('Performance.getMetrics')).metrics.find(each => each.name === 'TaskDuration').value * 1000;
  const round = async (key, count) => {
    const turns = [];
    for (let turn = 0; turn < count; turn++) {
      await tab.waitForTimeout(400);
      const start = await spent();
      await tab.keyboard.press(key);
      await tab.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
      turns.push((await spent()) - start);
    }
    turns.sort((one, other) => one - other);
    return [0.5, 0.95, 0.999].map(share => Math.round(turns[Math.floor(turns.length * share)]));
  };
  // A busy computer only ever adds time: the best of five rounds counts.
  const [idle] = await round('x', 10); // a key that does nothing: what measuring costs
  let best = [Infinity, Infinity, Infinity];
  for (let at = 0; at < 5 && best[1] >= 50; at++) {
    const times = (await round('PageDown', 30)).map(time => time - idle);
    if (times[1] < best[1]) best = times;
  }
  const [middle, most, worst] = best;
  console.log(`200 slides, 4× slower: opens in ${opened} ms; a turn takes ${middle} ms (median), ${most} ms (95 %), ${worst} ms (worst)`);
  check('large: a turn is under 50 ms', most < 50, `${most} ms`);
  check('large: opens', opened < 4000, `${opened} ms`);
  check('large: it turned', (await slideOf(tab)) > 30, String(await slideOf(tab)));
  const start = Date.now();
  await tab.keyboard.press('o');
  await tab.locator('.dia-kies').first().waitFor({ state: 'visible' });
  console.log(`200 slides, 4× slower: the overview takes ${Date.now() - start} ms`);
  check('large: no error, no request', heard.length === 0, heard);
  await context.close();
}
