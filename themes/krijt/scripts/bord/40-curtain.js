// The curtain comes down from above: dragged, or moved by arrow keys. What lies behind it gets no focus.
const curtain = $('.bord-gordijn'), grip = $('.bord-greep');
const behind = new Set();
const closed = () => word('curtain_at', { n: wall.gordijn });
const sayCurtain = () => wall.gordijn ? told('gordijn', closed()) : switched('gordijn');

function drawCurtain() {
  const hadFocus = document.activeElement === grip;
  curtain.hidden = !wall.gordijn;
  behind.forEach(element => { element.inert = false; });
  behind.clear();
  if (!wall.gordijn) {
    if (hadFocus) (isOut ? buttonOf('gordijn') : opener).focus();
    return;
  }
  curtain.style.blockSize = wall.gordijn + '%';
  grip.ariaValueNow = wall.gordijn;
  grip.ariaValueText = closed();
  if (!isWall()) return;
  const edge = curtain.getBoundingClientRect().bottom;
  $$('a, button, input, summary, video, audio, .vol', turns[deck.now]).forEach(element => {
    if (element.inert || element.getBoundingClientRect().top > edge) return;
    element.inert = true;
    behind.add(element);
  });
}

let grabbed = null; // how far below the finger the edge is
listen(curtain, 'pointerdown', event => {
  event.stopPropagation();
  curtain.setPointerCapture(event.pointerId);
  grabbed = curtain.getBoundingClientRect().bottom - event.clientY;
});
listen(curtain, 'pointermove', event => {
  if (grabbed !== null) hang({ gordijn: clamp(Math.round((event.clientY + grabbed) / innerHeight * 100), 1, 100) });
});
listen(curtain, ['pointerup', 'pointercancel'], () => {
  if (grabbed === null) return;
  grabbed = null;
  if (wall.gordijn < 8) hang({ gordijn: 0 });
  say(sayCurtain());
});
listen(curtain, ['click', 'touchstart'], stop);

// A slider says its own value.
listen(grip, 'keydown', event => {
  const by = { ArrowUp: -10, ArrowDown: 10, Home: -100, End: 100 }[event.key];
  if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
  stop(event);
  hang({ gordijn: clamp(wall.gordijn + by, 10, 100) });
});

tool('gordijn', 'c', () => {
  hang({ gordijn: wall.gordijn ? 0 : 100 });
  if (wall.gordijn && isWall() && !tray.contains(document.activeElement)) grip.focus();
  return sayCurtain();
}, true);
