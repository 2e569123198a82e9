// What the presenter's script uses, which is loaded beside this one in the team edition.
const after = { draw: [], state: [], block: [] };
const tell = (what, ...rest) => after[what].forEach(each => each(...rest));
const deck = window.krijtDia = {
  $, $$, put, mark, clamp, two, word, words, count, minutesOf, say, setting, titleOf, near, go, setMode, setDark, draw, fitAgain, settle, settleSoon, restore, tick, isStage, isState, isOpen,
  addBlock, turns, blocks, skipped, last, soundBox, saved, after,
  kept: {}, // beside the place, for a reload
  changed, tell,
  address: () => '#' + slides[now].id,
  get now() { return now; },
  get step() { return step; },
  get dark() { return dark; },
  get mode() { return mode; },
};
