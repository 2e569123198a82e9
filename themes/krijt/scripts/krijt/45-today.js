// What is given today: the page was made on one day and is read on another. Days are written so that their texts compare.
(function () {
  var blocks = Array.prototype.slice.call(document.querySelectorAll('.vandaag-dag[data-van]'));
  function two(number) { return ('0' + number).slice(-2); }

  function show() {
    var now = new Date();
    var today = now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
    blocks.forEach(function (block) {
      var from = block.getAttribute('data-van'), to = block.getAttribute('data-tot');
      block.hidden = (from !== '' && today < from) || (to !== '' && to < today);
    });
  }

  if (!blocks.length) { return; }
  show();
  // A page that stays open over midnight.
  document.addEventListener('visibilitychange', show);
}());
