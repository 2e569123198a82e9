// What the scripts beside this one use: the presenter's in the team edition, the tools of a board when they are asked for.
const after = { draw: [], state: [], block: [] };
const tell = (what, ...rest) => after[what].forEach(each => each(...rest));
const deck = window.krijtDia = {
  $, $$, put, mark, clamp, two, word, words, count, minutesOf, timeOf, digits, say, setting, titleOf, steps, near, go, setMode, setDark, drawDark, draw, fitAgain, settle, settleSoon, save, restore, tick, isStage, isState, isOpen,
  addBlock, act, wakeBar, chime, root, turns, slides, bodies, blocks, skipped, last, panel, bar, soundBox, startField: $('#_start'), saved, after,
  kept: {}, // beside the place, for a reload
  address: () => '#dia-' + (now + 1),
  get now() { return now; },
  get step() { return step; },
  get dark() { return dark; },
  get mode() { return mode; },
};

// The tools come at the first use, from beside this script.
function useTools(button, n) {
  if (deck.tools) return deck.tools(button, n);
  const script = document.createElement('script');
  script.src = me.src.replace(/dia\.js/, 'bord.js');
  script.addEventListener('load', () => deck.tools(button, n));
  document.head.append(script);
}
