// Modes
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
  $$('.kop a').forEach(link => { link.tabIndex = bar.hidden - 1; });
  if (panel) {
    panel.hidden = next !== 'presentator';
    $$('.script').forEach(script => { script.tabIndex = (script.open = !panel.hidden) - 1; });
  }
  shown = undefined;
  draw();
  if (isStage()) drawDark(); else setDark(0);
  if (!isQuiet) {
    if (next === 'overzicht') picks[now].focus(); else focusSlide();
    say(next === 'overzicht' ? word('overview', { title: titleOf(now) }) : titleOf(now));
  }
  if (!isStage() && !(isQuiet && !now)) slides[now].scrollIntoView({ block: bar.hidden ? 'start' : 'center' });
  keepAwake();
  wakeBar();
}

function drawDark() {
  cloth.hidden = !dark || mode !== 'toon';
  cloth.dataset.kleur = dark;
  $('main').inert = $('.balk-knoppen').inert = !cloth.hidden;
  drawMini();
  tell('draw');
  settleSoon();
}

const SCREEN = ['screen_on', 'screen_black', 'screen_white'].map(key => word(key));
function setDark(want, isRemote) {
  if (dark === want) return;
  dark = want;
  drawDark();
  say(SCREEN[dark]);
  if (isRemote) return;
  if (!cloth.hidden) cloth.focus(); else if (mode === 'toon') focusSlide();
  tell('state');
}
