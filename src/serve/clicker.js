// krijt serve --lan: the page on a phone that turns a deck. Nothing is kept, and text is set as text.
(function () {
  'use strict';
  var main = document.querySelector('main'), words = main.dataset, shown = null, loaded = {};
  function $(id) { return document.getElementById(id); }
  function put(element, text) { if (element.textContent !== text) { element.textContent = text; } }
  function say(text) { put($('melding'), text); }

  function click(button) {
    fetch('/_krijt/klik', { method: 'POST', body: button.value }).then(function (answer) {
      if (answer.status === 401) { location.reload(); } // another start of krijt, with another code
      if (answer.status === 409) { say(words.geen); }
    }, function () { say(words.weg); });
  }
  document.querySelectorAll('button').forEach(function (button) {
    button.addEventListener('click', function () { click(button); });
  });

  // The deck's own page, once for each time that it is loaded on the board.
  function page(slide) {
    if (loaded.deck !== slide.deck) {
      loaded = { deck: slide.deck, page: fetch(slide.path).then(function (answer) { return answer.text(); }).then(function (text) {
        return new DOMParser().parseFromString(text, 'text/html');
      }) };
      loaded.page.catch(function () { loaded = {}; });
    }
    return loaded.page;
  }

  function draw(slide) {
    shown = slide;
    if (!slide) { fill(null); say(words.geen); return; }
    function show(deck) { if (shown === slide) { fill(deck, slide.at); } }
    page(slide).then(show, function () { show(null); });
  }

  function fill(deck, at) {
    var turn = deck && deck.querySelectorAll('.beurt')[at], pick = turn && turn.querySelector('.dia-kies');
    var phase = turn && turn.dataset.fase && deck.querySelectorAll('.fasen li')[turn.dataset.fase];
    var notes = turn ? Array.from(turn.querySelectorAll('.script-tekst :is(p, li, h2, h3, h4, dt, dd)')) : [];
    // As it stands on the slide itself: those that are made from the head of a lesson have no number.
    var number = turn && /(\d+) \/ (\d+)/.exec(turn.querySelector('.dia-nummer').textContent);
    say(number ? words.dia.replace('{n}', number[1]).replace('{m}', number[2]) : '');
    var lang = (turn ? deck : document).documentElement.lang;
    ['titel', 'fase', 'tekst'].forEach(function (id) { $(id).lang = lang; });
    put($('titel'), pick ? pick.getAttribute('aria-label') : words.titel);
    put($('fase'), phase ? phase.querySelector('.fase-naam').textContent.trim() : '');
    var lines = notes.filter(function (note) { return !note.querySelector('p, li'); }).map(function (note) {
      var line = document.createElement('p');
      line.dir = 'auto';
      line.textContent = note.textContent.trim();
      return line;
    });
    $('tekst').replaceChildren.apply($('tekst'), lines);
    $('notities').hidden = !lines.length;
  }

  function listen() {
    var source = new EventSource('/_krijt/klik/stand');
    source.onmessage = function (message) { draw(JSON.parse(message.data)); };
    source.onerror = function () {
      say(words.weg);
      if (source.readyState === EventSource.CLOSED) { setTimeout(listen, 2000); }
    };
  }

  function tick() {
    var now = new Date();
    put($('tijd'), [now.getHours(), now.getMinutes()].map(function (part) { return String(part).padStart(2, '0'); }).join(':'));
  }
  setInterval(tick, 1000);
  tick();
  listen();
}());
