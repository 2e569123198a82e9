// Hands are counted by the teacher: the number is typed, or tapped. On a statement each answer has its own.
const counting = $('#_handen'), fields = $('#_handen-rij');
let field, isFresh; // the field in use; the next digit begins a number
let vote;

// The field keeps the focus.
$$('[tabindex="-1"]', counting).forEach(button => listen(button, 'mousedown', event => event.preventDefault()));

function use(input) {
  field = input;
  isFresh = true;
  field.select();
}
listen(fields, 'focusin', event => use(event.target));
listen(fields, 'keydown', event => {
  const next = event.key === 'Enter' && event.target.closest('label').nextElementSibling;
  if (!next) return;
  event.preventDefault();
  $('input', next).focus();
});

// A digit, or the button that wipes.
DOING['bord-cijfer'] = ({ value }) => {
  field.value = value && (isFresh ? '' : field.value.slice(-1)) + value;
  isFresh = false;
};

tool('handen', 'h', () => {
  vote = blocks.find(block => block.slide === deck.now && block.old);
  if (!vote && !isWall()) return;
  const names = vote ? $$('.stem-naam', $('[data-blok="' + vote.at + '"]')) : [$('span', buttonOf('handen'))];
  fields.replaceChildren(...names.map(({ textContent }, at) => {
    const row = copy('_hand-veld');
    put($('span', row), textContent);
    $('input', row).value = vote ? vote.state[1 + vote.state[0] * names.length + at] || '' : hands.hidden ? '' : wall.handen;
    return row;
  }));
  counting.returnValue = '';
  counting.showModal();
  use($('input', fields));
}, true);

// Once it is closed: until then nothing beside it is heard.
listen(counting, 'close', () => {
  if (!counting.returnValue) return;
  const given = $$('input', fields).map(({ value }) => value && clamp(Math.round(value), 0, 99));
  if (!vote) {
    hang({ handen: given[0] === '' ? -1 : given[0], dia: deck.now });
    return say(wall.handen < 0 ? switched('handen') : count('hands', wall.handen));
  }
  const from = 1 + vote.state[0] * given.length;
  vote.old.push([...vote.state]);
  given.forEach((value, at) => { vote.state[from + at] = value || 0; });
  deck.changed(vote);
  say($$('label', fields).map((row, at) => $('span', row).textContent + ': ' + vote.state[from + at]).join(', '));
});
