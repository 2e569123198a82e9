// On a phone a long list of contents begins folded.
if (window.matchMedia && window.matchMedia('(max-width: 46rem)').matches) {
  Array.prototype.forEach.call(document.querySelectorAll('.opbouw > details'), function (list) {
    if (list.querySelectorAll('li').length > 6) { list.open = false; }
  });
}
