// A browser may keep storage for each file of a disk by itself, as Firefox does. What was set goes along in the address of links,
// and is taken out of it on arrival. On the web it does nothing.
(function () {
  if (location.protocol !== 'file:') { return; }
  var names = ['starttijd', 'eindtijd', 'letter', 'noot', '_ruim', '_geluid', '_toetsen', 'zoektoets'];
  var carried = /^#~(.*)/.exec(location.hash);
  try {
    if (carried) {
      new URLSearchParams(carried[1]).forEach(function (value, name) {
        if (names.indexOf(name) >= 0 && value.length <= 5) { localStorage.setItem('krijt.' + name, value); }
      });
      history.replaceState(history.state, '', location.href.split('#')[0]);
    }
  } catch (e) { /* then nothing is kept */ }

  function kept() {
    var all = new URLSearchParams();
    try {
      names.forEach(function (name) {
        var value = localStorage.getItem('krijt.' + name);
        if (value) { all.append(name, value); }
      });
    } catch (e) { /* nothing goes along */ }
    return String(all);
  }

  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href]');
    if (!link || link.protocol !== 'file:' || !/\.html$/.test(link.pathname) || link.hash && link.hash.indexOf('#~')) { return; }
    var all = kept();
    if (all) { link.hash = '~' + all; }
  }, true);
}());
