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
