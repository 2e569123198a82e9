// The bar that hides, the screen that stays on
let asleep, lock;
const sleepBar = () => { delete root.dataset.balk; };
function wakeBar() {
  root.dataset.balk = 'aan';
  clearTimeout(asleep);
  asleep = setTimeout(() => bar.matches(':hover') ? wakeBar() : sleepBar(), 3500);
}
document.addEventListener('pointermove', event => { if (event.pointerType === 'mouse') wakeBar(); });

async function keepAwake() {
  if (mode === 'lezen' || lock || document.hidden || !navigator.wakeLock) return;
  try {
    lock = await navigator.wakeLock.request('screen');
    lock.addEventListener('release', () => { lock = null; });
  } catch { /* low battery, or not allowed */ }
}
