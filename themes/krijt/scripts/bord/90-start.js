// Escape puts away what is in hand, then the curtain, then the tray; only then it does what it did.
function putAway() {
  if (held) return take(held);
  if (wall.gordijn) {
    hang({ gordijn: 0 });
    return sayCurtain();
  }
  if (!isOut) return '';
  setTray(false);
  return word('board_closed');
}

document.addEventListener('keydown', event => {
  const isUndo = held === 'pen' && (event.ctrlKey || event.metaKey) && event.key === 'z';
  if (!isWall() || isOpen() || !cloth.hidden || event.key !== 'Escape' && !isUndo) return;
  const text = isUndo ? undo() : putAway();
  if (!text) return;
  stop(event);
  say(text);
}, true);

opener.hidden = false;
drawWall();
