// What stands in a page, for the checks that need no more than that.

/** Runs in the page, with JavaScript off: what its author wrote. Uses nothing from outside itself. */
export function readFacts(teamParts) {
  const all = selector => [...document.querySelectorAll(selector)];
  const name = element => `<${element.localName}${element.id ? ` id="${element.id}"` : ''}>`;
  const attributes = [
    ['a, area, use, image', 'href'],
    ['use, image', 'xlink:href'],
    ['link', 'href'],
    ['img, script, source, video, audio, track, iframe, embed, input', 'src'],
    ['video', 'poster'],
    ['object', 'data'],
    ['form', 'action'],
    ['button, input', 'formaction'],
    ['a, area', 'ping'],
  ];
  // Only a link that is followed by a person may lead to another host.
  const followed = element =>
    element.matches('a, area') ||
    (element.localName === 'link' && /^(canonical|alternate|license|author|help|me)$/i.test(element.rel));
  const references = attributes.flatMap(([selector, attribute]) =>
    all(selector)
      .filter(element => element.hasAttribute(attribute))
      .map(element => ({
        address: element.getAttribute(attribute),
        on: name(element),
        followed: attribute === 'href' && followed(element),
      })),
  );
  for (const element of all('img[srcset], source[srcset], link[imagesrcset]')) {
    for (const candidate of (element.getAttribute('srcset') ?? element.getAttribute('imagesrcset')).split(/,\s+/)) {
      references.push({ address: candidate.trim().split(/\s+/)[0], on: name(element), followed: false });
    }
  }
  for (const meta of all('meta[name="refresh-kept-from-working"]')) {
    const [delay, address] = meta.content.split(/;\s*url=/i);
    references.push({
      address: (address ?? '').trim().replace(/^(["'])(.*)\1$/, '$2'),
      on: `<meta> after ${delay.trim()} s`,
      followed: false,
    });
  }
  const pointers = [
    'popovertarget',
    'commandfor',
    'for',
    'list',
    'headers',
    'aria-describedby',
    'aria-labelledby',
    'aria-controls',
    'aria-owns',
    'aria-details',
  ];
  const inline = [
    // Data is not run.
    ...all('script:not([src], [type="application/ld+json"])').map(() => 'a <script> without src'),
    ...all('style').map(() => 'a <style>'),
    ...all('*').flatMap(element =>
      [...element.attributes]
        .filter(({ name }) => name === 'style' || name.startsWith('on'))
        .map(attribute => `${attribute.name}="…" on ${name(element)}`),
    ),
  ];
  const main = document.querySelector('main') ?? document.body;
  const shown = main.checkVisibility() ? main.innerText : ''; // hidden, its innerText would be all there is
  return {
    ids: all('[id]')
      .map(element => element.id)
      .concat(all('a[name]').map(element => element.name)),
    references,
    pointers: pointers.flatMap(attribute =>
      all(`[${attribute}]`).flatMap(element =>
        element
          .getAttribute(attribute)
          .split(/\s+/)
          .filter(Boolean)
          .map(id => ({ id, on: `${attribute} on ${name(element)}` })),
      ),
    ),
    inline,
    policies: all('meta[http-equiv="content-security-policy" i]').map(meta => ({
      content: meta.content,
      inHead: meta.parentElement === document.head,
      early: !all('script, link, style, base, img').some(
        other => other.compareDocumentPosition(meta) & Node.DOCUMENT_POSITION_FOLLOWING,
      ),
    })),
    headings: all('h1').map(heading => ({
      text: heading.textContent.trim(),
      visible: heading.checkVisibility({ visibilityProperty: true }),
    })),
    hasMain: document.querySelector('main') !== null,
    text: shown.replace(/\s+/g, ' ').trim(),
    // What stands open on this page, for whoever has an edition of this rank.
    open: (() => {
      const ranks = Object.entries(teamParts).filter(([, parts]) =>
        parts.some(part => part.startsWith('band-') && document.querySelector(`.${part}`)),
      );
      const open = main.cloneNode(true);
      for (const part of open.querySelectorAll(Object.values(teamParts).flat().map(part => `.${part}`).join())) part.remove();
      for (const end of open.querySelectorAll('p, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, div')) end.append(' ');
      return { rank: Math.max(0, ...ranks.map(([rank]) => Number(rank))), text: open.textContent };
    })(),
    // What is for higher editions, with the rank of the lowest: a page with a band is for that edition as a whole.
    teamText: Object.entries(teamParts).flatMap(([rank, parts]) => {
      const isWhole = parts.some(part => part.startsWith('band-') && document.querySelector(`.${part}`));
      const blocks = isWhole ? 'main' : parts.map(part => `.${part}`).join();
      const leaves = all(blocks).flatMap(block => [
        ...block.querySelectorAll('p, li, td, th, dd, dt, h2, h3, h4, h5, h6, pre, figcaption'),
      ]);
      // The explained words at the end of a page are those of the public glossary; a band has words of krijt's own.
      const own = leaves.filter(part => !part.querySelector('p, li') && !part.closest('.woorden, .band-mr, .band-team'));
      return own.map(part => ({ rank: Number(rank), text: part.textContent }));
    }),
  };
}
