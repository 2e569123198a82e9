// node film.mjs [--browser=firefox] KRIJT
// A film and a sound that a browser itself recorded, as krijt publishes them, from file://: they play, what is said is shown in
// the picture and can be read without a script, and nothing is asked of another host. On slides the class's screen plays them,
// also when the presenter starts them; they stop when their slide is left, and do not start again by themselves.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasDevtools, launchChosen } from './browsers.mjs';
import { launch as launchChromium } from './chromium.mjs';
import { openPresenter } from './deck-tab.mjs';
import { expect, finish, scratch } from './tally.mjs';

const [krijt] = process.argv.slice(2).filter(word => !word.startsWith('--'));
if (!krijt) {
  console.error('Usage: node film.mjs [--browser=firefox] KRIJT');
  process.exit(2);
}

/** Two seconds of colours, as WebM. */
async function record() {
  const browser = await launchChromium();
  const tab = await browser.newPage();
  const film = await tab.evaluate(async () => {
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d'), pieces = [];
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm;codecs=vp8' });
    recorder.ondataavailable = event => pieces.push(event.data);
    const whole = new Promise(done => { recorder.onstop = done; });
    recorder.start();
    for (let at = 0; at < 20; at++) {
      pen.fillStyle = `hsl(${at * 18}, 80%, 50%)`;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      await new Promise(done => setTimeout(done, 100));
    }
    recorder.stop();
    await whole;
    return [...new Uint8Array(await new Blob(pieces).arrayBuffer())];
  });
  await browser.close();
  return Buffer.from(film);
}

/** Three seconds of a tone. */
function tone() {
  const samples = Buffer.alloc(24000, 0).map((_, at) => 128 + 60 * Math.sin(at / 6));
  const head = Buffer.from('RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\0\0\0', 'latin1');
  head.writeUInt32LE(samples.length + 36, 4);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

const captions = text => `WEBVTT\n\nNOTE zebrapadgeheim\n\n00:00.000 --> 00:09.000\n${text}\n`;
const FILES = {
  'krijt.yaml': 'school: {naam: De Brug}\n',
  'content/lessen/m/module.md': '---\ntitel: M\ngroepen: [5]\n---\nEen module.\n',
  'content/lessen/m/01-film.md': `---
titel: Film
duur: 45
---
## Kijken {duur=45}

::: dia
## Een film

![Kleuren](kleur.webm)
:::

Vraag wat ze zien.

::: dia
## Een geluid

![Een toon](toon.wav)
:::

::: planb
Teken een kleur.
:::
`,
  'content/lessen/m/kleur.webm': await record(),
  'content/lessen/m/kleur.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150"><path d="M0 0h300v150z"/></svg>',
  'content/lessen/m/kleur.vtt': captions('<v Kind>Rood & <i>groen</i>'),
  'content/lessen/m/kleur.en.vtt': captions('Red'),
  'content/lessen/m/toon.wav': tone(),
  'content/lessen/m/toon.vtt': captions('Hoor je het?'),
};
for (const [path, text] of Object.entries(FILES)) {
  mkdirSync(join(scratch, dirname(path)), { recursive: true });
  writeFileSync(join(scratch, path), text);
}
execFileSync(resolve(krijt), ['build', '-q', '--no-pdf', '--root', scratch]);

const browser = await launchChosen();
const asked = [];
const follow = context => context.on('request', request => { if (!/^(file|data|blob):/.test(request.url())) asked.push(request.url()); });
const at = path => pathToFileURL(join(scratch, path)).href;
const until = async (holds, tries = 40) => {
  for (; tries; tries--) {
    if (await holds()) return true;
    await new Promise(done => setTimeout(done, 100));
  }
  return false;
};

{
  const context = await browser.newContext();
  follow(context);
  const tab = await context.newPage();
  await tab.goto(at('public/lessen/m/film/index.html'));
  const seen = await tab.evaluate(async () => {
    const film = document.querySelector('video');
    film.muted = true;
    await film.play();
    await new Promise(done => setTimeout(done, 600));
    const tracks = [...film.textTracks].map(track => [track.kind, track.language, track.mode]);
    return { time: film.currentTime, width: film.videoWidth, tracks, said: film.textTracks[0].activeCues?.[0]?.getCueAsHTML().textContent };
  });
  expect(seen.time > 0 && seen.width > 0, `a film plays: ${JSON.stringify(seen)}`);
  expect(JSON.stringify(seen.tracks) === '[["captions","nl","showing"],["captions","en","disabled"]]', `captions: ${JSON.stringify(seen.tracks)}`);
  expect(seen.said === 'Kind: Rood & groen', `what is said: ${seen.said}`);
  await context.close();
}

if (hasDevtools(browser)) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(at('public/lessen/m/film/index.html'));
  await tab.locator('.ondertiteling summary').first().click();
  expect(/Rood & groen/.test(await tab.locator('.ondertiteling').first().innerText()), 'without a script what is said can be read');
  expect(await tab.locator('img.film-papier').isHidden(), 'what is printed of a film is not on the screen');
  await context.close();
}

{
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  follow(context);
  const deck = await context.newPage();
  await deck.goto(at('team/lessen/m/film/dia.html'));
  const plays = (tab, name) => tab.evaluate(name => !document.querySelector(name).paused, name);
  const go = async number => {
    await deck.evaluate(number => { location.hash = `#dia-${number}`; }, number);
    await deck.waitForFunction(number => document.querySelector(`#dia-${number}`).closest('.beurt').classList.contains('nu'), number);
  };
  await go(1);
  expect(await deck.evaluate(() => document.querySelector('#dia-1 .dia-inhoud').scrollHeight <= document.querySelector('#dia-1 .dia-inhoud').clientHeight + 1), 'a film fits its slide');
  await deck.keyboard.press('v');
  expect(await until(() => plays(deck, 'video')), 'a key starts the film');
  await deck.keyboard.press('b');
  expect(await until(async () => !(await plays(deck, 'video'))), 'a black screen stops it');
  await deck.keyboard.press('b');
  await deck.keyboard.press('v');
  expect(await until(() => plays(deck, 'video')), 'and it goes on');
  await go(2);
  expect(await until(async () => !(await plays(deck, 'video'))), 'it stops when its slide is left');
  await deck.keyboard.press('v');
  expect(await until(() => plays(deck, 'audio')), 'a key starts the sound');
  expect(await until(async () => (await deck.locator('.gezegd').innerText()) === 'Hoor je het?'), 'what is said in a sound is read on the slide');
  await deck.reload();
  expect(!(await plays(deck, 'audio')), 'after a reload nothing plays by itself');
  await go(1);
  const presenter = await openPresenter(deck);
  await presenter.waitForTimeout(500);
  await presenter.keyboard.press('v');
  expect(await until(() => plays(deck, 'video')), 'the presenter starts the film on the screen of the class');
  expect(!(await plays(presenter, 'video')), 'and not a second one');
  expect(await until(() => presenter.evaluate(() => document.querySelector('.film').classList.contains('loopt'))), 'and sees that it runs');
  await presenter.evaluate(() => document.querySelector('video').play().catch(() => {}));
  expect(await until(async () => !(await plays(deck, 'video')) && !(await plays(presenter, 'video'))), 'the presenter stops it with the buttons of the film');
  await context.close();
}
expect(asked.length === 0, `asked of another host: ${asked}`);
await browser.close();
finish();
