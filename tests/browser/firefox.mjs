// Debian's Firefox, as people have it.

import { firefox } from 'playwright-core';

/**
 * Each driver of Firefox switches off what makes it different from other browsers: that a file on a disk may not read
 * the one beside it, and that a window opens at a click only. With these it does not. `isolation.mjs` proves it.
 */
export const AS_PEOPLE_HAVE_IT = {
  'remote.prefs.recommended': false,
  'security.fileuri.strict_origin_policy': true,
  'privacy.file_unique_origin': true,
  'dom.disable_open_during_load': true,
};

/**
 * What Playwright cannot ask of a page in Firefox is set for all of them: light colours, nothing moves, no page leads on,
 * and scroll bars take no room, as in Chromium without a window.
 */
const LIKE_CHROMIUM = {
  'accessibility.blockautorefresh': true,
  'layout.css.prefers-color-scheme.content-override': 1,
  'ui.prefersReducedMotion': 1,
  'ui.useOverlayScrollbars': 1,
};

/** What can only be set for a whole Firefox: no script of a page runs, and pages have the colours of the system. */
export const BARE = { ...AS_PEOPLE_HAVE_IT, 'javascript.enabled': false, 'browser.display.document_color_use': 2 };

export const launch = (preferences = AS_PEOPLE_HAVE_IT) =>
  firefox.launch({
    channel: 'moz-firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    firefoxUserPrefs: { ...LIKE_CHROMIUM, ...preferences },
  });
