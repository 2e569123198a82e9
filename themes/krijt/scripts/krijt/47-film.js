Array.prototype.forEach.call(document.querySelectorAll('.film video'), function (video) { captioned(video); });
