// Start
startField.value = setting('starttijd') || '';
bellField.value = setting('eindtijd') || '';
[startField, bellField].forEach(field => field.addEventListener('input', typed));
Object.assign(DOING, {
  presentator: openPresenter,
  venster: openWindow,
  hier() {
    $('#_alleen').close();
    setMode('presentator');
  },
  begin() {
    const time = new Date();
    startField.value = two(time.getHours()) + ':' + two(time.getMinutes());
    typed();
  },
});
after.state.push(sendState);
after.block.push(sendBlock);
after.board?.push(sendBoard);
after.draw.push(drawPanel);
setInterval(drawPanel, 1000);
deck.restore(out.at ?? blocks.length);
if (key) deck.kept.key = key;
if (isSecond) {
  deck.address = () => '#presentator.' + key + '.' + (deck.now + 1);
  go(clamp(givenSlide - 1, 0, last), Number(saved.step) || 0, true);
  setMode('presentator', true);
  const greet = () => send('hallo', Number(isNew));
  greet();
  setInterval(greet, 1500);
} else if (saved.mode === 'presentator') setMode('presentator', true);
