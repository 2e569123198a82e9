// The run sheet: somebody types what time it is, and a line says what is on, what comes next, or that it is over.
(function () {
  var now = document.getElementById('_nu');
  if (!now) { return; }
  var line = document.querySelector('.nu-regel');
  var parts = Array.prototype.map.call(document.querySelectorAll('li[data-van]'), function (el) {
    var what = el.querySelector('.programma-wat').firstChild.textContent.trim();
    return { el: el, from: Number(el.getAttribute('data-van')), to: Number(el.getAttribute('data-tot')), what: what };
  });

  function clock(total) {
    var minute = ('0' + total % 60).slice(-2);
    return now.getAttribute('data-klok').replace('{hour}', Math.floor(total / 60) % 24).replace('{minute}', minute);
  }

  function say(name, part, time) {
    // A name that ends as a question needs no full stop behind it.
    var said = now.getAttribute('data-' + name).replace('{time}', clock(time)).replace('{what}', function () { return part.what; });
    return said.replace(/([?!])\.$/, '$1');
  }

  function follow(total) {
    var later = parts.filter(function (part) { return part.from > total; });
    later.sort(function (a, b) { return a.from - b.from; });
    return later[0];
  }

  function said(total) {
    var on = parts.filter(function (part) { return part.from <= total && total < part.to; });
    var next = follow(total);
    on.forEach(function (part) { part.el.setAttribute('aria-current', 'true'); });
    if (!on.length && !next) { return now.getAttribute('data-na'); }
    if (!on.length) { return say(next === parts[0] ? 'voor' : 'straks', next, next.from); }
    var lines = on.map(function (part) { return say('tijdens', part, part.to); });
    lines.push(next ? say('straks', next, next.from) : now.getAttribute('data-laatste'));
    return lines.join(' ');
  }

  function show() {
    parts.forEach(function (part) { part.el.removeAttribute('aria-current'); });
    var typed = /^(\d{1,2}):(\d{2})/.exec(now.value);
    if (!typed) { line.textContent = ''; return; }
    var total = Number(typed[1]) * 60 + Number(typed[2]);
    // After midnight it is still the evening.
    if (parts[0].from - total > 720) { total += 1440; }
    line.textContent = said(total);
  }

  now.addEventListener('input', show);
  document.querySelector('.nu').hidden = false;
  show();
}());
