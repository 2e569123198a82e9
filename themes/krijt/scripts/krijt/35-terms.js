// The explanation of a word takes the focus when it opens, so that it is read; closing gives it back to the word.
// Not in the HTML: there only one element of a page may ask for it.
Array.prototype.forEach.call(document.querySelectorAll('.begrip-uitleg'), function (text) { text.autofocus = true; });
