// Start
bodies.forEach(arrange);
$$('.dia figure:not(.film)').forEach(zoom);
const stopFilms = window.krijtFilms?.(deck);
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
    tell('state');
  });
  use();
});

const slideIn = url => slides.indexOf(document.getElementById(url.split('#')[1])?.closest('.dia'));
function goTo(at) {
  if (mode === 'overzicht') setMode(before, true);
  go(at);
}
// Once it is closed: closing gives the focus back to where it was.
let goal = 0;
$('#_ga').addEventListener('submit', () => { goal = $('#_ga-nr').value; });
$('#_ga').addEventListener('close', () => {
  if (goal) goTo(slideOf(goal));
  goal = 0;
});
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

root.style.setProperty('--noot', sizes.noot);
restore(0);
// After a reload nothing plays by itself.
stopFilms?.();
now = clamp(slideIn(location.href), 0, last);
step = clamp(Number(saved.step) || 0, 0, steps(now).length);
isForced = saved.mode === 'lezen';
setMode(isForced || narrow.matches ? 'lezen' : 'toon', true);
setDark(clamp(Number(saved.dark) || 0, 0, 2), true);
