// Votes
function statement(element) {
  const place = $('.stelling-keuze', element), view = blank('_stelling');
  const names = $$('span', place).map(span => span.textContent), many = names.length;
  const parts = names.map((name, at) => {
    const part = blank('_stem');
    part.dataset.n = at;
    put($('.stem-naam', part), name);
    $('.stemmen-rij', view).append(part);
    return part;
  });
  place.replaceWith(view);
  const shift = (state, at) => {
    const by = state[1 + many + at] - state[1 + at];
    return (by > 0 ? '+' : by < 0 ? '−' : '±') + Math.abs(by);
  };
  addBlock(element, {
    state: new Array(1 + 2 * many).fill(0), // round, counts before, counts after
    old: [],
    act(action, n) {
      const state = this.state;
      if (action === 'ongedaan') {
        this.state = this.old.pop() || state;
        return word('undone');
      }
      this.old.push([...state]);
      if (action === 'ronde') {
        state[0] = n;
        return word(n ? 'count_after' : 'count_before');
      }
      if (action === 'opnieuw') {
        state.fill(0);
        return word('all_zero');
      }
      return names[n] + ': ' + ++state[1 + state[0] * many + n];
    },
    draw() {
      const state = this.state, isAfter = state[0];
      parts.forEach((part, at) => {
        put($('.stem-tal', part), state[1 + isAfter * many + at]);
        put($('.stem-verschil', part), isAfter ? word('vote_change', { before: state[1 + at], change: shift(state, at) }) : '');
      });
      $$('[data-doe=ronde]', view).forEach((button, at) => { button.ariaPressed = at === isAfter; });
      $('[data-doe=ongedaan]', view).ariaDisabled = !this.old.length;
      put($('.stemmen-uitslag', view), isAfter ? word('shift', { list: names.map((name, at) => name.toLocaleLowerCase(words.lang) + ' ' + shift(state, at)).join(', ') }) : word('tap'));
    },
  });
}
