// What is ticked in a list stays on the page: Firefox would keep it for a next look.
(function () {
  Array.prototype.forEach.call(document.querySelectorAll('.vinklijst input'), function (box) {
    box.autocomplete = 'off';
    box.checked = false;
  });
}());
