// Start
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
