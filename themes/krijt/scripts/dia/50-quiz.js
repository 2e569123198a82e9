// A quiz
function quiz(element) {
  const fold = $('.quiz-antwoord', element), view = blank('_quiz'), why = $('.quiz-waarom', view);
  if (!fold) return;
  const options = $$('.quiz-opties > li', element).map((item, at) => {
    const button = blank('_optie');
    button.dataset.n = at + 1;
    $('.optie-tekst', button).append(...[...item.childNodes].flatMap(node => node.localName === 'p' ? [...node.childNodes] : node));
    item.append(button);
    return { button, isRight: item.hasAttribute('data-goed') };
  });
  why.append(...[...fold.children].filter(part => !part.matches('summary, .quiz-goed')));
  fold.replaceWith(view);
  const right = options.filter(option => option.isRight);
  addBlock(element, {
    state: new Array(1 + options.length).fill(0), // is the answer shown; is each option chosen
    act(action, n) {
      const state = this.state, want = 1 - state[n || 0];
      if (n && right.length === 1) state.fill(0, 1);
      state[n || 0] = want;
      if (!n) return want ? word('right_is', { answers: right.map(option => $('.optie-tekst', option.button).textContent.trim()).join('; '), why: why.textContent.trim() }) : word('answer_hidden');
    },
    draw() {
      const [isShown, ...chosen] = this.state;
      options.forEach(({ button, isRight }, at) => {
        button.ariaPressed = Boolean(chosen[at]);
        mark(button, 'goed', isShown && isRight);
        mark(button, 'fout', isShown && !isRight && chosen[at]);
        put($('.optie-teken', button), word(isRight ? 'right' : 'wrong'));
        mark($('.optie-teken', button), 'wacht', !isShown || !(isRight || chosen[at]));
      });
      mark(why, 'wacht', !isShown);
      put($('button', view), word(isShown ? 'hide_answer' : 'show_answer'));
    },
  });
}
