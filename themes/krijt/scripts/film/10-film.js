// A film or a sound: the class's screen plays it, whoever starts it. It stops when its slide is left.
// Loaded before the slides' own script by decks that have one; that script hands over its parts, and gets what stops all.
window.krijtFilms = deck => {
  const { $, $$, put, mark, addBlock, tell, after, DOING, KEYS } = deck;
  const isBeside = /^#presentator\./.test(location.hash); // the window of the presenter
  const films = [];

  function film(figure) {
    const player = $('video, audio', figure);
    captioned(player, track => {
      // A sound has no picture to put words in.
      if (player.localName !== 'audio') return;
      const said = document.createElement('p');
      said.className = 'gezegd';
      figure.append(said);
      track.addEventListener('cuechange', () => put(said, [...track.activeCues].map(cue => cue.getCueAsHTML().textContent).join(' ')));
    });
    const block = {
      state: [0],
      act() { this.state[0] = 1 - this.state[0]; },
      draw() {
        const plays = mark(figure, 'loopt', this.state[0]);
        if (isBeside || plays !== player.paused) return;
        // A browser may want a touch of its own window first.
        if (plays) player.play().catch(() => turn(0));
        else player.pause();
      },
    };
    const turn = to => {
      if (block.state[0] === to) return;
      block.state[0] = to;
      block.draw();
      tell('block', block);
    };
    addBlock(figure, block);
    player.addEventListener('play', () => {
      if (!isBeside) return turn(1);
      player.pause();
      turn(1 - block.state[0]);
    });
    if (!isBeside) ['pause', 'ended'].forEach(what => player.addEventListener(what, () => turn(0)));
    films.push({ player, turn, block });
  }

  const isHere = ({ block }) => block.slide === deck.now;
  $$('.dia .film').forEach(film);
  after.draw.push(() => {
    if (deck.mode === 'lezen') return;
    films.forEach(one => { if (!isHere(one) || deck.dark || deck.mode === 'overzicht') one.turn(0); });
  });
  DOING.film = () => {
    const one = films.find(isHere);
    if (one) one.turn(1 - one.block.state[0]);
  };
  KEYS.v = 'film';
  return () => films.forEach(({ turn }) => turn(0));
};
