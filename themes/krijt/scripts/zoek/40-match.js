// Which pages have what is typed. Each word must be there: as it is, in another form, at the beginning of a word or the
// other way round, within one (`pesten` finds `cyberpesten`), and where all that finds nothing, with one slip of the keys.
var WEIGHTS = [1, 1.6, 3, 8];

// At most one letter too many, missing or another one, or two that changed places.
function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) { return a === b; }
  var start = 0, end = 0, least = Math.min(a.length, b.length);
  while (start < least && a[start] === b[start]) { start += 1; }
  while (end < least - start && a[a.length - 1 - end] === b[b.length - 1 - end]) { end += 1; }
  var left = a.length - start - end, right = b.length - start - end;
  if (left <= 1 && right <= 1) { return true; }
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

// How well a term of the index is what was typed, from 0 to 1.
function likeness(term, word, stem) {
  if (term === stem || term === word) { return 1; }
  var size = term.length;
  if (word.length > 1 && size > word.length && term.startsWith(word)) { return 0.6 + 0.3 * word.length / size; }
  if (stem.length > 2 && size > stem.length && term.startsWith(stem)) { return 0.6 + 0.3 * stem.length / size; }
  if (size > 3 && word.length > size && word.length - size < 4 && word.startsWith(term)) { return 0.8; }
  if (stem.length < 4 || size <= stem.length || term.indexOf(stem) < 0) { return 0; }
  return term.endsWith(stem) || term.endsWith(word) ? 0.5 : 0.4;
}

// The same where the keys slipped.
function slips(term, word, stem) {
  if (word.length < 4 || term.length < 4) { return 0; }
  if (stem.length > 3 && isNear(term, stem) || isNear(term, word)) { return 0.5; }
  if (word.length > 4 && term.length > word.length && isNear(term.slice(0, word.length), word)) { return 0.3; }
  return word.length > 6 && term.length > 6 && isNear(term.slice(-stem.length), stem) ? 0.25 : 0;
}

// The same for what stands in the word that was typed, at its beginning and at its end: `themaavond` has `thema` and `avond`.
function begun(term, word) {
  return term.length > 3 && word.startsWith(term) ? 0.3 * term.length / word.length : 0;
}

function ended(term, word, stem) {
  return term.length > 3 && stem.endsWith(term) ? 0.3 * term.length / word.length : 0;
}

// Which terms can be one of these: of each kind fewer than all of them are looked at.
function likely(word, stem) {
  var found = new Set();
  termsWith(word.length > 1 ? '\n' + word : '\n' + word + '\n', found);
  termsWith(stem.length > 3 ? stem : stem.length > 2 ? '\n' + stem : '\n' + stem + '\n', found);
  for (var size = Math.max(4, word.length - 3); size < word.length; size += 1) { termsWith('\n' + word.slice(0, size) + '\n', found); }
  return found;
}

// One slip leaves a third of the word as it is.
function slipped(word, stem) {
  var found = new Set();
  if (word.length < 4) { return found; }
  [word, stem].forEach(function (typed) {
    var third = Math.floor(typed.length / 3);
    [typed.slice(0, third), typed.slice(third, 2 * third), typed.slice(2 * third)].forEach(function (piece) { termsWith(piece, found); });
  });
  return found;
}

function halved(word, stem) {
  var found = new Set();
  for (var size = 4; size <= word.length; size += 1) {
    termsWith('\n' + word.slice(0, size) + '\n', found);
    termsWith('\n' + stem.slice(-size) + '\n', found);
  }
  return found;
}

// Adds the numbers of the terms that have a piece of text; `\n` stands before and behind each of them.
function termsWith(piece, found) {
  var text = index.text, at = text.indexOf(piece);
  while (at >= 0) {
    var low = 0, high = index.terms.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (index.at[middle] <= at + 1) { low = middle; } else { high = middle - 1; }
    }
    if (index.at[low] + index.terms[low].length >= at + 1) { found.add(low); }
    at = text.indexOf(piece, Math.max(at + 1, index.at[low] + index.terms[low].length));
  }
}

// By page: what a word counts for there, and how much of it the title has. Who types on changes the last word only.
var known = new Map();
function pagesWith(word) {
  if (known.has(word)) { return known.get(word); }
  var stem = stemOf(word, index.lang), found = null;
  [[likely, likeness], [slipped, slips]].some(function (way) {
    found = pagesLike(way[0](word, stem), way[1], word, stem);
    return found.best > 0;
  });
  if (!found.best) {
    var terms = halved(word, stem);
    found = together(pagesLike(terms, begun, word, stem), pagesLike(terms, ended, word, stem));
  }
  if (known.size > 20) { known.clear(); }
  known.set(word, found);
  return found;
}

// A page with both halves is what was meant, rather than one that is called like the first.
function together(begin, end) {
  function both(name) {
    return begin[name].map(function (score, page) { return (score + end[name][page]) * (begin.scores[page] && end.scores[page] ? 2 : 1); });
  }
  return { best: Math.max(begin.best, end.best), scores: both('scores'), titles: both('titles'), worth: Math.max(begin.worth, end.worth) };
}

function pagesLike(terms, like, word, stem) {
  var pages = index.pages.length, scores = new Float64Array(pages), titles = new Float64Array(pages);
  var best = 0, many = 0;
  function add(page, alike, rank) {
    scores[page] = Math.max(scores[page], alike * WEIGHTS[rank]);
    if (rank === 3) { titles[page] = Math.max(titles[page], alike); }
  }
  terms.forEach(function (number) {
    var alike = like(index.terms[number], word, stem), start = index.starts[number], end = index.starts[number + 1];
    if (!alike) { return; }
    best = Math.max(best, alike);
    many = Math.max(many, index.common[number] ? pages : end - start);
    if (index.common[number]) {
      for (var page = 0; page < pages; page += 1) { add(page, alike, 0); }
    }
    for (var at = start; at < end; at += 1) { add(index.on[at], alike, index.rank[at]); }
  });
  return { best: best, scores: scores, titles: titles, worth: Math.log(1 + pages / (1 + many)) + 0.1 };
}

function answersTo(words, isTitle) {
  var typed = words.map(function (word) { return { word: word, stem: stemOf(word, index.lang) }; });
  function isSaid(part) {
    return typed.some(function (one) { return one.word === part.word || one.stem === part.stem; });
  }
  function joined(parts) { return parts.map(function (part) { return part.word; }).join(''); }
  var together = joined(typed);
  function worth(form) {
    if (!form.length) { return 0; }
    if (joined(form) === together) { return 3; }
    if (form.every(isSaid)) { return form.length === typed.length ? 3 : typed.length - form.length < 4 ? 2 : 0; }
    if (typed.length > form.length) { return 0; }
    var begun = typed.every(function (one, at) { return one.word.length > 2 && form[at].word.startsWith(one.word); });
    if (begun) { return 1; }
    var near = typed.length === form.length && typed.every(function (one, at) { return one.word === form[at].word || one.word.length > 4 && isNear(one.word, form[at].word); });
    return near ? 0.5 : 0;
  }
  var found = index.answers.map(function (answer) { return { answer: answer, worth: Math.max.apply(null, answer.forms.map(worth)) }; });
  var best = found.reduce(function (most, row) { return Math.max(most, row.worth); }, 0);
  // What says only a part of it gives way to a page that is called just so.
  return best > 2 || best && !isTitle ? found.filter(function (row) { return row.worth === best; }).slice(0, 3).map(function (row) { return row.answer; }) : [];
}

// Does a title begin with what was typed first?
function beginsLike(page, word) {
  return likeness(page.first, word, stemOf(word, index.lang)) > 0.6 || isNear(page.first, word);
}

// What is found: answers of the glossary, and pages, the best first. `partly` where no page has all words.
function search(text) {
  var words = wordsOf(text), whole = words.join(' '), most = 1, found = [];
  if (!words.length) { return null; }
  var columns = words.map(pagesWith);
  index.pages.forEach(function (page, number) {
    var row = { page: page, number: number, words: 0, score: 0 }, title = 0;
    columns.forEach(function (column) {
      if (!column.scores[number]) { return; }
      row.words += 1;
      row.score += column.scores[number] * column.worth;
      title += column.titles[number];
    });
    if (row.words < most) { return; }
    if (row.words > most) { found = []; most = row.words; }
    row.score *= 1 + title / Math.max(1, page.words);
    if (page.whole === whole) { row.score *= 2; } else if (title && beginsLike(page, words[0])) { row.score *= 1.3; }
    found.push(row);
  });
  found.sort(function (a, b) { return b.score - a.score || a.number - b.number; });
  var isTitle = index.pages.some(function (page) { return page.whole === whole; });
  return { answers: answersTo(words, isTitle), partly: most < words.length, pages: found.map(function (row) { return row.page; }) };
}
