// Presenter: clock and pace
const startField = $('#_start');
const hours = minutes => word('clock', { hour: Math.floor(minutes % 1440 / 60), minute: two(minutes % 60) });
const phases = $$('.fasen li').map(row => ({ row, minutes: Number(row.dataset.min), canGo: 'weg' in row.dataset, name: $('.fase-naam', row).textContent }));

function pace(today, start) {
  const current = Number(turns[now].dataset.fase ?? -1), phase = phases[current];
  let total = 0;
  phases.forEach((each, at) => {
    each.from = total;
    total += each.minutes;
    put($('.fase-uur', each.row), start === null ? word('after', { n: each.from }) : hours(start + each.from));
    each.row.ariaCurrent = at === current ? 'step' : null;
  });
  if (start === null) return word('fill_start');
  const spent = today - start;
  if (spent < -60 || spent > total + 120) return word('check_start');
  if (!phase) return total ? word('ready_at', { time: hours(start + total) }) : word('busy', { time: minutesOf(Math.max(0, spent)) });
  const late = spent - phase.from - phase.minutes;
  if (spent < phase.from) return word('ahead', { time: minutesOf(phase.from - spent) });
  if (late <= 0) return word('on_schedule', { time: minutesOf(-late), phase: phase.name });
  // The shortest part that wins back enough; else the longest.
  const free = phases.filter((each, at) => each.canGo && at > current).sort((a, b) => a.minutes - b.minutes);
  const best = free.find(each => each.minutes >= late) || free.pop();
  const time = minutesOf(late);
  if (!best) return word('behind_ready', { time, ready: hours(start + total + late) });
  return word('behind_skip', { time, phase: best.name, saves: word('minutes_short', { n: best.minutes }) });
}

function drawPanel() {
  if (!panel || mode !== 'presentator') return;
  const time = new Date(), today = time.getHours() * 60 + time.getMinutes(), [, hour, minute] = /^(\d\d):(\d\d)/.exec(startField.value) || [];
  put($('#_uur'), hours(today));
  put($('#_tempo'), pace(today, hour ? hour * 60 + Number(minute) : null));
  put($('#_straks'), now < last ? word('next', { title: titleOf(now + 1) }) : word('no_next'));
  put($('#_let'), dark ? SCREEN[dark] : isSecond ? (peer && !peer.closed ? '' : word('window_closed')) : isBlocked ? word('window_blocked') : '');
  $('[data-doe=venster]').hidden = isSecond;
}

function startTyped() {
  setting('starttijd', startField.value);
  drawPanel();
}
