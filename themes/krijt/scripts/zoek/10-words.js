// Words as they are compared: small letters without accents. `src/search/words.rs` does the same to the texts.
var UNSEEN = /['`\u2018\u2019\u201b\u2032\u00b4\u02bc\u02bb\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
var OTHER = { '\u0131': 'i', '\u0142': 'l', '\u00f8': 'o', '\u0111': 'd', '\u00f0': 'd', '\u00fe': 'th', '\u00df': 'ss', '\u00e6': 'ae', '\u0153': 'oe', '\u03c2': '\u03c3', '\u0629': '\u0647', '\u0649': '\u064a' };

function folded(text) {
  var plain = text.replace(UNSEEN, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[\u0131\u0142\u00f8\u0111\u00f0\u00fe\u00df\u00e6\u0153\u03c2\u0629\u0649]/g, function (c) { return OTHER[c]; });
}

function wordsOf(text) {
  return (folded(text).match(/[\p{Alphabetic}\p{N}]+/gu) || []).filter(function (word) { return !/^[a-z]$/.test(word); });
}
