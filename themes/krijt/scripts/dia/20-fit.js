// Type that fits: 6 % of the slide's height times the wish; down to 4.4 %; then it scrolls
function fit(at) {
  const body = bodies[at], key = [innerWidth, innerHeight, mode, sizes.letter].join();
  if (body.fitted === key) return;
  body.fitted = key;
  const overflows = () => body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
  const set = share => slides[at].style.setProperty('--schaal', share);
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
  body.querySelectorAll('figure:not(.groot)').forEach(corner);
}

const isStage = () => mode === 'toon' || mode === 'presentator';
function refit() {
  bodies.forEach(body => { body.fitted = ''; });
  if (isStage()) shown.forEach(fit);
}
