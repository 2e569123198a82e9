// Which pages have what is typed. Each word must be there: as it is, in another form, at the beginning of a word or the
// other way round, within one (`pesten` finds `cyberpesten`), and where all that finds nothing, with one slip of the keys.
var WEIGHTS = [1, 1.6, 3, 8];
var NEARLY = 0.55;

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
  if (size > 3 && word.length > size && word.startsWith(term)) { return word.length - size < 4 ? 0.8 : 0.35; }
  if (stem.length > 3 && size > stem.length) {
    if (term.endsWith(stem) || term.endsWith(word)) { return 0.5; }
    if (term.indexOf(stem) > 0) { return 0.4; }
  }
  return size > 4 && stem.length > size && stem.endsWith(term) ? 0.3 : 0;
}

function slips(term, word, stem) {
  if (word.length < 4 || term.length < 3) { return 0; }
  if (isNear(term, stem) || isNear(term, word)) { return 0.5; }
  if (word.length > 4 && term.length > word.length && isNear(term.slice(0, word.length), word)) { return 0.3; }
  return word.length > 6 && term.length > 6 && isNear(term.slice(-stem.length), stem) ? 0.25 : 0;
}

// By page: what a word counts for there, and whether its title has it.
function pagesWith(word) {
  var stem = stemOf(word, index.lang), terms = index.terms, best = 0;
  function found(like) {
    var scores = new Map(), many = 0;
    terms.forEach(function (term, number) {
      var alike = like(term, word, stem);
      if (!alike) { return; }
      best = Math.max(best, alike);
      many = Math.max(many, index.common[number] ? index.pages.length : index.starts[number + 1] - index.starts[number]);
      function add(page, weight) {
        var score = alike * weight, known = scores.get(page);
        if (!known || known.score < score) { scores.set(page, { score: score, title: weight === 8 ? alike : 0 }); }
      }
      if (index.common[number]) { index.pages.forEach(function (_, page) { add(page, 1); }); }
      for (var at = index.starts[number]; at < index.starts[number + 1]; at += 1) { add(index.on[at], WEIGHTS[index.rank[at]]); }
    });
    return { scores: scores, worth: Math.log(1 + index.pages.length / (1 + many)) + 0.1 };
  }
  var sure = found(likeness);
  if (best >= NEARLY) { return sure; }
  var maybe = found(slips);
  return maybe.scores.size && (best < 0.4 || !sure.scores.size) ? maybe : sure;
}

function answersTo(words) {
  var typed = words.map(function (word) { return { word: word, stem: stemOf(word, index.lang) }; });
  function isSaid(part) {
    return typed.some(function (one) { return one.word === part.word || one.stem === part.stem; });
  }
  function worth(form) {
    if (!form.length) { return 0; }
    if (form.every(isSaid)) { return form.length === typed.length ? 3 : typed.length - form.length < 4 ? 2 : 0; }
    if (typed.length !== form.length) { return 0; }
    var begun = typed.every(function (one, at) { return one.word.length > 2 && form[at].word.startsWith(one.word); });
    if (begun) { return 1; }
    var near = typed.every(function (one, at) { return one.word === form[at].word || one.word.length > 4 && isNear(one.word, form[at].word); });
    return near ? 0.5 : 0;
  }
  var found = index.answers.map(function (answer) { return { answer: answer, worth: Math.max.apply(null, answer.forms.map(worth)) }; });
  var best = found.reduce(function (most, row) { return Math.max(most, row.worth); }, 0);
  return best ? found.filter(function (row) { return row.worth === best; }).slice(0, 3).map(function (row) { return row.answer; }) : [];
}

// What is found: answers of the glossary, and pages, the best first. `partly` where no page has all words.
function search(text) {
  var words = wordsOf(text), whole = words.join(' ');
  if (!words.length) { return null; }
  var totals = new Map();
  words.map(pagesWith).forEach(function (found) {
    found.scores.forEach(function (row, page) {
      var total = totals.get(page) || { page: page, words: 0, score: 0, title: 0 };
      total.words += 1;
      total.score += row.score * found.worth;
      total.title += row.title;
      totals.set(page, total);
    });
  });
  var all = Array.from(totals.values());
  var most = all.reduce(function (n, row) { return Math.max(n, row.words); }, 0);
  var found = all.filter(function (row) { return row.words === most; });
  found.forEach(function (row) {
    var page = index.pages[row.page];
    row.score *= 1 + row.title / Math.max(1, page.words);
    if (wordsOf(page.folded).join(' ') === whole) { row.score *= 2; }
  });
  found.sort(function (a, b) { return b.score - a.score || a.page - b.page; });
  return { answers: answersTo(words), partly: most < words.length, pages: found.map(function (row) { return index.pages[row.page]; }) };
}
