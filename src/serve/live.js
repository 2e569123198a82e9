// krijt serve: keeps a page as new as its files. Put into served pages only, never into a build.
(function () {
  'use strict';
  var own = document.currentScript, token = own.getAttribute('data-token'), first = own.getAttribute('data-state');
  var seen = first.split('.'); // the page, the style sheets, the rest
  var reported = '0', source = null, host = null, isFolded = false;
  var wanted = null, isFetching = false; // what the server told last

  // The page as it was sent, unless a script of its own went before this one.
  var sent = document.scripts[0] === own ? kept(document.documentElement) : null;
  function kept(root) { return document.implementation.createHTMLDocument('').importNode(root, true); }

  function ask(what) { return '/_krijt/' + what + '?token=' + token + '&path=' + encodeURIComponent(location.pathname); }

  // A browser allows six connections to a server: tabs that nobody sees give theirs back.
  function listen() {
    if (source || document.visibilityState === 'hidden') { return; }
    source = new EventSource(ask('events'));
    source.onmessage = function (message) {
      var parts = message.data.split(' '), now = parts[0].split('.');
      wanted = now;
      if (now[2] !== seen[2]) { reload(); return; }
      if (now[0] !== seen[0]) { renew(); } else { renewStyles(now[1]); }
      if (parts[1] !== reported) { reported = parts[1]; showReport(); }
    };
    source.onerror = function () {
      if (source.readyState !== EventSource.CLOSED) { return; } // the browser tries again by itself
      stop();
      setTimeout(meetAgain, 1000);
    };
  }
  function stop() { if (source) { source.close(); source = null; } }

  // Another run of the server knows this page no more: its token is a new one.
  function meetAgain() {
    fetch(location.pathname, { method: 'HEAD' }).then(reload, function () { setTimeout(meetAgain, 1000); });
  }

  // The page in its place where that can be done, or else loaded again.
  function renew() {
    if (isFetching) { return; }
    if (!sent) { reload(); return; }
    var asked = wanted;
    isFetching = true;
    fetch(location.pathname + location.search).then(function (answer) {
      return answer.ok ? answer.text() : '';
    }).then(function (text) {
      isFetching = false;
      if (!replace(text)) { reload(); return; }
      if (wanted !== asked && wanted[0] !== seen[0]) { renew(); } // saved once more meanwhile
    }, function () { isFetching = false; }); // the server is gone: another one will be met again
  }

  function replace(text) {
    var fresh = new DOMParser().parseFromString(text, 'text/html'), tag = fresh.querySelector('script[src="/_krijt/live.js"]');
    if (!tag) { return false; }
    var now = tag.getAttribute('data-state').split('.');
    tag.setAttribute('data-state', first); // the one difference that is always there
    if (now[2] !== seen[2] || !patchPage(document.documentElement, sent, fresh.documentElement)) { return false; }
    sent = fresh.documentElement;
    seen[0] = now[0];
    renewStyles(now[1]);
    return true;
  }

  // The browser keeps the scroll position, and the deck its slide, its step and the way it is shown.
  function reload() {
    stop();
    location.reload();
  }

  function renewStyles(version) {
    if (version === seen[1]) { return; }
    seen[1] = version;
    document.querySelectorAll('link[rel~="stylesheet"]').forEach(function (old) {
      if (old.onload) { old.remove(); return; } // still on its way, and too old by now
      var fresh = old.cloneNode();
      fresh.setAttribute('href', old.getAttribute('href').split('?')[0] + '?' + version);
      fresh.onload = fresh.onerror = function () { fresh.onload = fresh.onerror = null; old.remove(); };
      old.after(fresh);
    });
  }

  function showReport() {
    if (reported === '0') {
      if (host) { host.remove(); host = null; }
      return;
    }
    var wanted = reported;
    fetch(ask('report')).then(function (answer) { return answer.json(); }).then(function (report) {
      if (wanted === reported) { draw(report); }
    }, function () { reported = ''; });
  }

  function make(name, parent, text, type) {
    var element = document.createElement(name);
    if (text) { element.textContent = text; }
    if (type) { element.className = type; }
    parent.append(element);
    return element;
  }

  // A message, in which `names` stand between backquotes.
  function write(name, parent, text, type) {
    var element = make(name, parent, '', type), parts = text.split('`');
    parts.forEach(function (part, at) {
      if (at % 2 && at < parts.length - 1) { make('code', element, part); } else { element.append((at % 2 ? '`' : '') + part); }
    });
  }

  // In a shadow tree, so that neither style sheet reaches the other. All text is set as text.
  function draw(report) {
    if (host) { host.remove(); }
    host = document.createElement('krijt-meldingen');
    host.lang = report.lang;
    var root = host.attachShadow({ mode: 'open' });
    var style = make('link', root);
    style.rel = 'stylesheet';
    style.href = '/_krijt/live.css';
    var hasErrors = report.rows.some(function (row) { return row.is_error; }) || !report.rows.length;
    // A page with nothing of its own has room for it, and says itself what to do.
    var isAlone = document.body.classList.contains('wacht');
    if (isAlone) { host.className = 'alleen'; }
    var box = make('details', root, '', hasErrors ? 'fout' : 'let-op');
    box.open = isAlone || (hasErrors && !isFolded);
    var summary = make('summary', box, report.title);
    make('span', summary, report.close, 'inklappen');
    make('span', summary, report.show, 'uitklappen');
    var inner = make('div', box, '', 'binnen');
    if (!isAlone || !report.rows.length) { make('p', inner, report.note, 'noot'); }
    report.rows.forEach(function (row) { drawRow(inner, row, report); });
    if (report.more) { make('p', inner, report.more); }
    box.addEventListener('toggle', function () { isFolded = hasErrors && !box.open; });
    document.documentElement.append(host);
  }

  function drawRow(parent, row, report) {
    var part = make('section', parent, '', row.is_error ? 'fout' : 'let-op');
    write('h2', part, row.message);
    var place = row.file + ':' + row.line + ':' + row.column;
    var where = make('p', part, '', 'plaats');
    if (row.open) {
      var link = make('a', where, place);
      link.href = row.open;
      link.title = report.open;
    } else {
      make('span', where, place);
    }
    make('span', where, row.code, 'code');
    if (row.before || row.mark || row.after) {
      var line = make('pre', part);
      line.append(row.before);
      make('mark', line, row.mark || '\u00a0');
      line.append(row.after);
    }
    if (row.help) { write('p', part, row.help, 'hulp'); }
    if (row.fixed) { drawFix(part, report.instead, row.fixed, report); }
    if (row.rename) { drawFix(part, report.rename, row.rename, report); }
  }

  // The line, or the name, as it should be. Only a page that the browser trusts (this machine) may put it on the clipboard.
  function drawFix(parent, label, text, report) {
    var line = make('p', parent, label, 'zo');
    make('pre', parent, text, 'goed');
    if (!navigator.clipboard) { return; }
    var button = make('button', line, report.copy), told = make('span', line);
    button.type = 'button';
    told.setAttribute('role', 'status');
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(text).then(function () { told.textContent = report.copied; }, function () {});
    });
  }

  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden') { stop(); } else { listen(); }
  });
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', listen);
  listen();
}());
