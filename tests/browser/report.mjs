// What was checked and what was wrong. A check is one rule on one page (or file): it passes or it fails.

/** Every rule of the suite. `selftest.mjs` proves of each that it can fail. */
export const RULES = {
  folder: 'a built folder holds pages',
  opens: 'the page opens from file://, stays where it is and opens no dialog',
  'request-failed': 'everything the page asks for is there',
  'request-outside': 'the page asks nothing of another host',
  console: 'no error or warning on the console',
  'page-error': 'no script fails',
  axe: 'axe-core: no violation in light and dark, at 360 and 1280 px',
  scroll: 'no sideways scrolling at 320 px',
  h1: 'one h1, and it can be seen',
  link: 'every address leads to a file in the folder',
  anchor: 'every fragment and id that is named exists',
  csp: 'a content security policy that allows only the site itself',
  inline: 'no inline script, style or event handler',
  'no-script': 'the text is there without JavaScript',
  numbers: 'no telephone number, time or amount is broken over lines, at 360 and 1280 px',
  language: 'each text is in the language that its element says',
  zoom: 'letters are twice as large at 200 %; none of 24 or 32 px makes a phone scroll sideways',
  spacing: 'more room between letters, words and lines (WCAG 1.4.12) hides nothing, at 320 and 1280 px',
  forced: 'with the colours of the system, light and dark, every word and icon can be seen',
  print: 'the page prints, with its text, not wider than the paper',
  nu: 'Nu HTML checker: no error and no warning',
  leak: 'nothing of the team edition in the public one',
};

export class Report {
  #checks = new Map();
  #left;

  /** What is said of rules that are `left` to another browser is not taken down. */
  constructor(left = new Set()) {
    this.#left = left;
  }

  /** Says that `rule` was tried on `where`, with what it found there (nothing is good). */
  add(where, rule, findings = []) {
    if (!(rule in RULES)) throw new Error(`no such rule: ${rule}`);
    if (this.#left.has(rule)) return;
    const key = `${where}\n${rule}`;
    const check = this.#checks.get(key) ?? { where, rule, findings: [] };
    check.findings.push(...findings);
    this.#checks.set(key, check);
  }

  get checks() {
    return [...this.#checks.values()];
  }

  get failures() {
    return this.checks
      .filter(check => check.findings.length > 0)
      .sort((a, b) => (a.where < b.where ? -1 : a.where > b.where ? 1 : 0));
  }

  get passed() {
    return this.checks.length - this.failures.length;
  }

  /** Failures by page, then a line for each rule, then the counts. */
  print(write = line => console.log(line)) {
    let page;
    for (const { where, rule, findings } of this.failures) {
      if (where !== page) write(`\n${(page = where)}`);
      for (const finding of findings.slice(0, SHOWN)) write(`  ${rule}: ${finding}`);
      if (findings.length > SHOWN) write(`  ${rule}: and ${findings.length - SHOWN} more`);
    }
    write('');
    for (const [rule, meaning] of Object.entries(RULES)) {
      const checks = this.checks.filter(check => check.rule === rule);
      const failed = checks.filter(check => check.findings.length > 0).length;
      if (checks.length > 0)
        write(
          `${failed ? 'FAIL' : '  ok'}  ${rule.padEnd(15)} ${String(checks.length - failed).padStart(5)} of ${checks.length}: ${meaning}`,
        );
    }
    write(`${this.passed} passed, ${this.failures.length} failed`);
  }
}

const SHOWN = 8;
