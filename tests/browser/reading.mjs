// What is measured on a page as somebody reads it. Each of these runs in the page and uses nothing from outside itself.

/** Telephone numbers, times and amounts that begin on one line and end on the next. */
export function brokenNumbers() {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text; (text = texts.nextNode());) {
    if (!text.parentElement.checkVisibility()) continue;
    for (const match of text.data.matchAll(/\+?\d[\d.,:/]*(?:[ -]\d[\d.,:/]*){0,5}/g)) {
      const isNumber = text.parentElement.closest('a[href^="tel:"], time') || !/[ -]/.test(match[0]);
      // Within an address letters and signs stand beside it.
      const beside = (text.data[match.index - 1] ?? '') + (text.data[match.index + match[0].length] ?? '');
      if (!isNumber || match[0].length < 2 || /[\w/.=-]/.test(beside)) continue;
      range.setStart(text, match.index);
      range.setEnd(text, match.index + match[0].length);
      const lines = new Set([...range.getClientRects()].filter(box => box.width > 0).map(box => Math.round(box.top)));
      if (lines.size > 1) found.push(match[0]);
    }
  }
  return found;
}

/** Words that tell a language, on an element that says another. */
export function languageFaults() {
  const TELLS = {
    nl: /\b(het|een|niet|voor|naar|wij|uw|kinderen|meer)\b/gi,
    en: /\b(the|and|your|with|this|children|school's)\b/gi,
    tr: /\b(ve|bir|için|bu|ile|çocuk\p{L}*|okul\p{L}*)\b/giu,
  };
  const faults = [];
  const langOf = element => element.closest('[lang]')?.lang.split('-')[0];
  const check = (text, element, where) => {
    const lang = langOf(element);
    const counts = Object.entries(TELLS).map(([of, words]) => [of, (text.match(words) ?? []).length]);
    const [best, most] = counts.reduce((a, b) => (b[1] > a[1] ? b : a));
    const own = counts.find(([of]) => of === lang)?.[1] ?? 0;
    if (most >= 2 && own === 0 && best !== lang) faults.push(`${where} says it is ${lang}, reads as ${best}: «${text.trim().slice(0, 60)}»`);
  };
  for (const element of document.querySelectorAll('p, li, dt, dd, h1, h2, h3, h4, td, th, a, button, summary, figcaption')) {
    const own = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join(' ');
    if (own.trim()) check(own, element, `<${element.localName}>`);
  }
  for (const element of document.querySelectorAll('[aria-label]')) check(element.getAttribute('aria-label'), element, 'aria-label');
  return faults;
}

/** The size of letters of each kind of text on the page. */
export function letterSizes() {
  const KINDS = { text: 'main p', lead: '.inleiding', heading: 'h1', second: 'h2', list: 'main li', menu: '.menu a, .menu-knop', foot: '.voet p' };
  const sizes = {};
  for (const [name, selector] of Object.entries(KINDS)) {
    const seen = [...document.querySelectorAll(selector)].find(element => element.checkVisibility());
    if (seen) sizes[name] = parseFloat(getComputedStyle(seen).fontSize);
  }
  return sizes;
}

/** What makes the page wider than the window. */
export function sideways() {
  const root = document.documentElement;
  const excess = root.scrollWidth - root.clientWidth;
  if (excess <= 0) return [];
  const out = [...document.body.querySelectorAll('*')].filter(element => {
    const { right, width } = element.getBoundingClientRect();
    return width > 1 && right > root.clientWidth + 1 && element.checkVisibility();
  });
  const names = out.slice(0, 3).map(element => `<${element.localName} class="${element.className.baseVal ?? element.className}">`);
  return [`${excess} px too wide: ${names.join(', ')}`];
}
