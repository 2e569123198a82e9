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
