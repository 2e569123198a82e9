// Groups and turns by number: no name of a child is ever asked for.
const groups = $('#_groepjes'), children = $('#_kinderen'), each = $('#_per'), list = $('#_lijst'), result = $('#_uitslag');
let waiting = []; // who had no turn yet

function read(field) {
  field.value = clamp(Math.round(Number(field.value)) || Number(field.defaultValue), field.min, field.max);
  return Number(field.value);
}
const upTo = last => Array.from({ length: last }, (_, at) => at + 1);
function shuffled(last) {
  const lots = crypto.getRandomValues(new Uint32Array(last + 1));
  return upTo(last).sort((a, b) => lots[a] - lots[b]);
}

function show(text, rows) {
  put(result, text);
  list.hidden = !rows.length;
  list.replaceChildren(...rows.map(([title, numbers]) => {
    const row = copy('_groepje');
    put($('span', row), title);
    put($('b', row), numbers.join(' '));
    return row;
  }));
}

// Nobody is left alone: as many groups as are full, and who is over joins one.
listen($('form', groups), 'submit', event => {
  event.preventDefault();
  const all = shuffled(read(children)), many = Math.max(1, Math.floor(all.length / read(each)));
  const rows = upTo(many).map(n => [word('group_n', { n }), all.filter((_, at) => at % many === n - 1).sort((a, b) => a - b)]);
  const least = Math.floor(all.length / many), sizes = [least, least + 1].slice(0, all.length % many ? 2 : 1).map(String);
  show(word('groups_of', { groups: count('groups', many), size: new Intl.ListFormat(deck.words.lang, { type: 'disjunction' }).format(sizes) }), rows);
});
listen(children, 'input', () => { waiting = []; });

Object.assign(DOING, {
  'bord-tel'(button, by) {
    const field = document.getElementById(button.value);
    field.value = Number(field.value) + by;
    waiting = [];
    show(count(field === each ? 'each_group' : 'children', read(field)), []);
  },
  'bord-beurt'() {
    if (!waiting.length) waiting = shuffled(read(children));
    const n = waiting.pop();
    show(waiting.length ? word('turn', { n, left: count('children', waiting.length) }) : word('turn_last', { n }), [['', [n]]]);
  },
});
tool('groepjes', 'r', () => groups.showModal());
