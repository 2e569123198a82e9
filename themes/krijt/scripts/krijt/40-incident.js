// At an incident: who chooses what happened sees that and its steps, and who chooses a role sees which steps are theirs.
// The steps of others stay where they are. Nothing is kept and nothing is sent.
(function () {
  var what = document.getElementById('_wat'), who = document.getElementById('_wie');
  if (!what) { return; }
  var state = document.querySelector('.voorval-stand');

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  function show() {
    var chosen = what.options[what.selectedIndex], sort = chosen.getAttribute('data-soort');
    var role = who ? who.value : '', own = 0;
    each('[data-voorval]', function (el) { el.hidden = !!what.value && el.getAttribute('data-voorval') !== what.value; });
    each('[data-stappen]', function (el) {
      var hidden = !!sort && el.getAttribute('data-stappen') !== sort;
      el.hidden = hidden;
      Array.prototype.forEach.call(el.querySelectorAll('li[data-wie]'), function (step) {
        var is_own = !!role && step.getAttribute('data-wie').split(' ').indexOf(role) >= 0;
        step.classList.toggle('stap-eigen', is_own);
        if (is_own && !hidden) { own += 1; }
      });
    });
    state.textContent = own ? state.getAttribute('data-stand').replace('{n}', own) : '';
  }

  var choice = document.querySelector('.voorval-keuze');
  choice.hidden = false;
  // The lists of single roles are for who has no script.
  each('.voorval-rollen', function (el) { el.hidden = true; });
  choice.addEventListener('change', show);
  show();
}());
