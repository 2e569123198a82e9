// The tools of a board, beside the slides' own script, whose parts they use. Nothing is kept: all goes with a reload.
const deck = window.krijtDia;
const { $, $$, put, mark, clamp, two, word, count, say, turns, blocks, after, isStage, isOpen, DOING, KEYS } = deck;
const tray = $('.bord-la'), opener = $('.balk-knoppen [data-doe=bord]'), cloth = $('.doek');
const isWall = () => deck.mode === 'toon';
const buttonOf = name => $('[data-doe=bord-' + name + ']', tray);
const told = (name, state) => word('tool_is', { tool: $('span', buttonOf(name)).textContent, state });
const copy = name => document.importNode($('#' + name).content, true).firstElementChild;
const listen = (element, names, run) => [names].flat().forEach(name => element.addEventListener(name, run));
const stop = event => {
  event.preventDefault();
  event.stopPropagation();
};
const switched = (name, on) => told(name, word(on ? 'turned_on' : 'turned_off'));

// Buttons and keys of a tool: `use` gives what is said. On the wall only, or in the presenter's window, too.
function tool(name, key, use, isForBoth) {
  DOING[KEYS[key] = 'bord-' + name] = () => {
    const text = (isWall() || isForBoth && isStage()) && use();
    if (text) say(text);
  };
}

// The tray takes the place of the bar.
let isOut = false, isLent; // `isLent`: a pen brought it along
function setTray(want, isQuiet) {
  const hadFocus = tray.contains(document.activeElement);
  isOut = want;
  isLent = false;
  mark(document.documentElement, 'bord-open', want);
  tray.hidden = !want;
  opener.ariaExpanded = want;
  if (want && !isQuiet) $$('.bord-la > button').find(button => button.checkVisibility()).focus();
  else if (hadFocus) opener.focus();
}
DOING[KEYS.m = 'bord'] = () => {
  if (!isStage()) return;
  if (isOut) hold('');
  setTray(!isOut);
  say(word(isOut ? 'board_open' : 'board_closed'));
};
