// Clock times: the teacher types when the lesson starts, every [data-min] shows the time on the clock.
var field = document.getElementById('_starttijd');
var moments = Array.prototype.map.call(document.querySelectorAll('time[data-min]'), function (el) {
  return { el: el, after: Number(el.getAttribute('data-min')), text: el.textContent, iso: el.getAttribute('datetime') };
});

// How a time is written in the language of the page; by itself as on a clock.
function said(name) { return field.getAttribute('data-' + name) || (name === 'uur' ? '{time}' : '{hour}:{minute}'); }

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
    m.el.textContent = said('uur').replace('{time}', said('klok').replace('{hour}', hour).replace('{minute}', minute));
    m.el.setAttribute('datetime', ('0' + hour).slice(-2) + ':' + minute);
  });
}

if (field && moments.length) {
  field.value = remembered() || '';
  field.addEventListener('input', function () { remembered(field.value); showTimes(); });
  field.parentNode.hidden = false;
  showTimes();
}
