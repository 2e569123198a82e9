// What is asked of the tools of a board. `inPage` runs in the page, where it leaves `window.krijtTools`.

export function inPage() {
  const nameOf = element => (element.getAttribute('aria-label') ?? (element.textContent.trim() || element.title)).trim();
  const isSeen = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

  // What is said: in the line of the deck, or in that of the dialog.
  let said = [];
  const observer = new MutationObserver(changes => {
    for (const { addedNodes } of changes) said.push(...[...addedNodes].map(node => node.textContent));
  });
  ['#_melding', '#_uitslag'].forEach(name => observer.observe(document.querySelector(name), { childList: true }));

  /** Something of what has the focus is on top: not behind a curtain, not hidden. The glass of the pen is clear. */
  function isFocusSeen() {
    const element = document.activeElement;
    if (element === document.body || !isSeen(element)) return false;
    const { left, top, width, height } = element.getBoundingClientRect();
    return [0.5, 0.1, 0.9].some(part => {
      const hit = document.elementsFromPoint(left + width * part, top + height / 2).find(each => !each.closest('.bord-glas'));
      return element.contains(hit);
    });
  }

  function heard() {
    observer.takeRecords().forEach(({ addedNodes }) => said.push(...[...addedNodes].map(node => node.textContent)));
    if (said.length !== 1) return said.length ? `said ${said.length}: ${said.join(' | ')}` : 'said nothing';
    return isFocusSeen() ? said[0] : `${said[0]} (the focus cannot be seen: ${document.activeElement.nodeName})`;
  }

  function listen() {
    observer.takeRecords();
    said = [];
  }

  function faults() {
    const found = [];
    const dialog = document.querySelector('dialog[open]');
    const buttons = [...(dialog ?? document).querySelectorAll('.balk-knoppen > *, .bord-la button, button.bord-teken, .bord-greep, .bord-vak :is(button, input)')].filter(isSeen);
    const signs = [...document.querySelectorAll('.bord-teken')].filter(isSeen);
    for (const element of [...buttons, ...signs]) {
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect(), name = nameOf(element) || element.className || element.id;
      if (buttons.includes(element) && Math.min(width, height) < 43.5) found.push(`small: ${name} ${Math.round(width)}×${Math.round(height)}`);
      if (left < -0.5 || right > innerWidth + 0.5 || (!dialog && (top < -0.5 || bottom > innerHeight + 0.5))) found.push(`outside: ${name}`);
      if (element.localName === 'button' && !nameOf(element)) found.push(`no name: ${element.dataset.doe}`);
      if (element.scrollWidth > element.clientWidth + 1) found.push(`out of its box: ${name}`);
    }
    for (const group of [buttons, signs]) {
      group.forEach((one, at) => group.slice(at + 1).forEach(other => {
        if (!one.matches('.bord-greep') && !other.matches('.bord-greep') && meet(one.getBoundingClientRect(), other.getBoundingClientRect())) found.push(`${nameOf(one)} lies over ${nameOf(other)}`);
      }));
    }
    if (dialog && dialog.scrollWidth > dialog.clientWidth + 1) found.push(`the dialog is ${dialog.scrollWidth - dialog.clientWidth} px too wide`);
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    if (!dialog) found.push(...covered(signs));
    return [...new Set(found)];
  }

  /** Words of the slide below the tray or a sign. */
  function covered(signs) {
    const over = [...document.querySelectorAll('.bord-la'), ...signs].filter(isSeen).map(element => [element, element.getBoundingClientRect()]);
    const found = [], range = document.createRange();
    const words = document.createTreeWalker(document.querySelector('.beurt:not([hidden]) .dia'), NodeFilter.SHOW_TEXT);
    for (let text; (text = words.nextNode());) {
      if (!text.data.trim() || !isSeen(text.parentElement)) continue;
      range.selectNodeContents(text);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const spare = (bottom - top) * 0.22, box = { left, right, top: top + spare, bottom: bottom - spare };
        over.filter(([, each]) => meet(each, box)).forEach(([element]) => found.push(`${element.className} covers ${text.data.trim()}`));
      }
    }
    return found;
  }

  async function violations() {
    const { violations } = await window.axe.run(document, { rules: { 'target-size': { enabled: true } }, preload: false, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}`));
  }

  window.krijtTools = { isFocusSeen, listen, heard, faults, violations };
}
