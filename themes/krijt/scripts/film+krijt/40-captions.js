// What is said stands below a film; here it comes into the picture, too. Browsers load no captions beside a page on a disk.
// `first` gets the captions that are shown.
function captioned(player, first) {
  Array.prototype.forEach.call(player.parentNode.querySelectorAll('.ondertiteling [data-taal]'), function (told, at) {
    var track = player.addTextTrack('captions', told.dataset.naam, told.dataset.taal);
    Array.prototype.forEach.call(told.children, function (cue) {
      var text = cue.textContent.replace(/&/g, '&amp;').replace(/</g, '&lt;');
      track.addCue(new VTTCue(cue.dataset.van / 1000, cue.dataset.tot / 1000, text));
    });
    track.mode = at ? 'disabled' : 'showing';
    if (!at && first) { first(track); }
  });
}
