// krijt's presenter, also from file://: no request, nothing kept but settings, no HTML made from data.

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
const me = document.currentScript;
const bar = $('.balk'), cloth = $('.doek'), status = $('#_melding');
const isOpen = () => $('dialog[open]');
const narrow = matchMedia('(max-width: 43.75rem)');

// What is said, in the language of the page: the element of this script holds it as JSON.
const words = JSON.parse(me?.dataset.woorden || '{}');
const forms = new Intl.PluralRules(words.lang);
const fill = (text, values) => (text || '').replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
const word = (key, values = {}) => fill(words[key], values);
const count = (key, n) => fill(words[key]?.[forms.select(n)] ?? words[key]?.other, { n });

let mode = ''; // toon (present), lezen (read), overzicht, presentator
let before; // where the overview goes back to
let now = 0;
const skipped = new Set(); // slides of parts of the lesson that are left out
let step = 0;
let dark = 0; // 1 black, 2 white
let isForced = false; // the reader chose, not the width of the window
const say = text => { status.textContent = text; };
const titleOf = at => $('.dia-kies', slides[at]).ariaLabel;

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
