// What hangs on the wall: clock, sign, count of hands, curtain. Whole numbers, which the presenter's window shares.
const wall = { klok: 0, stem: 0, gordijn: 0, handen: -1, dia: 0 }; // the curtain in percent; hands of which slide
const face = $('#_klokje'), sign = $('.bord-teken[data-doe=bord-stem]'), hands = $('.bord-teken[data-doe=bord-handen]');
after.board = [];

function hang(changes) {
  Object.assign(wall, changes);
  drawWall();
  after.board.forEach(each => each(...Object.values(wall)));
}

deck.board = {
  get: () => Object.values(wall),
  set(values) {
    Object.keys(wall).forEach((key, at) => { wall[key] = values[at] ?? wall[key]; });
    drawWall();
  },
};

function drawWall() {
  tray.inert = !cloth.hidden;
  face.hidden = !wall.klok;
  drawTime();
  sign.hidden = !wall.stem;
  sign.dataset.n = wall.stem;
  $$('span', sign).forEach((state, at) => { state.hidden = at + 1 !== wall.stem; });
  hands.hidden = wall.handen < 0 || wall.dia !== deck.now;
  put($('#_hand'), wall.handen);
  hands.ariaLabel = count('hands', wall.handen);
  ['klok', 'stem', 'gordijn'].forEach(name => { buttonOf(name).ariaPressed = wall[name] > 0; });
  drawCurtain();
}
after.draw.push(drawWall);

const timeNow = () => {
  const time = new Date();
  return word('clock', { hour: time.getHours(), minute: two(time.getMinutes()) });
};
const drawTime = () => { if (wall.klok) put(face, timeNow()); };
setInterval(drawTime, 1000);

tool('klok', 't', () => {
  hang({ klok: 1 - wall.klok });
  return wall.klok ? told('klok', timeNow()) : switched('klok');
}, true);
tool('stem', 'q', () => {
  hang({ stem: (wall.stem + 1) % 4 });
  return wall.stem ? told('stem', $$('span', sign)[wall.stem - 1].textContent) : switched('stem');
}, true);
