// The other window
// Messages: a key that only the two windows know, a word from a fixed list, whole numbers. On file:// an origin says
// nothing: the sender must be the very window that was opened, or that opened this one.
const [, given, givenSlide] = /^#presentator\.([0-9a-f]{32})\.(\d+)$/.exec(location.hash) || [];
const isSecond = Boolean(panel && given);
const saved = history.state || {};
let key = given || (/^[0-9a-f]{32}$/.test(saved.key) ? saved.key : '');
let peer = isSecond ? opener : null;
let isNew = true; // this second window has not heard from the deck yet

function send(word, ...numbers) {
  if (peer && !peer.closed) peer.postMessage({ krijt: key, word, numbers }, location.protocol === 'file:' ? '*' : location.origin);
}
const sendState = () => send('stand', now, step, dark, Number(soundBox.checked));
const sendBlock = block => send('blok', block.at, ...block.state);
const sendBlocks = () => blocks.filter(block => String(block.state) !== block.first).forEach(sendBlock);

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
    if (at !== now || to !== step) go(at, to, true);
    blocks.forEach(block => block.draw());
  },
  blok(source, at, ...state) {
    const block = blocks[at];
    if (!block || state.length !== block.state.length) return;
    if (block.old) block.old.push(block.state);
    block.state = state;
    block.isMine = false;
    block.draw();
    tick();
  },
};

addEventListener('message', ({ data, source }) => {
  if (!panel || !key || !source || !data || data.krijt !== key) return;
  const { word, numbers } = data;
  if (typeof word !== 'string' || !Object.hasOwn(COMMANDS, word) || !Array.isArray(numbers) || !numbers.every(Number.isSafeInteger)) return;
  if (word === 'stand' && numbers.length !== 4) return;
  // A deck that was reloaded has lost its presenter: a greeting with the key brings it back.
  if (source === peer || (word === 'hallo' && !isSecond && (!peer || peer.closed))) COMMANDS[word](source, ...numbers);
});

function openPresenter() {
  if (isSecond && peer && !peer.closed) close();
  else if (mode === 'presentator') setMode('toon');
  else if (matchMedia('(pointer: coarse)').matches || !openWindow()) setMode('presentator');
}

function openWindow() {
  key ||= [...crypto.getRandomValues(new Uint8Array(16))].map(byte => two(byte.toString(16))).join('');
  const opened = open(location.href.split('#')[0] + '#presentator.' + key + '.' + (now + 1), 'krijt' + key, 'popup,width=1280,height=800');
  isBlocked = !opened;
  drawPanel();
  if (!opened) return;
  peer = opened;
  settle();
  setMode('toon');
  return true;
}
let isBlocked;
