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

/** The size of letters of each kind of text on the page. Not on a slide: it is as large as fits in the window, like a picture. */
export function letterSizes() {
  const KINDS = { text: 'main p', lead: '.inleiding', heading: 'h1', second: 'h2', list: 'main li', menu: '.menu a, .menu-knop', foot: '.voet p' };
  const sizes = {};
  for (const [name, selector] of Object.entries(KINDS)) {
    const seen = [...document.querySelectorAll(selector)].find(element => element.checkVisibility() && !element.closest('.dia'));
    if (seen) sizes[name] = parseFloat(getComputedStyle(seen).fontSize);
  }
  return sizes;
}

/** Words and icons that have the colour of what is behind them. For a page in the colours of its reader's system. */
export function unseen() {
  const numbers = color => color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
  const light = color => {
    const [r, g, b] = numbers(color).map(part => (part /= 255) && (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const isPainted = color => color !== 'none' && (numbers(color)[3] ?? 1) > 0;
  const canvas = (() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.backgroundColor = 'Canvas';
    const color = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return color;
  })();
  const behind = element => {
    for (let box = element; box; box = box.parentElement) {
      const { backgroundColor } = getComputedStyle(box);
      if (isPainted(backgroundColor)) return backgroundColor;
    }
    return canvas;
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    const element = text.parentElement;
    if (!text.data.trim() || element.closest('svg') || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (contrast(getComputedStyle(element).color, behind(element)) < 4.5) found.push(`"${text.data.trim().slice(0, 40)}"`);
  }
  // A drawing brings its own background; an icon stands in a line of text or on a control.
  for (const icon of document.querySelectorAll('svg')) {
    if (!icon.checkVisibility() || icon.getBoundingClientRect().width === 0) continue;
    const shapes = [...icon.querySelectorAll('path, circle, rect, line, polyline, polygon, ellipse, use, text')];
    const paints = shapes.flatMap(shape => [getComputedStyle(shape).fill, getComputedStyle(shape).stroke]).filter(isPainted);
    if (paints.length > 0 && paints.every(paint => contrast(paint, behind(icon.parentElement)) < 3))
      found.push(`<svg class="${icon.className.baseVal}"> in <${icon.parentElement.localName} class="${icon.parentElement.className}">`);
  }
  return found;
}
