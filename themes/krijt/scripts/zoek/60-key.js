// Whether the key `/` leads here from any page: who speaks to the computer, or touches keys by accident, turns it off.
var key = document.getElementById('_zoektoets');
if (key) {
  try { key.checked = localStorage.getItem('krijt.zoektoets') !== 'uit'; } catch (e) { /* then it is on */ }
  key.addEventListener('change', function () {
    try { localStorage.setItem('krijt.zoektoets', key.checked ? 'aan' : 'uit'); } catch (e) { /* for this page only */ }
  });
}
