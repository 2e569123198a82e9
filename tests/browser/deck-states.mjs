// Every slide in every state: each step, vote, guess, answer, fold, a clock that runs and that ended, each picture large.
// Nothing is cut off, nothing lies over something else, no text is lower than 4.4 % of the slide, every control can be hit.
// At 4:3, at a small and a large 16:9, with letters as they are and as large as they go; with --all at eight windows and four sizes of letters.

import { hasDevtools } from './browsers.mjs';
import { inPage } from './deck-sight.mjs';
import { openDeck } from './deck-tab.mjs';

const CI = { windows: [[1024, 768], [1366, 768], [1920, 1080]], letters: [1, 2.4] };
const ALL = {
  windows: [[800, 600], [1024, 768], [1280, 960], [1280, 800], [1920, 1200], [1366, 768], [1920, 1080], [3840, 2160]],
  letters: [0.8, 1, 1.6, 2.4],
};

/** A slide of another edition that has the same elements looks the same: it is looked at once. */
const seen = new Set();

export async function checkStates(browser, deck, check) {
  const { windows, letters } = process.argv.includes('--all') ? ALL : CI;
  const { tab, context, heard } = await openDeck(browser, deck.file, { reducedMotion: 'reduce' });
  const slides = await tab.evaluate(makings);
  const isNew = slides.map(slide => !seen.has(slide));
  slides.forEach(slide => seen.add(slide));
  for (const [width, height] of isNew.includes(true) ? windows : []) {
    await tab.setViewportSize({ width, height });
    // Firefox lays the same out: it is asked once.
    for (const letter of hasDevtools(browser) ? letters : letters.slice(0, 1)) {
      await tab.evaluate(size => {
        localStorage.setItem('krijt.letter', size);
        history.replaceState(null, '', '#');
      }, letter);
      await tab.reload();
      await tab.evaluate(inPage);
      for (const at of slides.keys()) {
        if (!isNew[at]) continue;
        for (const [state, faults] of await tab.evaluate(number => window.krijtSight.drive(number), at)) {
          check(`${deck.label} ${width}×${height}, letters ${letter}, slide ${at + 1}, ${state}`, faults.length === 0, faults);
        }
      }
    }
  }
  check(`${deck.label} states: no error, no request`, heard.length === 0, heard);
  await context.close();
}

/** Runs in the page: all that decides how its slides look. Names of files beside it, not where it stands. */
export const makings = () => {
  const styles = [...document.querySelectorAll('link[href$="dia.css"], script[src$="dia.js"]')].map(part => part.outerHTML).join();
  return [...document.querySelectorAll('.beurt')].map(turn => styles + document.documentElement.lang + turn.querySelector('.dia').outerHTML);
};

/** What is done to the slide with the quiz, and what must be found then. */
const PLANTS = {
  'small letters': [/% high/, slide => { slide.querySelector('.optie-tekst').style.fontSize = '2cqh'; }],
  'text over text': [/lies over/, slide => { slide.querySelector('.optie-tekst').style.cssText = 'position: relative; inset-block-start: 12cqh'; }],
  'above the slide': [/cut off/, slide => { slide.querySelector('h2').style.cssText = 'position: relative; inset-block-start: -8cqh'; }],
  'out of its button': [/out of its box/, slide => { slide.querySelector('.optie').style.cssText = 'inline-size: 2em; white-space: nowrap'; }],
  'a button that cannot be hit': [/cannot be hit/, slide => {
    const cloth = document.createElement('div');
    cloth.style.cssText = 'position: fixed; inset: 0; z-index: 9';
    slide.append(cloth);
  }],
  'an answer longer than a slide': [/has to scroll/, slide => {
    slide.querySelector('.quiz-waarom').textContent = 'Een heel lang antwoord. '.repeat(90);
    slide.querySelector('[data-doe=toon]').click();
  }],
  'an answer in words that were not there': [/has to scroll|cut off/, slide => {
    const late = document.createElement('p');
    late.style.cssText = 'display: none; padding-block-start: 120cqh';
    slide.querySelector('.dia-inhoud').append(late);
    slide.querySelector('[data-doe=toon]').click();
    late.style.display = 'block';
    late.textContent = 'Te laat.';
  }],
};

/** Mistakes made on purpose: each is found. */
export async function checkPlanted(browser, school, check) {
  const { tab, context } = await openDeck(browser, school.lesson, { size: [1024, 768], hash: '#dia-5' });
  for (const [name, [wanted, plant]] of Object.entries({ 'nothing, then nothing is found': [undefined, () => {}], ...PLANTS })) {
    await tab.reload();
    await tab.evaluate(inPage);
    await (await tab.$('#dia-5')).evaluate(plant);
    const found = await tab.evaluate(() => window.krijtSight.faults());
    check(`planted: ${name}`, wanted ? found.some(fault => wanted.test(fault)) : found.length === 0, found);
  }
  await context.close();
}
