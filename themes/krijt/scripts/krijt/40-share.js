// A link to share: by what the device shares with, else copied. Where it can do neither, there is no button.
Array.prototype.forEach.call(document.querySelectorAll('.knop-deel'), function (button) {
  var address = button.dataset.adres;
  var said = button.querySelector('span');
  var copies = navigator.clipboard && navigator.clipboard.writeText;
  if (!navigator.share && !copies) { return; }
  button.hidden = false;
  button.addEventListener('click', function () {
    if (navigator.share) {
      navigator.share({ title: button.dataset.titel, url: address }).catch(function () {});
    } else {
      navigator.clipboard.writeText(address).then(function () { said.textContent = button.dataset.klaar; }, function () {});
    }
  });
});
