// What the forms of a Dutch word have in common, by the same steps as `src/search/dutch.rs`.
var FORMS = { kinder: 'kind', lez: 'lees', leest: 'lees', lees: 'lees' };

function shorter(word, count) { return word.length >= count + 3 ? word.slice(0, -count) : word; }

function withoutDiminutive(word) {
  if (/jes$/.test(word)) { word = shorter(word, 1); }
  if (!/je$/.test(word) || word.length < 6) { return word; }
  if (/([^aeiouy])\1etje$/.test(word)) { return shorter(word, 4); }
  if (/(?:[lnrw]|(^|.)(?!\1)[aeiouy])tje$/.test(word) || /mpje$/.test(word)) { return shorter(word, 3); }
  return shorter(word, 2);
}

function withoutEnding(word) {
  if (/heden$/.test(word) && word.length > 7) { return word.slice(0, -3) + 'id'; }
  if (/([^aeiouy])\1$/.test(word)) { return shorter(word, 1); }
  if (/en$/.test(word)) { return shorter(word, 2); }
  var ended = /(?:[^aeiouys]|[^aeouy]e|[^aeiouy][aiouy])s$/.test(word) || /[^aeouy]e$/.test(word);
  return ended ? shorter(word, 1) : word;
}

function stemOf(word, lang) {
  if (lang !== 'nl' || !/^[a-z]{4,}$/.test(word)) { return word; }
  var before;
  word = withoutDiminutive(word);
  do { before = word; word = withoutEnding(word); } while (word !== before);
  if (Object.prototype.hasOwnProperty.call(FORMS, word)) { return FORMS[word]; }
  if (/^ge[^e].{2,}[dt]$/.test(word) && !/^ge(?:bruik|beur|luid)/.test(word)) {
    word = word.slice(2);
    if (/([aeou])\1[^aeiouy][dt]$/.test(word)) { word = shorter(word, 1); }
  }
  if (/.([aeou])\1[^aeiouy]t$/.test(word)) { word = shorter(word, 1); }
  if (/.([aeou])\1[^aeiouy]$/.test(word)) { word = word.slice(0, -2) + word.slice(-1); }
  return word.replace(/v$/, 'f').replace(/z$/, 's');
}
