// Which slide
let shown; // the slides in sight; nothing: all of them
let later;

// The slide before (-1) or after (1) this one, past what is left out.
function near(by) {
  let at = now + by;
  while (skipped.has(at)) at += by;
  return at;
}

function draw() {
  const want = isStage() ? [now, near(1)].slice(0, mode === 'toon' ? 1 : 2).filter(at => at <= last) : undefined;
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
  settleSoon();
  put($('#_teller'), now + 1 + ' / ' + (last + 1));
  tell('draw');
  drawMini();
}

// After a turn all is kept, and the next slide is fetched and measured before it is needed.
function settle() {
  save();
  const at = near(1), next = turns[at];
  if (!next || mode !== 'toon') return;
  $$('img', next).forEach(image => { image.loading = 'eager'; });
  next.hidden = false;
  fit(at);
  next.hidden = true;
}
function settleSoon() {
  clearTimeout(later);
  later = setTimeout(settle, 200);
}

// `isRemote`: because the other window did.
function go(at, to = 0, isRemote) {
  at = clamp(at, 0, last);
  to = clamp(to, 0, steps(at).length);
  const isOther = at !== now;
  if (isOther && !isRemote) shut();
  const added = !isOther && to > step && steps(at)[to - 1][0];
  now = at;
  step = to;
  draw();
  if (added) say(added.textContent.trim());
  if (isOther) {
    // A heading that gets the focus is read out: its text is said only where the focus stays on a button.
    const stays = isRemote || document.activeElement.closest('nav, aside');
    say(stays ? titleOf(now) : word('slide_of', { n: now + 1, count: last + 1 }));
    if (!stays) focusSlide();
  }
  if (!isRemote) tell('state');
}

function focusSlide() {
  const heading = $('h1, h2, h3, h4', bodies[now]) || slides[now];
  heading.tabIndex = -1;
  heading.focus({ preventScroll: isStage() });
}

function forward() {
  if (step < steps(now).length) go(now, step + 1);
  else if (near(1) <= last) go(near(1));
  else say(word('last_slide'));
}

function back() {
  if (step) go(now, step - 1);
  else if (near(-1) >= 0) go(near(-1), Infinity);
  else say(word('first_slide'));
}
