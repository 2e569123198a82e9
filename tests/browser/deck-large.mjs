// A long deck: a turn costs what it costs in a short one. Counted, not timed: a busy computer changes no count.

import { openDeck, slideOf, until } from './deck-tab.mjs';

const TURNS = 12;

/** What the browser does for some turns: elements whose style and objects whose place it reckons, pieces of script it runs. */
async function work(browser, deck, check) {
  let devtools;
  // Counting begins before the page does: what was compiled without counting never counts.
  const before = async (tab, context) => {
    devtools = await context.newCDPSession(tab);
    await devtools.send('Profiler.enable');
    await devtools.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  };
  const { tab, context, heard } = await openDeck(browser, deck, { before });
  const turn = async to => {
    await tab.keyboard.press('PageDown');
    // The address follows when the next slide has been measured as well: then the turn is over.
    const hash = await until(() => tab.evaluate(() => location.hash), `#dia-${to}`);
    check('large: it turned', hash === `#dia-${to}` && (await slideOf(tab)) === to, hash);
  };
  await turn(2);
  const events = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await devtools.send('Profiler.takePreciseCoverage');
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline'] } });
  for (let to = 3; to < 3 + TURNS; to++) await turn(to);
  const ended = new Promise(done => devtools.once('Tracing.tracingComplete', done));
  await devtools.send('Tracing.end');
  await ended;
  const { result } = await devtools.send('Profiler.takePreciseCoverage');
  const ran = result.filter(script => script.url.endsWith('/dia.js')).flatMap(script => script.functions).flatMap(each => each.ranges);
  const sum = (name, count) => events.filter(event => event.name === name && event.ph === 'X').reduce((all, { args }) => all + (count(args) ?? 0), 0);
  const counts = {
    elements: sum('UpdateLayoutTree', args => args.elementCount),
    objects: sum('Layout', args => args.beginData?.dirtyObjects),
    script: ran.reduce((all, { count }) => all + count, 0),
  };
  check('large: no error, no request', heard.length === 0, heard);
  return { tab, context, counts };
}

export async function checkLarge(browser, school, check) {
  const short = await work(browser, school.short, check);
  await short.context.close();
  const { tab, context, counts } = await work(browser, school.large, check);
  const slides = await tab.locator('.beurt').count();
  check('large: 200 slides', slides >= 200, `${slides}`);
  for (const [what, count] of Object.entries(counts)) {
    const may = short.counts[what];
    console.log(`${TURNS} turns: ${what} ${count} among ${slides} slides, ${may} among 20`);
    check(`large: ${what} are counted`, count > 0 && may > 0);
    // Timers of the browser itself add a few; work for each slide would multiply them.
    check(`large: ${what} do not grow with the deck`, count < 1.5 * may + 50, `${count} of 200 slides, ${may} of 20`);
  }

  // For who reads this: how long it takes on a computer four times as slow as this one.
  const slow = await context.newCDPSession(tab);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const clock = async doing => {
    const start = Date.now();
    await doing();
    return Date.now() - start;
  };
  const opened = await clock(() => tab.reload());
  const frame = () => tab.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
  const turns = [];
  for (let at = 0; at < 20; at++) {
    await tab.waitForTimeout(300);
    turns.push(await clock(async () => (await tab.keyboard.press('PageDown'), await frame())));
  }
  turns.sort((one, other) => one - other);
  const overview = await clock(async () => {
    await tab.keyboard.press('o');
    await tab.locator('.dia-kies').first().waitFor({ state: 'visible', timeout: 60_000 });
  });
  console.log(`200 slides, 4× slower: opens in ${opened} ms; a turn takes ${turns[10]} ms (median), ${turns[18]} ms (90 %); the overview ${overview} ms`);
  await context.close();
}
