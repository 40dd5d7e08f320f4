// test/browser/charts.test.mjs - the charts of the office, as somebody reads them: each beside its table
//
//     node test/browser/charts.test.mjs PROGRAM [FOLDER]     screenshots go to FOLDER
//
// In both languages, on a desk and on a phone, in the dark, and without script. Whatever the browser
// complains of (a policy that a chart breaks) is a fault. Prints one line for each thing that holds, and
// ends with 1 at the first that does not.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { holds, judge, play, post, serve, shots, watched } from './served.mjs';

const LEDGER = '/agreements/jing-jin-ji-tax/ledger';
const PAGES = {
  ledger: LEDGER,
  river: '/agreements/yellow-river-2021/ledger',
  explanation: '/agreements/jing-jin-ji-tax/explanation',
  calendar: '/agreements/coal-linkage/calendar?from=2018-01-01&through=2018-12-31',
  deadlines: '/calendar?from=2018-01-01&through=2022-12-31',
  map: '/map',
};

const address = (url, path, lang) => `${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;

async function look(page, url, name, lang, width) {
  await page.setViewportSize({ width, height: 900 });
  const answer = await page.goto(address(url, PAGES[name], lang));
  assert.equal(answer.status(), 200, name);
  await page.waitForSelector('.chart svg');
  await judge(page, `${name} in ${lang} at ${width}`);
  if (shots) await page.screenshot({ path: join(shots, `${name}-${lang}-${width}.png`), fullPage: name !== 'explanation' });
}

async function everywhere(page, url) {
  for (const name of Object.keys(PAGES))
    for (const lang of ['en', 'zh']) for (const width of [1280, 390]) await look(page, url, name, lang, width);
  holds('each chart stands on its page in both languages, on a desk and on a phone');
}

async function dark(page, url) {
  await page.emulateMedia({ colorScheme: 'dark' });
  await look(page, url, 'ledger', 'en', 1281);
  await page.emulateMedia({ media: 'print' });
  if (shots) await page.screenshot({ path: join(shots, 'print.png'), fullPage: true });
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  holds('a chart is read in the dark and on paper');
}

// What is told of a bar is what its cell says, to the last digit.
async function exact(page, url) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(address(url, PAGES.river, 'en'));
  const host = page.locator('[data-chart=bar]').first();
  const sums = await host.locator('tbody td.n').allInnerTexts();
  const drawn = host.locator('.chart svg path[fill="#0072b2"]');
  assert.ok((await drawn.count()) >= 2, 'bars');
  await drawn.last().hover({ force: true });
  await page.waitForFunction(() => [...document.querySelectorAll('.chart svg text')].some(t => /→/.test(t.textContent) && t.textContent.length < 60));
  const told = (await host.locator('.chart svg text').allTextContents()).join('\n');
  assert.ok(sums.some(sum => told.includes(sum + ' CNY')), told);
  const [saying] = await host.locator('.chart[role=img]').evaluateAll(list => list.map(e => e.getAttribute('aria-label')));
  assert.equal(saying, 'Payments by period and direction');
  holds('a bar tells the amount of the table, and the chart says what it is');
}

async function without_script(browser, url) {
  const page = watched(await (await browser.newContext({ javaScriptEnabled: false })).newPage());
  await page.goto(address(url, PAGES.river, 'en'));
  assert.equal(await page.locator('.chart').count(), 0);
  assert.ok((await page.locator('figure svg rect').count()) >= 2);
  assert.ok((await page.locator('[data-chart] tbody tr').count()) >= 2);
  holds('without script the table and its still picture are there');
}

async function network(page, url) {
  await page.goto(address(url, '/map', 'en'));
  const host = page.locator('[data-chart=graph]');
  await host.locator('.chart svg text', { hasText: /^Henan$/ }).first().click();
  await page.waitForURL(/for-me\?place=Henan/);
  holds('a region in the network leads to what it must do');
}

await play(async browser => {
  post('yellow-river');
  post('coal-linkage', 'coal-linkage.2018');
  post('jing-jin-ji-tax');
  const url = await serve(), page = watched(await browser.newPage());
  for (const use of [everywhere, dark, exact, network]) await use(page, url);
  await without_script(browser, url);
});
