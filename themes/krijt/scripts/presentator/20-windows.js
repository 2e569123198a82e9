// The other window
// Messages: a key that only the two windows know, a word from a fixed list, whole numbers. On file:// an origin says
// nothing: the sender must be the very window that was opened, or that opened this one.
const [, given, givenSlide] = /^#presentator\.([0-9a-f]{32})\.(\d+)$/.exec(location.hash) || [];
const isSecond = Boolean(given);
let key = given || (/^[0-9a-f]{32}$/.test(saved.key) ? saved.key : '');
let peer = isSecond ? opener : null;
let isNew = true; // this second window has not heard from the deck yet

function send(word, ...numbers) {
  if (peer && !peer.closed) peer.postMessage({ krijt: key, word, numbers }, location.protocol === 'file:' ? '*' : location.origin);
}
const sendState = () => send('stand', deck.now, deck.step, deck.dark, Number(soundBox.checked));
const sendBlock = block => send('blok', block.at, ...block.state);
const sendBoard = (...values) => send('bord', ...values);
const sendBlocks = () => {
  if (deck.board) sendBoard(...deck.board.get());
  blocks.filter(block => String(block.state) !== block.first).forEach(sendBlock);
};

const COMMANDS = {
  hallo(source, isNewcomer) {
    if (peer === source && !isNewcomer) return;
    peer = source;
    if (isNewcomer) sendBlocks(); else send('vraag');
    sendState();
  },
  vraag: sendBlocks,
  stand(source, at, to, cloak, sound) {
    isNew = false;
    soundBox.checked = sound === 1;
    if (!isStage()) setMode(isSecond ? 'presentator' : 'toon', true);
    setDark(clamp(cloak, 0, 2), true);
    if (at !== deck.now || to !== deck.step) go(at, to, true);
    blocks.forEach(block => block.draw());
  },
  bord: (source, ...values) => deck.board?.set(values),
  blok(source, at, ...state) {
    const block = blocks[at];
    if (!isState(block, state)) return;
    if (block.old) block.old.push(block.state);
    block.state = state;
    block.isMine = false;
    block.draw();
    fitAgain(block.slide);
    tick();
    settleSoon();
  },
};

addEventListener('message', ({ data, source }) => {
  if (!key || !source || !data || data.krijt !== key) return;
  const { word, numbers } = data;
  if (typeof word !== 'string' || !Object.hasOwn(COMMANDS, word) || !Array.isArray(numbers) || !numbers.every(Number.isSafeInteger)) return;
  if (word === 'stand' && numbers.length !== 4) return;
  // A deck that was reloaded has lost its presenter: a greeting with the key brings it back.
  if (source === peer || (word === 'hallo' && !isSecond && (!peer || peer.closed))) COMMANDS[word](source, ...numbers);
});

function openPresenter() {
  if (isSecond && peer && !peer.closed) close();
  else if (deck.mode === 'presentator') setMode('toon');
  else if (matchMedia('(pointer: coarse)').matches || !openWindow()) askFirst();
}

// There is one screen: the class would see the script.
function askFirst() {
  put($('#_alleen-om'), isBlocked ? word('window_blocked') : '');
  $('#_alleen').showModal();
}

function openWindow() {
  key ||= [...crypto.getRandomValues(new Uint8Array(16))].map(byte => two(byte.toString(16))).join('');
  const opened = open(location.href.split('#')[0] + '#presentator.' + key + '.' + (deck.now + 1), 'krijt' + key, 'popup,width=1280,height=800');
  isBlocked = !opened;
  drawPanel();
  if (!opened) return;
  peer = opened;
  deck.kept.key = key;
  settle();
  setMode('toon');
  return true;
}
let isBlocked;
