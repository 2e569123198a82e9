// The form, and what it finds: a list under a heading for each part of the site, told to a screen reader by its number.
var form = document.getElementById('_zoek');
var box = document.getElementById('_zoekveld');
var state = document.getElementById('_zoekstand');
var results = document.getElementById('_zoekresultaten');
var nothing = document.getElementById('_zoekniets');
var map = document.querySelector('.zoek-kaart');
var FIRST = 5;

function say(name, values) {
  return form.getAttribute('data-' + name).replace(/\{(\w+)\}/g, function (_, key) { return values[key]; });
}

function made(tag, name, text) {
  var el = document.createElement(tag);
  if (name) { el.className = name; }
  if (text) { el.textContent = text; }
  return el;
}

function row(title, path, text) {
  var li = document.createElement('li'), link = made('a', '', title);
  link.href = form.getAttribute('data-root') + path;
  li.appendChild(link);
  if (text) { li.appendChild(made('p', '', text)); }
  return li;
}

// A part with its rows; those beyond the first ones come when they are asked for.
function part(title, rows) {
  var section = document.createElement('section'), list = document.createElement('ul');
  section.appendChild(made('h2', '', title));
  rows.slice(0, FIRST).forEach(function (make) { list.appendChild(make()); });
  section.appendChild(list);
  if (rows.length > FIRST) {
    var more = made('button', 'knop zoek-meer', say('meer', { n: rows.length }));
    more.type = 'button';
    more.addEventListener('click', function () {
      var before = list.children.length;
      rows.slice(FIRST).forEach(function (make) { list.appendChild(make()); });
      more.remove();
      list.children[before].querySelector('a').focus();
    });
    section.appendChild(more);
  }
  return section;
}

function show() {
  var typed = box.value.trim(), found = index && typed ? search(typed) : null;
  results.textContent = '';
  nothing.hidden = true;
  state.textContent = '';
  map.open = !typed;
  if (!found) { return; }
  var count = found.answers.length + found.pages.length;
  if (found.answers.length) {
    results.appendChild(part(say('begrippen'), found.answers.map(function (answer) {
      return function () { return row(answer.term, answer.path, answer.text); };
    })));
  }
  var parts = new Map();
  found.pages.forEach(function (page) {
    if (!parts.has(page.part)) { parts.set(page.part, []); }
    parts.get(page.part).push(function () { return row(page.title, page.path, page.summary); });
  });
  var names = form.getAttribute('data-delen').split('|');
  parts.forEach(function (rows, number) { results.appendChild(part(names[number], rows)); });
  nothing.hidden = count > 0;
  state.textContent = count === 0 ? say('niets', { query: typed }) : say(found.partly ? 'deels' : 'gevonden', { n: count });
}

function begin() {
  if (index) { return; }
  if (box.value) { state.textContent = say('laden'); }
  load(form.getAttribute('data-index')).then(show, function () { state.textContent = say('mislukt'); map.open = true; });
}

// The address says what was looked for, once the keys rest: so the way back leads to it.
var resting;
function remember() {
  clearTimeout(resting);
  resting = setTimeout(function () {
    var typed = box.value.trim();
    try { history.replaceState(null, '', '#' + (typed && 'q=' + encodeURIComponent(typed))); } catch (e) { /* then it stays */ }
  }, 300);
}

function step(by) {
  var links = Array.prototype.slice.call(results.querySelectorAll('a')), at = links.indexOf(document.activeElement) + by;
  if (at < 0) { box.focus(); } else if (links[at]) { links[at].focus(); }
}

if (form) {
  form.hidden = false;
  document.querySelector('.zoek-zonder').hidden = true;
  box.addEventListener('focus', begin);
  box.addEventListener('input', function () { begin(); show(); remember(); });
  form.addEventListener('keydown', function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) { return; }
    var inBox = document.activeElement === box;
    if (event.key === 'ArrowDown' || event.key === 'Enter' && inBox) {
      step(1);
    } else if (event.key === 'ArrowUp' && !inBox) {
      step(-1);
    } else if (event.key === 'Escape' && (box.value || !inBox)) {
      box.value = '';
      box.focus();
      show();
      remember();
    } else {
      return;
    }
    event.preventDefault();
  });
  if (location.hash.slice(0, 3) === '#q=') {
    try { box.value = decodeURIComponent(location.hash.slice(3)); } catch (e) { box.value = ''; }
    begin();
  }
}
