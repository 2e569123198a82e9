// krijt serve: makes a page that is being shown what the server would send now, by changing only what differs. What a
// reader had opened, typed or scrolled to stays.
//
//   live    the element on the screen
//   sent    the same element as the server sent it, before any script ran
//   fresh   the same element as the server sends it now
//
// `sent` and `fresh` stand in documents that are not shown, so that nothing in them is loaded or run. A script of the page
// may hold on to an element or have changed it, and it looks for its elements only once. So where the difference touches
// one that a script may know, or where the screen is not what was sent, nothing is changed and the answer is false: then
// the page has to be loaded again.
function patchPage(live, sent, fresh) {
  'use strict';
  var OURS = 'KRIJT-MELDINGEN';
  // What runs, loads, plays or is filled in. A button that opens a popover does so by itself.
  var ALIVE = 'script, style, link, base, meta[http-equiv], iframe, object, embed, audio, video, canvas, template, noscript, ' +
    'form, input, select, textarea, button:not([popovertarget]), dialog, [hidden], [contenteditable]';
  var changes = [];

  function isKnownToScripts(element) { return element.matches(ALIVE) || Object.keys(element.dataset || {}).length > 0; }

  // A piece that comes or goes as a whole.
  function isStill(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) { return true; }
    return !isKnownToScripts(node) && Array.prototype.every.call(node.children, isStill);
  }

  // A reader opens and closes `details`; that is no script's doing.
  function isAsSent(live, sent) {
    var names = new Set(live.getAttributeNames().concat(sent.getAttributeNames()));
    names.delete('open');
    return Array.from(names).every(function (name) { return live.getAttribute(name) === sent.getAttribute(name); });
  }

  function compare(live, sent, fresh) {
    if (sent.isEqualNode(fresh)) { return true; }
    if (sent.nodeType !== Node.ELEMENT_NODE) {
      if (live.data !== sent.data) { return false; }
      changes.push(function () { live.data = fresh.data; });
      return true;
    }
    return isAsSent(live, sent) && compareAttributes(live, sent, fresh) && compareChildren(live, sent, fresh);
  }

  function compareAttributes(live, sent, fresh) {
    var names = new Set(sent.getAttributeNames().concat(fresh.getAttributeNames()));
    var others = Array.from(names).filter(function (name) { return sent.getAttribute(name) !== fresh.getAttribute(name); });
    if (others.length && (isKnownToScripts(sent) || isKnownToScripts(fresh))) { return false; }
    others.forEach(function (name) {
      changes.push(function () {
        if (fresh.hasAttribute(name)) { live.setAttribute(name, fresh.getAttribute(name)); } else { live.removeAttribute(name); }
      });
    });
    return true;
  }

  function isPair(one, other) { return one.nodeName === other.nodeName; }

  function compareChildren(live, sent, fresh) {
    var shown = Array.from(live.childNodes).filter(function (node) { return node.nodeName !== OURS; });
    var before = Array.from(sent.childNodes), after = Array.from(fresh.childNodes);
    if (shown.length !== before.length || !shown.every(function (node, at) { return isPair(node, before[at]); })) { return false; }
    var start = 0, end = before.length, last = after.length;
    while (start < end && start < last && before[start].isEqualNode(after[start])) { start++; }
    while (end > start && last > start && before[end - 1].isEqualNode(after[last - 1])) { end--; last--; }
    var old = before.slice(start, end), now = after.slice(start, last);
    if (old.length === now.length && old.every(function (node, at) { return isPair(node, now[at]); })) {
      return (old.every(function (node) { return node.nodeType === Node.ELEMENT_NODE; }) || !isKnownToScripts(sent)) &&
        old.every(function (node, at) { return compare(shown[start + at], node, now[at]); });
    }
    if (isKnownToScripts(sent) || !old.every(isStill) || !now.every(isStill)) { return false; }
    var next = shown[end] || null;
    changes.push(function () {
      shown.slice(start, end).forEach(function (node) { node.remove(); });
      now.forEach(function (node) { live.insertBefore(live.ownerDocument.importNode(node, true), next); });
    });
    return true;
  }

  if (!isPair(live, fresh) || !compare(live, sent, fresh)) { return false; }
  changes.forEach(function (change) { change(); });
  return true;
}
