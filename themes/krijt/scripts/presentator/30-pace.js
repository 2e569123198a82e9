// Presenter: the path of the lesson, the bell, and what to leave out to be ready by then
const startField = $('#_start'), bellField = $('#_bel'), path = $('.fasen ol');
const hours = minutes => word('clock', { hour: Math.floor(minutes % 1440 / 60), minute: two(minutes % 60) });
const phases = $$('.fasen li').map((row, at) => ({
  at, row, minutes: Number(row.dataset.min), canGo: 'weg' in row.dataset, name: $('.fase-naam', row).textContent, slides: turns.flatMap((turn, n) => Number(turn.dataset.fase ?? -1) === at ? [n] : []),
}));
const sum = some => some.reduce((all, each) => all + each.minutes, 0);
const minutesIn = field => /^(\d\d):(\d\d)/.test(field.value) ? field.value.slice(0, 2) * 60 + Number(field.value.slice(3, 5)) : null;
const SCREEN = ['', 'screen_black', 'screen_white'].map(key => key && word(key));

// Parts that are left out: both windows turn past them.
const out = { state: phases.map(() => 0) };
if (path) addBlock(path, Object.assign(out, {
  act(action, n) {
    this.state[n] = 1 - this.state[n];
    return word(this.state[n] ? 'left_out' : 'kept_in', { phase: phases[n].name });
  },
  draw() {
    phases.forEach(({ at, row, slides, canGo, name }) => {
      const isOut = Boolean(this.state[at]), button = $('button', row);
      slides.forEach(slide => skipped[isOut ? 'add' : 'delete'](slide));
      mark(row, 'uit', isOut);
      if (!canGo) return;
      put(button, word(isOut ? 'keep_in' : 'leave_out'));
      button.ariaLabel = button.textContent + ': ' + name;
    });
    deck.draw();
  },
}));

// What to leave out to win back so many minutes: as little of the lesson as does it, in as few parts; else all that may go.
function plan(free, wanted) {
  let best = free.length > 12 ? free.slice(-12) : free;
  const rest = best;
  for (let bits = 1; bits < 1 << rest.length; bits++) {
    const some = rest.filter((each, at) => bits >> at & 1), saves = sum(some);
    if (saves >= wanted && (saves < sum(best) || saves === sum(best) && some.length < best.length)) best = some;
  }
  return best;
}

function pace(today, start) {
  const current = Number(turns[deck.now].dataset.fase ?? -1), phase = phases[current], isIn = each => !out.state[each.at];
  let total = 0;
  phases.forEach(each => {
    each.from = total;
    if (isIn(each)) total += each.minutes;
    put($('.fase-uur', each.row), start === null ? word('after', { n: each.from }) : hours(start + each.from));
    each.row.ariaCurrent = each.at === current ? 'step' : null;
    mark(each.row, 'raad', false);
  });
  if (start === null) return word('fill_start');
  const spent = today - start, bell = minutesIn(bellField) ?? start + sum(phases);
  if (spent < -60 || spent > sum(phases) + 120) return word('check_start');
  if (!phase) return total ? word('ready_at', { time: hours(Math.max(start, today) + total) }) : word('busy', { time: minutesOf(Math.max(0, spent)) });
  const coming = phases.filter(each => each.at > current && isIn(each));
  // Until this part must end for all that follows to be done by the bell.
  const left = bell - sum(coming) - today;
  if (left > phase.minutes) return word('ahead', { time: minutesOf(left - phase.minutes) });
  if (left > 4 || left >= 0 && !coming.length) return word('on_schedule', { time: minutesOf(left), phase: phase.name });
  if (left > 0) return word('move_on', { time: minutesOf(left), phase: coming[0].name });
  if (!left) return word('move_now', { phase: coming[0].name });
  const free = coming.filter(each => each.canGo), time = minutesOf(-left), best = plan(free, -left), ready = hours(Math.max(bell, today + sum(coming) - sum(best)));
  if (!best.length) return word('behind_ready', { time, ready });
  best.forEach(each => mark(each.row, 'raad', true));
  const parts = new Intl.ListFormat(deck.words.lang).format(best.map(each => word('quoted', { text: each.name })));
  return word('behind_skip', { time, parts, saves: word('minutes_short', { n: sum(best) }) }) + (sum(best) < -left ? '. ' + word('ready_at', { time: ready }) : '');
}

// The words that the next part begins with.
function opening() {
  const current = Number(turns[deck.now].dataset.fase ?? -1), next = phases.find(each => each.at > current && !out.state[each.at]);
  const text = next?.slides.length && $('.script-tekst :is(p, li)', turns[next.slides[0]])?.textContent.trim().replace(/\s+/g, ' ');
  if (!text) return '';
  const [{ segment }] = new Intl.Segmenter(deck.words.lang, { granularity: 'sentence' }).segment(text);
  return word('first_words', { phase: next.name, text: segment.trim() });
}

function drawPanel() {
  if (deck.mode !== 'presentator') return;
  const time = new Date(), today = time.getHours() * 60 + time.getMinutes();
  put($('#_uur'), hours(today));
  put($('#_tempo'), pace(today, minutesIn(startField)));
  put($('#_straks'), near(1) <= last ? word('next', { title: titleOf(near(1)) }) : word('no_next'));
  put($('#_zin'), opening());
  put($('#_let'), deck.dark ? SCREEN[deck.dark] : isSecond ? (peer && !peer.closed ? '' : word('window_closed')) : isBlocked ? word('window_blocked') : '');
  $('[data-doe=venster]').hidden = isSecond;
}

function typed() {
  setting('starttijd', startField.value);
  setting('eindtijd', bellField.value);
  drawPanel();
}
