// `src/serve/patch.js` by itself: what it changes in place, what it leaves to a reload, and that a page it changed is the
// page that would have been loaded.

import { readFileSync } from 'node:fs';

const script = readFileSync(new URL('../../src/serve/patch.js', import.meta.url), 'utf8');

/** What it is, what was sent, what is sent now, whether that is done in place; and what is on the screen, if not what was sent. */
const CASES = [
  ['a word', '<p>een</p>', '<p>twee</p>', true],
  ['a word beside a picture', '<p>een <img alt="a"></p>', '<p>twee <img alt="a"></p>', true],
  ['a paragraph more', '<p>een</p>', '<p>een</p><p>twee</p>', true],
  ['a paragraph less, between two', '<p>een</p><p>twee</p><p>drie</p>', '<p>een</p><p>drie</p>', true],
  ['another class and address', '<p class="a"><a href="a">x</a></p>', '<p><a href="b" lang="en">x</a></p>', true],
  ['one kind of block for another', '<ul><li>een</li></ul>', '<ol><li>een</li></ol>', true],
  ['two places at once', '<h1>een</h1><p>een</p><p>twee</p>', '<h1>twee</h1><p>een</p><p>drie</p>', true],
  ['a button for a word list', '<p>een</p>', '<p>een</p><button popovertarget="a">b</button>', true],
  ['what a reader opened', '<details><p>een</p></details>', '<details><p>twee</p></details>', true, '<details open><p>een</p></details>'],
  ['a text in a form', '<form><p>een</p></form>', '<form><p>twee</p></form>', true],
  ['another script', '<script>1</script>', '<script>2</script>', false],
  ['a script more', '<p>een</p>', '<p>een</p><div><script>2</script></div>', false],
  ['a style sheet', '<link rel="stylesheet" href="a.css">', '<link rel="stylesheet" href="b.css">', false],
  ['a field', '<p>een</p>', '<p>een</p><p><input></p>', false],
  ['a button', '<p>een</p><button>a</button>', '<p>een</p>', false],
  ['the text of a button', '<button>a</button>', '<button>b</button>', false],
  ['a time that a script fills in', '<time data-min="5">na 5</time>', '<time data-min="6">na 6</time>', false],
  ['what waits for a script', '<p hidden>een</p>', '<p>een</p>', false],
  ['what a script wrote', '<p>een</p>', '<p>twee</p>', false, '<p>drie</p>'],
  ['what a script added', '<p>een</p>', '<p>twee</p>', false, '<p>een</p><p>drie</p>'],
  ['what a script marked', '<div><p>een</p></div>', '<div><p>twee</p></div>', false, '<div class="actief"><p>een</p></div>'],
];

/** Runs in the page. `cases` as above; `pages` are whole pages, each of which is changed in `times` random ways. */
function run({ cases, pages, times, seed }) {
  const roll = sides => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor(seed / 65536) % sides;
  };
  const parse = html => new DOMParser().parseFromString(html, 'text/html').documentElement;
  const wrong = [];
  for (const [name, sent, fresh, wanted, screen] of cases) {
    const live = parse(screen ?? sent), before = live.cloneNode(true);
    const isDone = patchPage(live, parse(sent), parse(fresh));
    if (isDone !== wanted) wrong.push(`${name}: in place is ${isDone}`);
    for (const open of [live, before]) open.querySelectorAll('[open]').forEach(element => element.removeAttribute('open'));
    if (!live.isEqualNode(wanted ? parse(fresh) : before)) wrong.push(`${name}: ${live.outerHTML}`);
  }
  const ways = [
    element => { element.textContent = `woord ${roll(1000)}`; },
    element => element.remove(),
    element => element.after(element.cloneNode(true)),
    element => element.before(Object.assign(element.ownerDocument.createElement('p'), { textContent: `regel ${roll(1000)}` })),
    element => { element.className = `klas-${roll(1000)}`; },
    element => element.setAttribute('lang', ['nl', 'en', 'tr'][roll(3)]),
    element => element.nextElementSibling?.after(element),
    element => element.append(` en ${roll(1000)}`),
    element => element.replaceWith(...element.childNodes),
  ];
  let done = 0, refused = 0;
  for (const html of pages) {
    for (let nth = 0; nth < times; nth++) {
      const live = parse(html), sent = live.cloneNode(true), fresh = live.cloneNode(true);
      for (let edits = 1 + roll(3); edits > 0; edits--) {
        const all = fresh.querySelectorAll('body *');
        ways[roll(ways.length)](all[roll(all.length)]);
      }
      const isDone = patchPage(live, sent, fresh);
      if (isDone) done++;
      else refused++;
      if (!live.isEqualNode(isDone ? fresh : sent)) wrong.push(`random change ${nth}, in place is ${isDone}`);
    }
  }
  return { wrong, done, refused };
}

export async function checkPatching(browser, pages, check) {
  const tab = await browser.newPage();
  await tab.addScriptTag({ content: script });
  const { wrong, done, refused } = await tab.evaluate(run, { cases: CASES, pages, times: 200, seed: 20261127 });
  check('what differs is changed in place, or nothing is', wrong.length === 0, wrong.slice(0, 5));
  // Most of a page is text; a part of it is known to scripts.
  check('random changes are done in place as a rule, and some are not', done > refused && refused > 0, { done, refused });
  await tab.close();
}
