// Presenter: clock and pace
const startField = $('#_start');
const hours = minutes => Math.floor(minutes % 1440 / 60) + '.' + two(minutes % 60);
const phases = $$('.fasen li').map(row => ({ row, minutes: Number(row.dataset.min), canGo: 'weg' in row.dataset, name: $('.fase-naam', row).textContent }));

function pace(today, start) {
  const current = Number(turns[now].dataset.fase ?? -1), phase = phases[current];
  let total = 0;
  phases.forEach((each, at) => {
    each.from = total;
    total += each.minutes;
    put($('.fase-uur', each.row), start === null ? 'na ' + each.from + ' min' : hours(start + each.from));
    each.row.ariaCurrent = at === current ? 'step' : null;
  });
  if (start === null) return 'Vul in hoe laat je bent begonnen.';
  const spent = today - start;
  if (spent < -60 || spent > total + 120) return 'Klopt de begintijd?';
  if (!phase) return total ? 'Klaar om ' + hours(start + total) : minutesOf(Math.max(0, spent)) + ' bezig';
  const late = spent - phase.from - phase.minutes;
  if (spent < phase.from) return minutesOf(phase.from - spent) + ' voor';
  if (late <= 0) return 'Op schema: nog ' + minutesOf(-late) + ' voor ‘' + phase.name + '’';
  // The shortest part that wins back enough; else the longest.
  const free = phases.filter((each, at) => each.canGo && at > current).sort((a, b) => a.minutes - b.minutes);
  const best = free.find(each => each.minutes >= late) || free.pop();
  return minutesOf(late) + ' achter' + (best ? '; sla ‘' + best.name + '’ over: −' + best.minutes + ' min' : '; klaar om ' + hours(start + total + late));
}

function drawPanel() {
  if (!panel || mode !== 'presentator') return;
  const time = new Date(), today = time.getHours() * 60 + time.getMinutes(), [, hour, minute] = /^(\d\d):(\d\d)/.exec(startField.value) || [];
  put($('#_uur'), hours(today));
  put($('#_tempo'), pace(today, hour ? hour * 60 + Number(minute) : null));
  put($('#_straks'), now < last ? 'Hierna: ' + titleOf(now + 1) : 'Dit is de laatste dia.');
  put($('#_let'), dark ? SCREEN[dark] : isSecond ? (peer && !peer.closed ? '' : 'Het venster met de dia’s is dicht.') : isBlocked ? 'De browser hield het tweede venster tegen.' : '');
  $('[data-doe=venster]').hidden = isSecond;
}

function startTyped() {
  setting('starttijd', startField.value);
  drawPanel();
}
