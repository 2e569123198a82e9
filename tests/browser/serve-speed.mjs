// node serve-speed.mjs [ROOT [TIMES]]
// From a saved file to the new page in Chromium, for the project's own school or one of plain pages
// (`cargo bench --bench stages -- 1000 --write ROOT` makes one). Prints milliseconds; asks nothing of them.

import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './chromium.mjs';
import { copySchool, median, newMark, openTab, readText, removeSchool, startDesk, timeToShow } from './desk.mjs';

const [given, times = '15'] = process.argv.slice(2);
const root = given ?? copySchool();
const isPlain = existsSync(join(root, 'content/sectie-00'));
if (isPlain) cpSync(new URL('../../themes', import.meta.url).pathname, join(root, 'themes'), { recursive: true });

const page = isPlain
  ? { file: 'content/sectie-00/pagina-00000.md', at: 'public/sectie-00/pagina-00000/index.html', list: 'public/sectie-00/index.html' }
  : {
      file: 'content/lessen/samen-online/01-echt-of-nep.md',
      at: 'public/lessen/samen-online/echt-of-nep/index.html',
      list: 'public/lessen/samen-online/index.html',
    };

const edits = {
  text: { file: page.file, at: page.at, make: (text, mark) => `${text}\nDit is ${mark}.\n` },
  title: { file: page.file, at: page.list, make: (text, mark) => text.replace(/^titel: .*$/m, `titel: Titel ${mark}`) },
  template: {
    file: 'themes/krijt/templates/base.html',
    at: page.at,
    make: (text, mark) => text.replace('<footer class="voet">', `<footer class="voet"><p>${mark}</p>`),
  },
  'krijt.yaml': { file: 'krijt.yaml', at: page.at, make: (text, mark) => text.replace(/naam: [^}\n]*/, `naam: School ${mark}`) },
};

const desk = await startDesk(root, '--port', '4500');
const browser = await launch();
try {
  for (const [name, edit] of Object.entries(edits)) {
    const { tab, heard } = await openTab(browser, desk.url + edit.at);
    const file = join(root, edit.file), before = readText(file);
    const took = [];
    for (let nth = 0; nth < Number(times); nth++) {
      const mark = newMark();
      took.push(await timeToShow(tab, file, edit.make(before, mark), mark));
      await new Promise(done => setTimeout(done, 150 + 37 * (nth % 5)));
    }
    const sorted = [...took].sort((a, b) => a - b);
    console.log(`${name.padEnd(12)} median ${median(took)} ms, ${sorted[0]} to ${sorted.at(-1)}${heard.length ? ` ${heard}` : ''}`);
    // A mark that stayed would be seen before it is written, the next time.
    writeFileSync(file, before);
    await tab.close();
  }
} finally {
  await browser.close();
  await desk.stop();
  if (!given) removeSchool(root);
}
