// krijt's presenter, also from file://: no request, nothing kept but settings, no HTML made from data.
(() => {
'use strict';

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const put = (element, text) => { if (element.textContent !== String(text)) element.textContent = text; };
const mark = (element, name, on) => element.classList.toggle(name, Boolean(on));
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const two = number => String(number).padStart(2, '0');
const root = document.documentElement;
const turns = $$('.beurt');
const slides = turns.map(turn => $('.dia', turn));
const bodies = turns.map(turn => $('.dia-inhoud', turn));
const picks = turns.map(turn => $('.dia-kies', turn));
const last = turns.length - 1;
const panel = $('.paneel'); // in the team edition only
const bar = $('.balk'), cloth = $('.doek'), status = $('#_melding');
const isOpen = () => $('dialog[open]');
const narrow = matchMedia('(max-width: 43.75rem)');

let mode = ''; // toon (present), lezen (read), overzicht, presentator
let before; // where the overview goes back to
let now = 0;
let step = 0;
let dark = 0; // 1 black, 2 white
let isForced = false; // the reader chose, not the width of the window
const say = text => { status.textContent = text; };
const titleOf = at => slides[at].ariaLabel;

// Where the browser keeps nothing, settings start afresh.
function setting(name, value) {
  try {
    if (value === undefined) return localStorage.getItem('krijt.' + name);
    localStorage.setItem('krijt.' + name, value);
  } catch { /* private window */ }
}
const size = number => clamp(number || 1, 0.8, 2.4);
const sizes = { letter: size(setting('letter')), noot: size(setting('noot')) };
const keysBox = $('#_toetsen'), soundBox = $('#_geluid');

// ---- Steps: what waits keeps its place on the slide, so that nothing jumps
const stepsOf = [];

function steps(at) {
  return stepsOf[at] ||= $$('.pauze, .stap > li, .blok-stap > .blok-inhoud > :is(ul, ol) > li', bodies[at]).map(sign => {
    if (!sign.matches('.pauze')) return [sign];
    const group = [];
    for (let node = sign; node !== bodies[at]; node = node.parentElement) {
      for (let next = node; (next = next.nextElementSibling);) group.push(next);
    }
    return group;
  }).filter(group => group.length);
}

function drawSteps(at, count) {
  steps(at).forEach((group, index) => group.forEach(element => mark(element, 'wacht', index >= count)));
}

// ---- Type that fits: 6 % of the slide's height times the wish; down to 4.4 %; then it scrolls
function fit(at) {
  const body = bodies[at], key = [innerWidth, innerHeight, mode, sizes.letter].join();
  if (body.fitted === key) return;
  body.fitted = key;
  const overflows = () => body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
  const set = share => slides[at].style.setProperty('--maat', share);
  let high = sizes.letter, low = 4.4 / 6;
  mark(body, 'vol', false);
  set(high);
  let isFull = overflows();
  if (isFull) {
    let guess = clamp(high * Math.sqrt(body.clientHeight / body.scrollHeight), low, high);
    for (; high - low > 0.02; guess = (low + high) / 2) {
      set(guess);
      if (overflows()) high = guess; else [low, isFull] = [guess, false];
    }
    set(low);
    mark(body, 'vol', isFull &&= overflows());
  }
  body.tabIndex = isFull - 1;
}

const isStage = () => mode === 'toon' || mode === 'presentator';
function refit() {
  bodies.forEach(body => { body.fitted = ''; });
  if (isStage()) shown.forEach(fit);
}

// ---- Which slide
let shown; // the slides in sight; nothing: all of them
let later;

function draw() {
  const want = isStage() ? [now, now + 1].slice(0, mode === 'toon' ? 1 : 2).filter(at => at <= last) : undefined;
  for (const at of shown && want ? new Set([...shown, ...want]) : turns.keys()) {
    const isHere = !want || want.includes(at), isNext = Boolean(want && isHere && at !== now);
    turns[at].hidden = !isHere;
    mark(turns[at], 'nu', at === now);
    mark(turns[at], 'straks', isNext);
    slides[at].inert = isNext;
    slides[at].firstElementChild.inert = mode === 'overzicht';
    picks[at].hidden = mode !== 'overzicht';
    picks[at].ariaCurrent = at === now ? 'true' : null;
    if (isHere) drawSteps(at, !want ? Infinity : isNext ? 0 : step);
  }
  shown = want;
  if (want) want.forEach(fit);
  clearTimeout(later);
  later = setTimeout(settle, 200);
  put($('#_teller'), now + 1 + ' / ' + (last + 1));
  drawPanel();
  drawMini();
}

// After a turn: the address is replaced, not added ("back" leaves the deck), with the step in its state for a reload;
// and the next slide is fetched and measured before it is needed.
function settle() {
  try {
    if (mode !== 'lezen') history.replaceState({ step, key }, '', isSecond ? '#presentator.' + key + '.' + (now + 1) : '#dia-' + (now + 1));
  } catch { /* then the slide has no address */ }
  const next = turns[now + 1];
  if (!next || mode !== 'toon') return;
  $$('img', next).forEach(image => { image.loading = 'eager'; });
  next.hidden = false;
  fit(now + 1);
  next.hidden = true;
}

// `isRemote`: because the other window did.
function go(at, to = 0, isRemote) {
  at = clamp(at, 0, last);
  to = clamp(to, 0, steps(at).length);
  const isOther = at !== now, added = !isOther && to > step && steps(at)[to - 1][0];
  now = at;
  step = to;
  draw();
  if (added) say(added.textContent.trim());
  if (isOther) {
    // A heading that gets the focus is read out: its text is said only where the focus stays on a button.
    const stays = isRemote || document.activeElement.closest('nav, aside');
    say(stays ? titleOf(now) : 'Dia ' + (now + 1) + ' van ' + (last + 1));
    if (!stays) focusSlide();
  }
  if (!isRemote) sendState();
}

function focusSlide() {
  const heading = $('h1, h2, h3, h4', bodies[now]) || slides[now];
  heading.tabIndex = -1;
  heading.focus({ preventScroll: isStage() });
}

function forward() {
  if (step < steps(now).length) go(now, step + 1);
  else if (now < last) go(now + 1);
  else say('Dit is de laatste dia');
}

function back() {
  if (step) go(now, step - 1);
  else if (now) go(now - 1, Infinity);
  else say('Dit is de eerste dia');
}

// ---- Modes
function setMode(next, isQuiet) {
  if (mode === next) return;
  if (mode === 'lezen') {
    now = Math.max(0, slides.findIndex(slide => slide.getBoundingClientRect().bottom > innerHeight / 3));
    step = 0;
  }
  if (next === 'overzicht') before = mode;
  mode = next;
  root.dataset.stand = next;
  mark(root, 'schaal', next !== 'lezen');
  bar.hidden = next === 'lezen';
  $('.kop button').hidden = !bar.hidden;
  if (panel) {
    panel.hidden = next !== 'presentator';
    $$('.script').forEach(script => { script.tabIndex = (script.open = !panel.hidden) - 1; });
  }
  shown = undefined;
  draw();
  if (isStage()) drawDark(); else setDark(0);
  if (!isQuiet) {
    if (next === 'overzicht') picks[now].focus(); else focusSlide();
    say((next === 'overzicht' ? 'Overzicht. ' : '') + titleOf(now));
  }
  if (!isStage() && !(isQuiet && !now)) slides[now].scrollIntoView({ block: bar.hidden ? 'start' : 'center' });
  keepAwake();
  wakeBar();
}

function drawDark() {
  cloth.hidden = !dark || mode !== 'toon';
  cloth.dataset.kleur = dark;
  $('main').inert = !cloth.hidden;
  drawPanel();
}

const SCREEN = ['Scherm weer aan', 'Het scherm is zwart', 'Het scherm is wit'];
function setDark(want, isRemote) {
  if (dark === want) return;
  dark = want;
  drawDark();
  say(SCREEN[dark]);
  if (isRemote) return;
  if (!cloth.hidden) cloth.focus(); else if (mode === 'toon') focusSlide();
  sendState();
}

// ---- Blocks: a `state` of whole numbers (all that the windows exchange), `act` (returns what is said), `draw`
const blocks = [];
const blank = name => document.importNode($('#' + name).content, true).firstElementChild;
// Titles that add nothing on the wall.
const PLAIN = ['Stap voor stap', 'Klok', 'Stelling', 'Quizvraag', 'Echt of nep?'];

function addBlock(element, block) {
  block.at = blocks.push(block) - 1;
  block.first = String(block.state);
  block.slide = slides.indexOf(element.closest('.dia'));
  element.dataset.blok = block.at;
  block.draw();
}

function act(button, n) {
  const block = blocks[button.closest('[data-blok]').dataset.blok];
  const text = block.act(button.dataset.doe, n, button);
  block.draw();
  if (text) say(text);
  sendBlock(block);
}

const digits = seconds => Math.floor(seconds / 60) + ':' + two(seconds % 60);
const minutesOf = count => count + (count === 1 ? ' minuut' : ' minuten');

function clock(element) {
  const place = $('.klok-tijd', element);
  const whole = (Number(place.dataset.minuten) || 1) * 60000;
  const view = blank('_klok'), line = $('.klok-balk div', view);
  place.replaceWith(view);
  const block = {
    state: [0, whole, whole], // does it run; when it ends, or what is left; all of it
    left: () => Math.max(0, block.state[1] - block.state[0] * Date.now()),
    seconds: () => Math.ceil(block.left() / 1000),
    act(action) {
      const [runs, , all] = block.state, left = block.left(), more = left + 60000;
      block.isMine = true;
      setTimeout(tick);
      if (action === 'opnieuw') block.state = [0, whole, whole];
      else if (action === 'langer') block.state = [runs || !left ? 1 : 0, more + (runs || !left ? Date.now() : 0), Math.max(all, more)];
      else block.state = runs ? [0, left, all] : [1, Date.now() + (left || all), all];
      hear();
      return (block.state[0] ? 'Klok loopt: ' : 'Klok staat stil: ') + minutesOf(Math.ceil(block.left() / 60000));
    },
    tick() {
      if (!block.state[0]) return;
      const seconds = block.seconds();
      if (!seconds) {
        block.state = [0, 0, block.state[2]];
        say('De tijd is om');
        if (soundBox.checked && block.isMine) chime();
      }
      block.draw();
      return true;
    },
    draw() {
      const seconds = block.seconds();
      running[block.state[0] ? 'add' : 'delete'](block);
      put($('.klok-cijfers', view), digits(seconds));
      line.style.transform = 'scaleX(' + Math.min(1, seconds * 1000 / block.state[2]).toFixed(3) + ')';
      mark(view, 'om', !seconds);
      put($('[data-doe=start]', view), block.state[0] ? 'Pauze' : 'Start');
      $('[data-doe=geluid]', view).ariaPressed = soundBox.checked;
    },
  };
  addBlock(element, block);
}

const running = new Set(); // clocks
let ticking;
function tick() {
  const runs = [...running].filter(block => block.tick()).length;
  drawMini();
  if (!runs) ticking = clearInterval(ticking);
  else ticking ||= setInterval(tick, 250);
}

// A clock that runs on another slide stays in sight.
function drawMini() {
  const block = [...running].find(each => each.slide !== now), mini = $('.mini');
  mini.hidden = !block || mode !== 'toon';
  if (!block) return;
  mini.dataset.n = block.slide;
  put($('#_mini'), digits(block.seconds()));
}

let audio;
function hear() {
  if (!soundBox.checked || !window.AudioContext) return;
  audio ||= new AudioContext();
  audio.resume();
}
function chime() {
  hear();
  if (audio) [523.25, 659.25, 783.99].forEach((pitch, at) => {
    const tone = audio.createOscillator(), loud = audio.createGain(), from = audio.currentTime + at * 0.45;
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.3, from);
    loud.gain.exponentialRampToValueAtTime(0.001, from + 1.6);
    tone.connect(loud).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 1.7);
  });
}

function statement(element) {
  const place = $('.stelling-keuze', element), view = blank('_stelling');
  const names = $$('span', place).map(span => span.textContent), many = names.length;
  const parts = names.map((name, at) => {
    const part = blank('_stem');
    part.dataset.n = at;
    put($('.stem-naam', part), name);
    $('.stemmen-rij', view).append(part);
    return part;
  });
  place.replaceWith(view);
  const shift = (state, at) => {
    const by = state[1 + many + at] - state[1 + at];
    return (by > 0 ? '+' : by < 0 ? '−' : '±') + Math.abs(by);
  };
  addBlock(element, {
    state: new Array(1 + 2 * many).fill(0), // round, counts before, counts after
    old: [],
    act(action, n) {
      const state = this.state;
      if (action === 'ongedaan') {
        this.state = this.old.pop() || state;
        return 'Ongedaan gemaakt';
      }
      this.old.push([...state]);
      if (action === 'ronde') {
        state[0] = n;
        return n ? 'Tel achteraf' : 'Tel vooraf';
      }
      if (action === 'opnieuw') {
        state.fill(0);
        return 'Alles op nul';
      }
      return names[n] + ': ' + ++state[1 + state[0] * many + n];
    },
    draw() {
      const state = this.state, isAfter = state[0];
      parts.forEach((part, at) => {
        put($('.stem-tal', part), state[1 + isAfter * many + at]);
        put($('.stem-verschil', part), isAfter ? 'eerst ' + state[1 + at] + ', nu ' + shift(state, at) : '');
      });
      $$('[data-doe=ronde]', view).forEach((button, at) => { button.ariaPressed = at === isAfter; });
      $('[data-doe=ongedaan]', view).ariaDisabled = !this.old.length;
      put($('.stemmen-uitslag', view), isAfter ? 'Verschuiving: ' + names.map((name, at) => name.toLowerCase() + ' ' + shift(state, at)).join(', ') : 'Tik voor elke stem');
    },
  });
}

function quiz(element) {
  const fold = $('.quiz-antwoord', element), view = blank('_quiz'), why = $('.quiz-waarom', view);
  if (!fold) return;
  const options = $$('.quiz-opties > li', element).map((item, at) => {
    const button = blank('_optie');
    button.dataset.n = at + 1;
    $('.optie-tekst', button).append(...[...item.childNodes].flatMap(node => node.localName === 'p' ? [...node.childNodes] : node));
    item.append(button);
    return { button, isRight: item.hasAttribute('data-goed') };
  });
  why.append(...[...fold.children].filter(part => !part.matches('summary, .quiz-goed')));
  fold.replaceWith(view);
  const right = options.filter(option => option.isRight);
  addBlock(element, {
    state: new Array(1 + options.length).fill(0), // is the answer shown; is each option chosen
    act(action, n) {
      const state = this.state, want = 1 - state[n || 0];
      if (n && right.length === 1) state.fill(0, 1);
      state[n || 0] = want;
      if (!n) return want ? 'Goed: ' + right.map(option => $('.optie-tekst', option.button).textContent.trim()).join('; ') + '. ' + why.textContent.trim() : 'Antwoord verborgen';
    },
    draw() {
      const [isShown, ...chosen] = this.state;
      options.forEach(({ button, isRight }, at) => {
        button.ariaPressed = Boolean(chosen[at]);
        mark(button, 'goed', isShown && isRight);
        mark(button, 'fout', isShown && !isRight && chosen[at]);
        put($('.optie-teken', button), isRight ? '✓ goed' : '✗ niet goed');
        mark($('.optie-teken', button), 'wacht', !isShown || !(isRight || chosen[at]));
      });
      mark(why, 'wacht', !isShown);
      put($('button', view), isShown ? 'Verberg het antwoord' : 'Toon het antwoord');
    },
  });
}

function pictures(element) {
  const claims = $$('.oordeel', element).map((fold, at) => {
    const view = blank('_raad'), result = $('.raad-uitslag', view), right = fold.matches('.oordeel-echt') ? 1 : 2;
    result.append(...[...fold.children].slice(1));
    $$('button', view).forEach(button => { button.dataset.claim = at; });
    const guess = document.createElement('span');
    $('.oordeel-woord', result).append(guess);
    mark(result, right === 1 ? 'is-echt' : 'is-nep', true);
    fold.replaceWith(view);
    return { view, result, guess, right };
  });
  addBlock(element, {
    state: claims.map(() => 0), // 1: the class says real, 2: fake
    act(action, n, { dataset: { claim } }) {
      this.state[claim] = this.state[claim] === n ? 0 : n;
      this.draw();
      return this.state[claim] ? claims[claim].result.textContent.trim() : 'Antwoord verborgen';
    },
    draw() {
      claims.forEach(({ view, result, guess, right }, at) => {
        const chosen = this.state[at];
        mark(result, 'wacht', !chosen);
        put(guess, chosen === right ? ': goed geraden' : ': niet geraden');
        $$('button', view).forEach((button, n) => { button.ariaPressed = chosen === n + 1; });
      });
    },
  });
}

// A picture can fill the slide for a moment.
function zoom(figure) {
  const button = blank('_zoom');
  figure.append(button);
  addBlock(figure, {
    state: [0],
    act() { this.state[0] = 1 - this.state[0]; },
    draw() { button.ariaPressed = mark(figure, 'groot', this.state[0]); },
  });
}

// A picture and words: two parts, side by side where the slide is wide.
function arrange(body) {
  const parts = [...body.children], figures = parts.filter(part => part.localName === 'figure');
  const rest = parts.filter(part => !/^(h\d|figure)$/.test(part.localName));
  if (figures.length !== 1 || !rest.length || rest.some(part => part.matches('.pauze'))) return;
  const words = document.createElement('div');
  words.className = 'dia-tekst';
  figures[0].after(words);
  words.append(...rest);
  const image = $('img', figures[0]);
  mark(body, 'naast', image);
  mark(body, 'staand', image && image.getAttribute('width') < 1.1 * image.getAttribute('height'));
}

// ---- The other window
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

// ---- Presenter: clock and pace
const startField = $('#_start');
const hours = minutes => Math.floor(minutes % 1440 / 60) + '.' + two(minutes % 60);
const phases = $$('.fasen li').map(row => ({ row, minutes: Number(row.dataset.min), canGo: 'weg' in row.dataset, name: $('.fase-naam', row).textContent }));

function pace(today, start) {
  const current = Number(turns[now].dataset.fase ?? -1), phase = phases[current];
  let total = 0;
  phases.forEach((each, at) => {
    each.from = total;
    total += each.minutes;
    put($('.fase-uur', each.row), start === null ? 'na ' + each.from + ' min' : hours(start + each.from));
    each.row.ariaCurrent = at === current ? 'step' : null;
  });
  if (start === null) return 'Vul in hoe laat je bent begonnen.';
  const spent = today - start;
  if (spent < -60 || spent > total + 120) return 'Klopt de begintijd?';
  if (!phase) return total ? 'Klaar om ' + hours(start + total) : minutesOf(Math.max(0, spent)) + ' bezig';
  const late = spent - phase.from - phase.minutes;
  if (spent < phase.from) return minutesOf(phase.from - spent) + ' voor';
  if (late <= 0) return 'Op schema: nog ' + minutesOf(-late) + ' voor ‘' + phase.name + '’';
  // The shortest part that wins back enough; else the longest.
  const free = phases.filter((each, at) => each.canGo && at > current).sort((a, b) => a.minutes - b.minutes);
  const best = free.find(each => each.minutes >= late) || free.pop();
  return minutesOf(late) + ' achter' + (best ? '; sla ‘' + best.name + '’ over: −' + best.minutes + ' min' : '; klaar om ' + hours(start + total + late));
}

function drawPanel() {
  if (!panel || mode !== 'presentator') return;
  const time = new Date(), today = time.getHours() * 60 + time.getMinutes(), [, hour, minute] = /^(\d\d):(\d\d)/.exec(startField.value) || [];
  put($('#_uur'), hours(today));
  put($('#_tempo'), pace(today, hour ? hour * 60 + Number(minute) : null));
  put($('#_straks'), now < last ? 'Hierna: ' + titleOf(now + 1) : 'Dit is de laatste dia.');
  put($('#_let'), dark ? SCREEN[dark] : isSecond ? (peer && !peer.closed ? '' : 'Het venster met de dia’s is dicht.') : isBlocked ? 'De browser hield het tweede venster tegen.' : '');
  $('[data-doe=venster]').hidden = isSecond;
}

function startTyped() {
  setting('starttijd', startField.value);
  drawPanel();
}

// ---- What buttons and keys do
function resize(what, by) {
  sizes[what] = size(Math.round(sizes[what] * 10 + by) / 10);
  setting(what, sizes[what]);
  root.style.setProperty('--noot', sizes.noot);
  refit();
  say('Tekst ' + Math.round(sizes[what] * 100) + ' procent');
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
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => say('Dat kan hier niet'));
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
    say(soundBox.checked ? 'Geluid aan' : 'Geluid uit');
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

// ---- The bar that hides, the screen that stays on
let asleep, lock;
const sleepBar = () => { delete root.dataset.balk; };
function wakeBar() {
  root.dataset.balk = 'aan';
  clearTimeout(asleep);
  asleep = setTimeout(() => bar.matches(':hover') ? wakeBar() : sleepBar(), 3500);
}
document.addEventListener('pointermove', event => { if (event.pointerType === 'mouse') wakeBar(); });

async function keepAwake() {
  if (mode === 'lezen' || lock || document.hidden || !navigator.wakeLock) return;
  try {
    lock = await navigator.wakeLock.request('screen');
    lock.addEventListener('release', () => { lock = null; });
  } catch { /* low battery, or not allowed */ }
}

// ---- Start
bodies.forEach(arrange);
$$('.dia figure').forEach(zoom);
$$('.dia .blok-titel').forEach(title => { title.hidden = PLAIN.includes(title.textContent.trim()); });
for (const [name, build] of Object.entries({ klok: clock, stelling: statement, quiz, beeld: pictures })) $$('.dia .blok-' + name).forEach(build);

$$('.keuze input').forEach(box => {
  const kept = setting(box.id);
  if (kept) box.checked = kept === 'aan';
  const use = () => {
    mark(root, box.id.slice(1), box.checked);
    refit();
    blocks.forEach(block => block.draw());
  };
  box.addEventListener('change', () => {
    setting(box.id, box.checked ? 'aan' : 'uit');
    use();
    hear();
    sendState();
  });
  use();
});

const slideIn = url => slides.indexOf(document.getElementById(url.split('#')[1])?.closest('.dia'));
function goTo(at) {
  if (mode === 'overzicht') setMode(before, true);
  go(at);
}
$('#_ga').addEventListener('submit', () => goTo($('#_ga-nr').value - 1));
addEventListener('hashchange', ({ newURL }) => { if (mode !== 'lezen' && slideIn(newURL) >= 0) goTo(slideIn(newURL)); });
addEventListener('resize', () => { if (isStage()) shown.forEach(fit); });
narrow.addEventListener('change', () => { if (!isForced && mode !== 'presentator') setMode(narrow.matches ? 'lezen' : 'toon', true); });
document.addEventListener('toggle', event => { if (event.target.closest('.dia')) refit(); }, true);
document.addEventListener('visibilitychange', () => {
  keepAwake();
  tick();
});

// On paper every slide is 16:9: measure them at that shape.
addEventListener('beforeprint', () => {
  mark(root, 'meet', true);
  turns.forEach((turn, at) => {
    turn.hidden = false;
    drawSteps(at, Infinity);
    bodies[at].fitted = '';
    fit(at);
  });
  mark(root, 'meet', false);
});
addEventListener('afterprint', () => {
  shown = undefined;
  draw();
  refit();
});

if (panel) {
  startField.value = setting('starttijd') || '';
  startField.addEventListener('input', startTyped);
  root.style.setProperty('--noot', sizes.noot);
  setInterval(drawPanel, 1000);
}
if (isSecond) {
  const greet = () => send('hallo', Number(isNew));
  greet();
  setInterval(greet, 1500);
}

now = clamp(isSecond ? givenSlide - 1 : slideIn(location.href), 0, last);
step = clamp(Number(saved.step) || 0, 0, steps(now).length);
setMode(isSecond ? 'presentator' : narrow.matches ? 'lezen' : 'toon', true);
})();
