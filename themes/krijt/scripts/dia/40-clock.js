// A clock
const digits = seconds => Math.floor(seconds / 60) + ':' + two(seconds % 60);
const minutesOf = minutes => count('minutes', minutes);
// As it is said: whole minutes in words, else as the clock shows it.
const timeOf = seconds => seconds % 60 ? digits(seconds) : minutesOf(seconds / 60);

function clock(element) {
  const place = $('.klok-tijd', element);
  const whole = (Number(place.dataset.minuten) || 1) * 60000;
  const view = blank('_klok'), line = $('.klok-balk div', view);
  place.replaceWith(view);
  const block = {
    state: [0, whole, whole], // does it run; when it ends, or what is left; all of it
    left: () => Math.max(0, block.state[1] - block.state[0] * Date.now()),
    seconds: () => Math.ceil(block.left() / 1000),
    act(action) {
      const [runs, , all] = block.state, left = block.left(), more = left + 60000;
      block.isMine = true;
      setTimeout(tick);
      if (action === 'opnieuw') block.state = [0, whole, whole];
      else if (action === 'langer') block.state = [runs || !left ? 1 : 0, more + (runs || !left ? Date.now() : 0), Math.max(all, more)];
      else block.state = runs ? [0, left, all] : [1, Date.now() + (left || all), all];
      hear();
      return word(block.state[0] ? 'clock_runs' : 'clock_stands', { time: timeOf(block.seconds()) });
    },
    tick() {
      if (!block.state[0]) return;
      const seconds = block.seconds();
      if (!seconds) {
        block.state = [0, 0, block.state[2]];
        ended.add(block);
        say(word('time_up'));
        if (soundBox.checked && block.isMine) chime();
      }
      block.draw();
      if (!seconds) fitAgain(block.slide);
      return true;
    },
    draw() {
      const seconds = block.seconds();
      running[block.state[0] ? 'add' : 'delete'](block);
      put($('.klok-cijfers', view), digits(seconds));
      line.style.transform = 'scaleX(' + Math.min(1, seconds * 1000 / block.state[2]).toFixed(3) + ')';
      mark(view, 'om', !seconds);
      put($('[data-doe=start]', view), word(block.state[0] ? 'pause' : 'start'));
      $('[data-doe=geluid]', view).ariaPressed = soundBox.checked;
    },
  };
  addBlock(element, block);
}

const running = new Set(); // clocks
let ticking;
function tick() {
  const runs = [...running].filter(block => block.tick()).length;
  drawMini();
  if (!runs) ticking = clearInterval(ticking);
  else ticking ||= setInterval(tick, 250);
}

// A clock that is out of sight stays in a corner; one that ended says so until somebody goes there.
const ended = new Set();
function drawMini() {
  const isOut = each => each.slide !== now || !cloth.hidden, mini = $('.mini');
  ended.forEach(each => { if (!isOut(each) || each.left()) ended.delete(each); });
  const block = [...ended][0] || [...running].filter(isOut).sort((a, b) => a.left() - b.left())[0];
  mini.hidden = !block || mode === 'lezen';
  if (!block) return;
  mini.dataset.n = block.slide;
  mark(mini, 'om', ended.has(block));
  put($('#_mini'), ended.has(block) ? word('time_up') : digits(block.seconds()));
}

let audio;
function hear() {
  if (!soundBox.checked || !window.AudioContext) return;
  audio ||= new AudioContext();
  audio.resume();
}
function chime() {
  hear();
  if (audio) [523.25, 659.25, 783.99].forEach((pitch, at) => {
    const tone = audio.createOscillator(), loud = audio.createGain(), from = audio.currentTime + at * 0.45;
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.3, from);
    loud.gain.exponentialRampToValueAtTime(0.001, from + 1.6);
    tone.connect(loud).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 1.7);
  });
}
