// What buttons and keys do
function resize(what, by) {
  sizes[what] = size(Math.round(sizes[what] * 10 + by) / 10);
  setting(what, sizes[what]);
  root.style.setProperty('--noot', sizes.noot);
  refit();
  say(word('size', { n: Math.round(sizes[what] * 100) }));
}

const DOING = {
  volgende: forward,
  vorige: back,
  eerste: () => go(0),
  laatste: () => go(last),
  overzicht: () => setMode(mode === 'overzicht' ? before : 'overzicht'),
  naar(button) {
    setMode(before, true);
    go(picks.indexOf(button));
    focusSlide();
  },
  mini: (button, n) => go(n),
  zwart: () => setDark(dark === 1 ? 0 : 1),
  wit: () => setDark(dark === 2 ? 0 : 2),
  licht: () => setDark(0),
  scherm() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => say(word('impossible')));
  },
  presentator: openPresenter,
  venster: openWindow,
  modus(button) {
    isForced = true;
    isOpen()?.close();
    setMode(button.value);
  },
  help: () => $('#_help').showModal(),
  ga() {
    $('#_ga').showModal();
    $('#_ga-nr').value = now + 1;
    $('#_ga-nr').select();
  },
  sluit: () => isOpen().close(),
  maat: (button, n) => resize(button.value, n),
  geluid() {
    soundBox.click();
    say(word(soundBox.checked ? 'sound_on' : 'sound_off'));
  },
  begin() {
    const time = new Date();
    startField.value = two(time.getHours()) + ':' + two(time.getMinutes());
    startTyped();
  },
};

const KEYS = {
  ArrowRight: 'volgende', PageDown: 'volgende', ' ': 'volgende', ArrowLeft: 'vorige', PageUp: 'vorige', Home: 'eerste', End: 'laatste', Escape: 'overzicht', '.': 'zwart',
  b: 'zwart', w: 'wit', g: 'ga', o: 'overzicht', f: 'scherm', '?': 'help', p: 'presentator', '+': 'groter', '-': 'kleiner',
};

document.addEventListener('keydown', event => {
  const at = event.target, key = event.key.length === 1 ? event.key.toLowerCase() : event.key, what = KEYS[key];
  if (!Object.hasOwn(KEYS, key) || event.ctrlKey || event.altKey || event.metaKey || isOpen() || mode === 'lezen' || at === startField) return;
  if (/^[^ ]$/.test(key) && !keysBox.checked) return;
  if (key === ' ' && at.closest('a, button, summary')) return;
  if (what === 'presentator' && !panel) return;
  event.preventDefault();
  if (what === 'groter' || what === 'kleiner') return resize(mode === 'presentator' ? 'noot' : 'letter', what === 'groter' ? 1 : -1);
  const to = { volgende: 1, vorige: -1, eerste: -last, laatste: last }[what];
  if (mode === 'overzicht' && to) return picks[clamp(picks.indexOf(document.activeElement) + to, 0, last)].focus();
  // A dark screen comes back first: nothing is turned unseen.
  if (!cloth.hidden && (to || what === 'overzicht')) return setDark(0);
  if (key === ' ' && event.shiftKey) back(); else DOING[what]();
});

const LIVE = 'a, button, input, label, summary, details, video, audio, .knoppen, .stemmen, .quiz-opties, .klok, .raad';
let swiped = -1000;

document.addEventListener('click', event => {
  const button = event.target.closest('[data-doe]');
  if (event.timeStamp - swiped < 300) return event.preventDefault();
  if (button) {
    if (button.ariaDisabled !== 'true') (DOING[button.dataset.doe] || act)(button, Number(button.dataset.n));
    return;
  }
  if (mode !== 'toon' || event.target.closest(LIVE) || isOpen() || !getSelection().isCollapsed) return;
  // Low enough for a child: the lower two thirds of both edges.
  const across = event.clientY > innerHeight / 3 ? event.clientX / innerWidth : 0.5;
  if (across > 0.86) forward();
  else if (across < 0.14) back();
  else if (root.dataset.balk) sleepBar();
  else wakeBar();
});

let touch;
document.addEventListener('pointerdown', event => {
  touch = event.pointerType !== 'mouse' && event.isPrimary && isStage() && !event.target.closest('input, dialog, .script') && event;
});
document.addEventListener('pointerup', event => {
  if (!touch) return;
  const x = event.clientX - touch.clientX, y = event.clientY - touch.clientY;
  touch = null;
  if (Math.abs(x) < 50 || Math.abs(x) < 1.5 * Math.abs(y)) return;
  swiped = event.timeStamp;
  if (!cloth.hidden) setDark(0); else if (x < 0) forward(); else back();
});
