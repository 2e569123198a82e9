// The key `/` leads to search, where nothing is being typed and nobody turned it off on the page of search.
document.addEventListener('keydown', function (event) {
  if (event.key !== '/' || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) { return; }
  var at = event.target, here = document.getElementById('_zoekveld'), off = document.getElementById('_zoektoets');
  var isTyping = at.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && at !== off;
  var link = document.querySelector('.menu a[rel="search"]');
  try { off = off ? !off.checked : localStorage.getItem('krijt.zoektoets') === 'uit'; } catch (e) { off = false; }
  if (isTyping || off || !link) { return; }
  event.preventDefault();
  if (here) { here.focus(); } else { location.href = link.href; }
});
