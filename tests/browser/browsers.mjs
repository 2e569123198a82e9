// The browsers that the suites run in, by name: `--browser=firefox`; without a word it is Chromium.

import * as chromium from './chromium.mjs';
import * as firefox from './firefox.mjs';

const BROWSERS = { chromium, firefox };
const CHOICE = '--browser=';

/** Starts the browser that the command line names. */
export function launchChosen(args = process.argv) {
  const name = chosenName(args);
  if (!(name in BROWSERS)) throw new Error(`no such browser: ${name}; there are ${Object.keys(BROWSERS).join(', ')}`);
  return BROWSERS[name].launch();
}

export const chosenName = (args = process.argv) =>
  args.find(word => word.startsWith(CHOICE))?.slice(CHOICE.length) ?? 'chromium';

/**
 * Whether it can be asked to have no JavaScript, other colours, paper, fingers, or to count what it does. Playwright
 * drives a Firefox as people have it by WebDriver BiDi, where it does nothing for these and does not say so: a check
 * that needs them would hold whatever the page does.
 */
export const hasDevtools = browser => browser.browserType().name() === 'chromium';

/** Rules on what stands in a file, whatever shows it, and those that need `hasDevtools`. */
const LEFT_TO_CHROMIUM = ['folder', 'csp', 'inline', 'link', 'print', 'nu', 'leak'];

/** The rules that are not tried in this browser, because the suite tries them in Chromium. */
export const rulesLeft = browser => new Set(hasDevtools(browser) ? [] : LEFT_TO_CHROMIUM);
