// A picture can fill the slide for a moment.
function zoom(figure) {
  const button = blank('_zoom');
  figure.append(button);
  addBlock(figure, {
    state: [0],
    act() { this.state[0] = 1 - this.state[0]; },
    draw() { button.ariaPressed = mark(figure, 'groot', this.state[0]); },
  });
}

// The button lies within the picture, at its corner: a picture is often smaller than the room that it has.
function corner(figure) {
  const image = $('img', figure), button = $('.zoom', figure);
  if (!image || !button) return;
  const box = [image.clientWidth, image.clientHeight];
  const own = ['width', 'height'].map(side => Number(image.getAttribute(side)));
  const isWhole = own.every(Boolean) && getComputedStyle(image).objectFit === 'contain';
  const share = Math.min(...box.map((room, at) => room / own[at]));
  const [aside, above] = box.map((room, at) => isWhole ? (room - own[at] * share) / 2 : 0);
  const right = figure.clientWidth - image.offsetLeft - box[0] + aside;
  button.style.setProperty('--opzij', Math.max(0, right) + 'px');
  button.style.setProperty('--hoog', Math.max(0, image.offsetTop + above) + 'px');
}

// A picture and words: two parts, side by side where the slide is wide.
function arrange(body) {
  const parts = [...body.children], figures = parts.filter(part => part.localName === 'figure');
  const rest = parts.filter(part => !/^(h\d|figure)$/.test(part.localName));
  if (figures.length !== 1 || !rest.length || rest.some(part => part.matches('.pauze'))) return;
  const words = document.createElement('div');
  words.className = 'dia-tekst';
  figures[0].after(words);
  words.append(...rest);
  const image = $('img', figures[0]);
  mark(body, 'naast', image);
  mark(body, 'staand', image && image.getAttribute('width') < 1.1 * image.getAttribute('height'));
}
