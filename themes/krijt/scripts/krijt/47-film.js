// What is said stands below a film; here it comes into the picture, too. Browsers load no captions beside a page on a disk.
Array.prototype.forEach.call(document.querySelectorAll('.film video'), function (video) {
  var all = video.parentNode.querySelectorAll('.ondertiteling [data-taal]');
  Array.prototype.forEach.call(all, function (told, at) {
    var track = video.addTextTrack('captions', told.dataset.naam, told.dataset.taal);
    Array.prototype.forEach.call(told.children, function (cue) {
      var text = cue.textContent.replace(/&/g, '&amp;').replace(/</g, '&lt;');
      track.addCue(new VTTCue(cue.dataset.van / 1000, cue.dataset.tot / 1000, text));
    });
    track.mode = at ? 'disabled' : 'showing';
  });
});
