// What the back row cannot see of a slide. `inPage` runs in the page, where it leaves `window.krijtSight`.

export function inPage() {
  const LEAST = 0.044;
  const shownSlide = () => document.querySelector('.beurt:not([hidden]) .dia');
  const brief = text => text.trim().replace(/\s+/g, ' ').slice(0, 30);
  const isSeen = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  /** Visible text with its places, without what ascenders and descenders leave free. */
  function texts(within) {
    const found = [];
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const element = node.parentElement;
      if (node.data.trim() === '' || !isSeen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(box => box.width > 1).map(({ left, right, top, bottom }) => {
        const spare = (bottom - top) * 0.22;
        return { left, right, top: top + spare, bottom: bottom - spare };
      });
      if (boxes.length) found.push({ node, element, boxes, words: brief(node.data) });
    }
    return found;
  }

  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;

  function faults() {
    const slide = shownSlide(), stage = slide.getBoundingClientRect();
    const large = slide.querySelector('.groot');
    if (large) return ofPictures([...large.querySelectorAll('img')], stage, 0.5);
    const body = slide.querySelector('.dia-inhoud'), room = body.getBoundingClientRect();
    const faults = [];
    if (body.matches('.vol')) faults.push('has to scroll');
    if (document.documentElement.dataset.stand === 'toon') faults.push(...[...slide.querySelectorAll('.wacht')].filter(isSeen).map(step => `seen before its turn: ${brief(step.textContent)}`));
    const all = [...texts(slide), ...texts(document.querySelector('.mini'))];
    for (const { element, boxes, words } of all) {
      const share = Number.parseFloat(getComputedStyle(element).fontSize) / stage.height;
      if (share < LEAST - 0.0003) faults.push(`${(100 * share).toFixed(1)} % high: ${words}`);
      const limit = body.contains(element) ? room : element.closest('.mini') ? { left: 0, right: innerWidth, top: 0, bottom: innerHeight } : stage;
      if (boxes.some(box => box.left < limit.left - 1 || box.right > limit.right + 1 || box.top < limit.top - 1 || box.bottom > limit.bottom + 1)) faults.push(`cut off: ${words}`);
      const holder = element.closest('.knop, .optie, .stem, li, td, .blok, .kolom')?.getBoundingClientRect();
      if (holder && boxes.some(box => box.right > holder.right + 1.5 || box.left < holder.left - stage.width * 0.04)) faults.push(`out of its box: ${words}`);
      const button = element.closest('.knop, .optie, .stem')?.getBoundingClientRect();
      if (button && boxes.some(box => box.top < button.top - 1 || box.bottom > button.bottom + 1)) faults.push(`out of its box: ${words}`);
    }
    for (const [at, one] of all.entries()) {
      for (const other of all.slice(at + 1)) {
        if (one.boxes.some(a => other.boxes.some(b => meet(a, b)))) faults.push(`${one.words} lies over ${other.words}`);
      }
    }
    faults.push(...ofPictures([...slide.querySelectorAll('img')].filter(isSeen), stage, 0.2, room));
    const parts = [...slide.querySelectorAll('.dia-inhoud > *, .dia-nummer')].filter(isSeen);
    for (const [at, one] of parts.entries()) {
      for (const other of parts.slice(at + 1)) {
        if (meet(one.getBoundingClientRect(), other.getBoundingClientRect())) faults.push(`${one.className || one.localName} lies over ${other.className || other.localName}`);
      }
    }
    for (const button of slide.querySelectorAll('.knop, .optie, .stem, .zoom')) {
      if (!isSeen(button)) continue;
      const { left, top, width, height } = button.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!button.contains(hit)) faults.push(`cannot be hit: ${brief(button.textContent)} ${button.className}: ${hit?.className}`);
    }
    return [...new Set(faults)];
  }

  function ofPictures(images, stage, least, room = stage) {
    const faults = [];
    for (const image of images) {
      const box = image.getBoundingClientRect(), name = image.src.split('/').pop();
      if (image.complete && image.naturalWidth === 0) faults.push(`no picture: ${name}`);
      if (box.height < least * stage.height) faults.push(`a small picture: ${name} ${(100 * box.height / stage.height).toFixed(0)} %`);
      if (box.bottom > room.bottom + 1 || box.right > room.right + 1) faults.push(`cut off: ${name}`);
    }
    return faults;
  }

  const frame = () => new Promise(done => setTimeout(done));

  /** Goes to a slide and through its states; gives each state that was looked at, with what was wrong. */
  async function drive(at) {
    const seen = [], { id } = document.querySelectorAll('.dia')[at];
    const look = state => seen.push([state, faults()]);
    const arrive = () => {
      const followed = new Promise(done => addEventListener('hashchange', () => done(), { once: true }));
      location.hash = `#${id}`;
      return followed;
    };
    if (location.hash !== `#${id}`) await arrive();
    await frame();
    const slide = shownSlide();
    if (slide.id !== id) return [['shown', [`${slide.id} is shown`]]];
    await Promise.all([...slide.querySelectorAll('img')].map(image => image.decode().catch(() => {})));
    const all = selector => [...slide.querySelectorAll(selector)];
    const press = (button, times = 1) => { for (let turn = 0; turn < times; turn++) button.click(); };
    look('as it opens');
    for (let step = 1; slide.querySelector('.wacht:is(.stap > li, .blok-stap *), .pauze ~ .wacht, .pauze ~ * .wacht:not(.dia-inhoud .blok-quiz *)') && step < 40; step++) {
      const waiting = all('.wacht').length;
      slide.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
      if (shownSlide() !== slide || all('.wacht').length === waiting) break;
      look(`step ${step}`);
    }
    // The address follows a turn by a moment.
    if (shownSlide() !== slide) {
      await new Promise(done => setTimeout(done, 300));
      await arrive();
    }
    for (const [at, clock] of all('.klok').entries()) await clockStates(clock, state => look(`clock ${at + 1} ${state}`));
    for (const button of all('.optie')) {
      press(button);
      look(`choice ${button.dataset.n}`);
    }
    for (const button of all('.quiz-antwoord [data-doe=toon]')) {
      press(button);
      look('answer');
      for (const option of all('.optie')) {
        press(option);
        look(`answer, choice ${option.dataset.n}`);
      }
      press(button);
      look('answer hidden again');
      press(button);
    }
    for (const claim of all('.raad')) {
      for (const n of [1, 2]) {
        press(claim.querySelector(`[data-doe=raad][data-n="${n}"]`));
        look(`claim guessed ${n}`);
        const again = claim.querySelector('[data-doe=opnieuw]');
        if (again && n === 1) press(again);
      }
    }
    for (const vote of all('.stem')) press(vote, 28);
    if (all('.stem').length) look('28 votes each');
    for (const after of all('[data-doe=ronde][data-n="1"]')) {
      press(after);
      look('round after');
      for (const [at, vote] of all('.stem').entries()) press(vote, 3 * at);
      look('votes after');
    }
    for (const fold of all('details:not(.script)')) {
      fold.open = true;
      await frame();
      look(`fold: ${brief(fold.textContent)}`);
    }
    for (const [at, button] of all('.zoom').entries()) {
      press(button);
      look(`picture ${at + 1} large`);
      press(slide.querySelector('.groot .zoom') || button);
    }
    look('after all');
    return seen;
  }

  async function clockStates(clock, look) {
    const press = name => clock.querySelector(`[data-doe=${name}]`).click();
    press('start');
    look('runs');
    press('langer');
    look('a minute more');
    press('start');
    look('stands');
    press('start');
    const now = Date.now;
    Date.now = () => now() + 60 * 60_000;
    document.dispatchEvent(new Event('visibilitychange'));
    look('is over');
    Date.now = now;
    press('opnieuw');
    for (let turn = 0; turn < 20; turn++) press('langer');
    press('start');
    await frame();
    look('20 minutes more');
  }

  window.krijtSight = { faults, drive };
}
