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
  mini(button, n) {
    setDark(0);
    if (mode === 'overzicht') setMode(before, true);
    go(n);
    ended.clear();
    drawMini();
    focusSlide();
  },
  zwart() {
    isOpen()?.close();
    setDark(dark === 1 ? 0 : 1);
  },
  wit: () => setDark(dark === 2 ? 0 : 2),
  licht: () => setDark(0),
  scherm() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => say(word('impossible')));
  },
  modus(button) {
    isForced = true;
    isOpen()?.close();
    setMode(button.value);
  },
  help: () => $('#_help').showModal(),
  ga() {
    $('#_ga').showModal();
    $('#_ga-nr').value = numbers[now] || 1;
    $('#_ga-nr').select();
  },
  sluit: () => isOpen().close(),
  maat: (button, n) => resize(button.value, n),
  geluid() {
    soundBox.click();
    say(word(soundBox.checked ? 'sound_on' : 'sound_off'));
  },
};

const KEYS = {
  ArrowRight: 'volgende', ArrowDown: 'volgende', PageDown: 'volgende', ' ': 'volgende', Enter: 'volgende', n: 'volgende',
  ArrowLeft: 'vorige', ArrowUp: 'vorige', PageUp: 'vorige', Backspace: 'vorige', Home: 'eerste', End: 'laatste',
  b: 'zwart', '.': 'zwart', '/': 'zwart', w: 'wit', ',': 'wit', g: 'ga', o: 'overzicht', Escape: 'overzicht', f: 'scherm', '?': 'help',
  p: 'presentator', s: 'presentator', '+': 'groter', '=': 'groter', '-': 'kleiner',
};
Object.assign(deck, { DOING, KEYS });

// The number of a slide, then Enter.
let typed = '', forget;
function type(digit) {
  typed = (digit && typed + digit).slice(-3);
  clearTimeout(forget);
  forget = setTimeout(() => { typed = ''; }, 4000);
  if (typed) say(typed);
}

// A clicker has two keys and a dark one, and none that closes: they turn what is open to its end and then put it away.
function page(by) {
  const open = isOpen(), { scrollTop, clientHeight } = open;
  open.scrollBy({ top: by * clientHeight, behavior: 'instant' });
  if (open.scrollTop === scrollTop) open.close();
}

document.addEventListener('keydown', event => {
  const at = event.target, key = event.key.length === 1 ? event.key.toLowerCase() : event.key, what = KEYS[key];
  if (event.ctrlKey || event.altKey || event.metaKey || mode === 'lezen') return;
  if (isOpen() && /^Page/.test(key)) {
    event.preventDefault();
    return page(/Up$/.test(key) ? -1 : 1);
  }
  if (isOpen() && what !== 'zwart' || at.matches('input, textarea')) return;
  if (/^[^ ]$/.test(key) && !keysBox.checked) return;
  if (/^\d$/.test(key)) return type(key);
  if (!Object.hasOwn(KEYS, key)) return;
  if (/^( |Enter)$/.test(key) && !(typed && key === 'Enter') && at.closest('a, button, summary, video, audio')) return;
  // Those of the player: sooner, later, louder.
  if (/^Arrow/.test(key) && at.matches('video, audio')) return;
  if (/^Arrow(Up|Down)$/.test(key) && at.closest('.script, .fasen, .vol')) return;
  if (what !== 'groter' && what !== 'kleiner' && !DOING[what]) return;
  event.preventDefault();
  if (key === 'Enter' && typed) {
    goTo(slideOf(typed));
    return type('');
  }
  if (key === 'Escape' && shut()) return;
  if (what === 'groter' || what === 'kleiner') return resize(mode === 'presentator' ? 'noot' : 'letter', what === 'groter' ? 1 : -1);
  const to = { volgende: 1, vorige: -1, eerste: -last, laatste: last }[what];
  if (mode === 'overzicht' && to) {
    const row = /^Arrow(Up|Down)$/.test(key) ? picks.filter(pick => pick.getBoundingClientRect().top === picks[0].getBoundingClientRect().top).length : 1;
    return picks[clamp(picks.indexOf(document.activeElement) + to * row, 0, last)].focus();
  }
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
  if (mode !== 'toon' || event.target.closest(LIVE) || isOpen() || !getSelection().isCollapsed || shut()) return;
  // Low enough for a child: the lower two thirds of both edges.
  const across = event.clientY > innerHeight / 3 ? event.clientX / innerWidth : 0.5;
  if (across > 0.86) forward();
  else if (across < 0.14) back();
  else if (event.target.matches('.dia figure img')) act($('.zoom', event.target.closest('figure')));
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
