// Pen and pointer: a glass before the slide catches what fingers do. Lines belong to their slide, or to the picture that fills it.
const glass = $('.bord-glas'), dot = $('.bord-stip');
const lines = new Map(); // those that grow, by finger
let held = '';

function hold(name) {
  held = name;
  glass.hidden = !held;
  glass.dataset.soort = held;
  dot.hidden = true;
  ['pen', 'wijzer'].forEach(each => { buttonOf(each).ariaPressed = each === held; });
}

function take(name) {
  const want = held === name ? '' : name, wasLent = isLent;
  hold(want);
  if (want && !isOut) {
    setTray(true, true);
    isLent = true;
  } else if (!want && wasLent) setTray(false);
  return switched(name, want);
}

function sheet(isNeeded) {
  const place = $('.groot', turns[deck.now]) || turns[deck.now].firstElementChild, page = () => $(':scope > .bord-lijnen', place);
  if (isNeeded && !page()) place.append(copy('_vel'));
  return page();
}

// A sheet is 1600 by 900, whatever the shape of the slide.
function draw({ page, line, box }, { clientX, clientY }) {
  const point = page.createSVGPoint();
  line.points.appendItem(Object.assign(point, { x: (clientX - box.left) / box.width * 1600, y: (clientY - box.top) / box.height * 900 }));
}

listen(glass, 'pointerdown', event => {
  stop(event);
  if (held !== 'pen' || event.button) return;
  glass.setPointerCapture(event.pointerId);
  const page = sheet(true), line = document.createElementNS(page.namespaceURI, 'polyline'), grows = { page, line, box: page.getBoundingClientRect() };
  page.append(line);
  page.gone = null;
  // Two points make a dot.
  draw(grows, event);
  draw(grows, event);
  lines.set(event.pointerId, grows);
});
listen(glass, 'pointermove', event => {
  dot.hidden = held !== 'wijzer';
  dot.style.translate = event.clientX + 'px ' + event.clientY + 'px';
  const grows = lines.get(event.pointerId);
  if (grows) [...event.getCoalescedEvents?.() || [], event].forEach(point => draw(grows, point));
});
listen(glass, ['pointerup', 'pointercancel', 'pointerleave'], event => {
  lines.delete(event.pointerId);
  dot.hidden = true;
});
// A finger that lets go at speed would swallow the tap after it.
listen(glass, ['click', 'contextmenu', 'touchstart'], stop);

// What was wiped comes back, too.
function undo() {
  const page = sheet(), line = page?.lastChild;
  if (line) line.remove();
  else if (page?.gone) page.append(...page.gone);
  else return word('nothing_drawn');
  page.gone = null;
  return page.lastChild ? count('lines', page.childElementCount) : word('wiped');
}

tool('pen', 'd', () => take('pen'));
tool('wijzer', 'l', () => take('wijzer'));
tool('terug', 'z', undo);
tool('wis', 'e', () => {
  const page = sheet();
  if (!page?.lastChild) return word('nothing_drawn');
  page.gone = [...page.children];
  page.replaceChildren();
  return word('wiped');
});
