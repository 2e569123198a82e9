// Type that fits: 6 % of the slide's height times the wish; down to 4.5 %; then it scrolls. A word that is wider than its
// column or its button spills, too.
const isWide = part => part.scrollWidth > part.clientWidth + 1;
const spills = body => body.scrollHeight > body.clientHeight + 1 || isWide(body) || (body.parts ||= $$('.kolom, .stem, .optie, .knop, td, th, .blok-inhoud, .dia-tekst, .beeld-lijst > li', body)).some(isWide);

function fit(at) {
  const body = bodies[at], key = [innerWidth, innerHeight, mode, sizes.letter].join();
  if (body.fitted === key) return;
  body.fitted = key;
  const overflows = () => spills(body);
  const set = share => slides[at].style.setProperty('--schaal', share);
  let high = sizes.letter, low = 4.5 / 6;
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
  body.querySelectorAll('figure:not(.groot)').forEach(corner);
}

// What an action shows may ask for more room. Nothing grows back: a slide that breathes is hard to read.
function fitAgain(at) {
  if (!isStage() || !shown.includes(at) || !spills(bodies[at])) return;
  bodies[at].fitted = '';
  fit(at);
}

const isStage = () => mode === 'toon' || mode === 'presentator';
function refit() {
  bodies.forEach(body => { body.fitted = ''; });
  if (isStage()) shown.forEach(fit);
}
