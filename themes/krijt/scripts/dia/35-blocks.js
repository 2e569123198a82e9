// Blocks: a `state` of whole numbers (all that the windows exchange), `act` (returns what is said), `draw`
const blocks = [];
const blank = name => document.importNode($('#' + name).content, true).firstElementChild;
// Titles that add nothing on the wall.
const PLAIN = words.plain || [];

// Those that were once not as they came: a save looks at no others, however many there are.
const touched = new Set();

function addBlock(element, block) {
  block.at = blocks.push(block) - 1;
  block.first = String(block.state);
  block.slide = slides.indexOf(element.closest('.dia'));
  element.dataset.blok = block.at;
  block.draw();
  const { draw } = block;
  block.draw = () => {
    if (String(block.state) !== block.first) touched.add(block);
    draw.call(block);
  };
}

function act(button, n) {
  const block = blocks[button.closest('[data-blok]').dataset.blok];
  const text = block.act(button.dataset.doe, n, button);
  if (text) say(text);
  changed(block);
}

function changed(block) {
  block.draw();
  fitAgain(block.slide);
  tell('block', block);
  // At once, for a reload may come next; but browsers count how often.
  if (performance.now() - savedAt > 250) save();
  else settleSoon();
}
