// Real or fake
function pictures(element) {
  const claims = $$('.oordeel', element).map((fold, at) => {
    const view = blank('_raad'), result = $('.raad-uitslag', view), right = fold.matches('.oordeel-echt') ? 1 : 2;
    result.append(...[...fold.children].slice(1));
    $$('button', view).forEach(button => { button.dataset.claim = at; });
    const choices = $$('[data-doe=raad]', view);
    const guess = document.createElement('span');
    $('.oordeel-woord', result).append(guess, $('.opnieuw', view));
    mark(result, right === 1 ? 'is-echt' : 'is-nep', true);
    fold.replaceWith(view);
    return { view, result, guess, right, choices };
  });
  addBlock(element, {
    state: claims.map(() => 0), // 1: the class says real, 2: fake
    act(action, n, { dataset: { claim } }) {
      this.state[claim] = action === 'opnieuw' ? 0 : n;
      this.draw();
      // The buttons that were tapped are gone: the focus goes to what came in their place.
      $(this.state[claim] ? '[data-doe=opnieuw]' : '[data-doe=raad]', claims[claim].view).focus();
      return this.state[claim] ? claims[claim].result.innerText.trim() : word('answer_hidden');
    },
    draw() {
      claims.forEach(({ result, guess, right, choices }, at) => {
        const chosen = this.state[at];
        mark(result, 'wacht', !chosen);
        put(guess, word(chosen === right ? 'guessed_right' : 'guessed_wrong'));
        choices.forEach((button, n) => { button.ariaPressed = chosen === n + 1; });
      });
    },
  });
}
