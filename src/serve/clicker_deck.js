// krijt serve --lan: lets a phone turn this deck, and tells the phone which slide is shown. Put into served decks only.
(function () {
  'use strict';
  var own = document.currentScript, token = own.getAttribute('data-token'), source = null, deck, told = -1;
  // The presenter's window follows the deck; a deck within a page is not the one that the class sees.
  if (/^#presentator\./.test(location.hash) || window.top !== window) { return; }
  var number = Array.from(crypto.getRandomValues(new Uint8Array(8)), function (byte) {
    return (256 + byte).toString(16).slice(1);
  }).join('');

  function ask(what) {
    told = deck.now;
    return '/_krijt/klik/' + what + '?token=' + token + '&deck=' + number + '&at=' + told + '&count=' + (deck.last + 1) +
      '&path=' + encodeURIComponent(location.pathname);
  }
  function stop() { if (source) { source.close(); source = null; } }
  function listen() {
    if (source || document.visibilityState === 'hidden') { return; }
    source = new EventSource(ask('dia'));
    source.onmessage = function (message) { turn(message.data); };
    // The browser would ask again with the slide of then.
    source.onerror = function () { stop(); setTimeout(listen, 1000); };
  }

  // As a clicker does that is a keyboard: what a dialog or a dark screen makes of it is the deck's own matter.
  var KEYS = { n: 'PageDown', p: 'PageUp' };
  function turn(what) {
    if (KEYS[what]) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: KEYS[what], bubbles: true, cancelable: true }));
    } else if (what === 'b' && deck.mode !== 'lezen') {
      deck.DOING.zwart();
    }
  }

  function start() {
    deck = window.krijtDia;
    if (!deck) { return; } // a deck without a script
    deck.after.draw.push(function () {
      if (source && deck.now !== told) { fetch(ask('op'), { method: 'HEAD' }).catch(function () {}); }
    });
    document.addEventListener('visibilitychange', function () {
      if (document.visibilityState === 'hidden') { stop(); } else { listen(); }
    });
    window.addEventListener('pagehide', stop);
    window.addEventListener('pageshow', listen);
    listen();
  }
  document.addEventListener('DOMContentLoaded', start);
}());
