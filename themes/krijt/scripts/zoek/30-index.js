// The index: a script of its own that is asked for when search is used. `src/search/pack.rs` says how it is written.
var index = null, asked = null;

function reader(bytes) {
  var at = 0;
  function number() {
    var n = 0, shift = 0, byte;
    do { byte = bytes[at]; at += 1; n += (byte & 127) * Math.pow(2, shift); shift += 7; } while (byte > 127);
    return n;
  }
  return {
    number: number,
    part: function () { var size = number(); at += size; return bytes.subarray(at - size, at); },
  };
}

function rows(bytes) {
  return new TextDecoder().decode(bytes).split('\n').slice(0, -1);
}

function readIndex(bytes, lang) {
  var whole = reader(bytes), number = 0, last = '';
  var pages = rows(whole.part()).map(function (row) {
    var fields = row.split('\t'), words = wordsOf(fields[1]);
    return {
      part: Number(fields[0]), title: fields[1], path: fields[2], summary: fields[3],
      whole: words.join(' '), first: stemOf(words[0] || '', lang), words: words.length,
    };
  });
  var answers = rows(whole.part()).map(function (row) {
    var fields = row.split('\t');
    var forms = [fields[0]].concat(fields.slice(3)).map(function (form) {
      return wordsOf(form).map(function (word) { return { word: word, stem: stemOf(word, lang) }; });
    });
    return { term: fields[0], path: fields[1], text: fields[2], forms: forms };
  });
  var terms = rows(whole.part()).map(function (row) { return (last = last.slice(0, row.charCodeAt(0) - 33) + row.slice(1)); });
  var counts = reader(whole.part()), steps = reader(whole.part()), ranks = whole.part();
  var ends = 1, at = terms.map(function (term) { ends += term.length + 1; return ends - term.length - 1; });
  var starts = [], common = [], on = [], rank = [];
  terms.forEach(function () {
    var count = counts.number(), page = 0;
    starts.push(number);
    common.push(count % 2);
    for (var left = count >> 1; left > 0; left -= 1) {
      page += steps.number();
      on.push(page);
      rank.push((ranks[number >> 2] >> (2 * (number & 3))) & 3);
      number += 1;
    }
  });
  starts.push(number);
  // All terms as one text, and where in it each begins.
  var text = '\n' + terms.join('\n') + '\n';
  return { lang: lang, pages: pages, answers: answers, terms: terms, text: text, at: at, starts: starts, common: common, on: on, rank: rank };
}

window.krijtZoek = function (lang, letters) {
  var packed = atob(letters), bytes = new Uint8Array(packed.length);
  for (var at = 0; at < packed.length; at += 1) { bytes[at] = packed.charCodeAt(at); }
  var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  asked.resolve(new Response(stream).arrayBuffer().then(function (buffer) { return readIndex(new Uint8Array(buffer), lang); }));
};

// Asks for it once; gives a promise.
function load(path) {
  if (asked) { return asked.promise; }
  asked = {};
  asked.promise = new Promise(function (resolve, reject) {
    asked.resolve = resolve;
    if (!window.DecompressionStream) { reject(); return; }
    var script = document.createElement('script');
    script.src = path;
    script.onerror = reject;
    document.head.appendChild(script);
  }).then(function (read) { index = read; return read; });
  return asked.promise;
}
