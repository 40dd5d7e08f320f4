// test/browser/incentive.test.mjs - the page of softlaw incentive: on a desk, on a phone, in the dark, on
// paper
//
//     node test/browser/incentive.test.mjs PROGRAM [FOLDER]     screenshots go to FOLDER
//
// Prints one line for each thing that holds, and ends with 1 at the first that does not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { chromium } = createRequire(import.meta.url)('../../build/playwright-core');
const program = resolve(process.argv[2]), shots = process.argv[3];
const folder = mkdtempSync(join(tmpdir(), 'softlaw-browser-')), file = join(folder, 'coal.html');
const root = fileURLToPath(new URL('../..', import.meta.url));
const holds = what => console.log('ok', what);

const made = spawnSync(program, ['incentive', 'examples/incentive/coal.md', '--scenario',
  'examples/incentive/coal.scenario.yaml', '--worlds', '48', '--format', 'html', '-o', file], { cwd: root });
assert.equal(made.status, 1, String(made.stderr));

const complaints = [];
async function open(browser, width, lang, colorScheme = 'light') {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.on('console', m => complaints.push(m.text()));
  await page.goto('file://' + file + '#' + lang);
  if (shots) await page.screenshot({ path: join(shots, `incentive-${width}-${lang}-${colorScheme}.png`), fullPage: true });
  return page;
}

async function charts(browser) {
  const page = await open(browser, 1280, 'en');
  const told = await page.$$eval('svg[role=img]', all => all.map(svg => {
    const ids = svg.getAttribute('aria-labelledby').split(' ');
    const section = svg.closest('section');
    return ids.length === 2 && ids.every(id => document.getElementById(id).textContent.length > 3) &&
      section.querySelectorAll('details td').length > 0 && /\d worlds|of all \d/.test(section.innerText);
  }));
  assert.ok(told.length >= 6 && told.every(Boolean), JSON.stringify(told));
  holds('every chart has a title, a description, its numbers as a table, and the number of worlds');
  await page.close();
}

async function widths(browser) {
  for (const lang of ['en', 'zh']) {
    const page = await open(browser, 390, lang);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.close();
  }
  holds('a phone shows it without scrolling sideways');
}

async function dark(browser) {
  const page = await open(browser, 1280, 'zh', 'dark');
  const [ink, paper] = await page.$eval('main', m =>
    [getComputedStyle(m).color, getComputedStyle(m).backgroundColor].map(c => Number(c.match(/\d+/)[0])));
  assert.ok(ink - paper > 150, `${ink} on ${paper}`);
  holds('in the dark it is light on dark');
  await page.close();
}

async function paper(browser) {
  for (const lang of ['en', 'zh']) {
    const page = await open(browser, 1280, lang);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const count = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    assert.ok(count >= 1 && count <= 2, `${count} pages`);
    await page.close();
  }
  holds('on paper it takes at most two pages of A4');
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
try {
  await charts(browser);
  await widths(browser);
  await dark(browser);
  await paper(browser);
  assert.deepEqual(complaints, []);
  holds('no policy was broken');
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
