// krijt: small comforts. Every page is complete without this file.
(function () {
  'use strict';

  // Clock times: the teacher types when the lesson starts, every [data-min] shows the time on the clock.
  var field = document.getElementById('_starttijd');
  var moments = Array.prototype.map.call(document.querySelectorAll('time[data-min]'), function (el) {
    return { el: el, after: Number(el.getAttribute('data-min')), text: el.textContent, iso: el.getAttribute('datetime') };
  });

  function remembered(value) {
    try {
      if (value === undefined) { return localStorage.getItem('krijt.starttijd'); }
      localStorage.setItem('krijt.starttijd', value);
    } catch (e) { /* private mode or file: the field simply starts empty */ }
    return null;
  }

  function showTimes() {
    var start = /^(\d{1,2}):(\d{2})/.exec(field.value);
    moments.forEach(function (m) {
      if (!start) {
        m.el.textContent = m.text;
        if (m.iso) { m.el.setAttribute('datetime', m.iso); }
        return;
      }
      var total = (Number(start[1]) * 60 + Number(start[2]) + m.after) % 1440;
      var hour = Math.floor(total / 60), minute = ('0' + total % 60).slice(-2);
      m.el.textContent = hour + '.' + minute + ' uur';
      m.el.setAttribute('datetime', ('0' + hour).slice(-2) + ':' + minute);
    });
  }

  if (field && moments.length) {
    field.value = remembered() || '';
    field.addEventListener('input', function () { remembered(field.value); showTimes(); });
    field.parentNode.hidden = false;
    showTimes();
  }

  // A link to something that is folded away opens it.
  function openTarget() {
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.tagName === 'DETAILS') { target.open = true; }
  }
  window.addEventListener('hashchange', openTarget);
  openTarget();

  // Printing: a button, and everything that is folded away is opened for as long as it lasts.
  Array.prototype.forEach.call(document.querySelectorAll('.knop-print'), function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });

  var opened = [];
  window.addEventListener('beforeprint', function () {
    opened = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (d) { d.open = false; });
    opened = [];
  });
}());
