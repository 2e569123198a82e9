// What was counted, chosen and set outlives a reload and "back": it stands in the state of the address, and goes with the tab.
// The address is replaced at each turn, not added: "back" leaves the deck.
const saved = history.state || {};
const isState = (block, state) => block && Array.isArray(state) && state.length === block.state.length && state.every(Number.isSafeInteger);

let savedAt = -1000;
function save() {
  savedAt = performance.now();
  clearTimeout(later);
  const changed = [...touched].filter(block => String(block.state) !== block.first).map(({ at, state, old }) => [at, state, (old || []).slice(-20)]);
  try {
    history.replaceState({ ...deck.kept, step, dark, mode: isForced || mode === 'presentator' ? mode : '', blocks: changed, ended: [...ended].map(block => block.at) }, '', mode === 'lezen' ? undefined : deck.address());
  } catch { /* then the slide has no address */ }
}
addEventListener('pagehide', save);

function restore(from) {
  for (const [at, state, old] of saved.blocks || []) {
    const block = blocks[at];
    if (at < from || !isState(block, state)) continue;
    block.state = state;
    if (block.old) block.old = old.filter(each => isState(block, each));
    block.isMine = true;
    block.draw();
  }
  (saved.ended || []).forEach(at => { if (at >= from && blocks[at]?.left) ended.add(blocks[at]); });
  tick();
}
