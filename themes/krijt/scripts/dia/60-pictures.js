// A picture can fill the slide for a moment.
function zoom(figure) {
  const button = blank('_zoom');
  figure.append(button);
  addBlock(figure, {
    state: [0],
    act() {
      this.state[0] = 1 - this.state[0];
      return word(this.state[0] ? 'picture_large' : 'picture_small');
    },
    draw() { button.ariaPressed = mark(figure, 'groot', this.state[0]); },
  });
}

// Closes the picture that fills this slide; was there one?
function shut() {
  const button = $('.groot .zoom', slides[now]);
  if (button) act(button);
  return button;
}

// The button lies in the corner of the picture, which is often smaller than its room.
function corner(figure) {
  const image = $('img', figure), button = $('.zoom', figure);
  const [across, down] = ['width', 'height'].map(side => image?.getAttribute(side));
  if (!button || !across) return;
  const { clientWidth: wide, clientHeight: high } = image;
  const share = Math.min(wide / across, high / down);
  const put = (name, room) => button.style.setProperty(name, Math.max(0, room) + 'px');
  put('--opzij', figure.clientWidth - image.offsetLeft - (wide + across * share) / 2);
  put('--hoog', image.offsetTop + (high - down * share) / 2);
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
  const image = $('img, video', figures[0]);
  mark(body, 'naast', image);
  mark(body, 'staand', image && image.getAttribute('width') < 1.1 * image.getAttribute('height'));
}
