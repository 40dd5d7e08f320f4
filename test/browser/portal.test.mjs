// test/browser/portal.test.mjs - the public half of the office, as somebody uses it who has no account
//
//     node test/browser/portal.test.mjs PROGRAM
//
// By keyboard and by mouse, in both languages. Prints one line for each thing that holds, and ends with 1
// at the first that does not.
import assert from 'node:assert/strict';
import { holds, play, post, serve, watched } from './served.mjs';

// Words typed, Enter, the first hit followed: the article is on the screen.
async function search(page, url) {
  await page.goto(url + '/?lang=zh');
  await page.click('nav >> text=搜索');
  await page.fill('#q', '每改善一个类别');
  await page.keyboard.press('Enter');
  await page.waitForSelector('mark');
  assert.equal(await page.textContent('mark'), '每改善一个类别');
  await page.click('.hits a');
  const article = page.locator(new URL(page.url()).hash);
  assert.ok((await article.textContent()).includes('每改善一个类别'));
  assert.ok(await article.evaluate(e => e.getBoundingClientRect().top < innerHeight));
  holds('a word leads to its article');
}

async function for_me(page, url) {
  await page.goto(url + '/for-me?lang=en');
  await page.selectOption('#place', 'Henan');
  await page.click('main button');
  assert.ok((await page.textContent('main')).includes('Yellow River compensation agreement'));
  assert.equal(await page.inputValue('#place'), 'Henan');
  await page.selectOption('#place', '');
  await page.selectOption('#kind', 'enterprise');
  await page.click('main button');
  assert.ok((await page.textContent('main')).includes('What others settle on your figures'));
  holds('a region and an enterprise see what applies to them');
}

// From the list to a figure, and from it down to a fact.
async function why(page, url) {
  await page.goto(url + '/agreements/yellow-river-2021?lang=en');
  await page.click('text=Ledger: who owes whom');
  await page.waitForSelector('.chart svg');
  const bars = await page.locator('figure .chart svg path[fill="#0072b2"]').count();
  assert.ok(bars >= 2, 'bars ' + bars);
  await page.click('text=3,000,000 CNY >> nth=1');
  const fact = page.locator('ul.why ul.why ul.why li').first();
  assert.ok((await fact.textContent()).includes('weight'));
  await page.click('summary >> nth=0');
  assert.ok((await page.textContent('details[open] blockquote')).includes('关键污染物指数'));
  holds('an amount leads down to its facts, and to the words');
}

async function calendar(page, url) {
  await page.goto(url + '/agreements/coal-linkage/calendar?lang=en');
  await page.fill('#from', '2018-01-01');
  await page.fill('#through', '2018-03-31');
  await page.click('main button');
  assert.equal(await page.locator('tbody time').count(), 3);
  const feed = await page.getAttribute('text=iCalendar', 'href');
  const got = await page.request.get(url + feed);
  assert.match(got.headers()['content-type'], /^text\/calendar/);
  assert.ok((await got.text()).startsWith('BEGIN:VCALENDAR\r\n'));
  holds('deadlines are shown for a time, and given to calendars');
}

// Whoever has no mouse sees where he is; on the map too.
async function keyboard(page, url) {
  await page.goto(url + '/map?lang=en');
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const [inside, width] = await page.evaluate(() => {
      const at = document.activeElement, square = at.querySelector?.('rect');
      return [!!square, square ? getComputedStyle(square).strokeWidth : ''];
    });
    if (!inside) continue;
    assert.equal(width, '5px');
    await page.keyboard.press('Enter');
    await page.waitForURL(/for-me\?place=/);
    holds('the map is walked by keyboard, and one sees where');
    return;
  }
  assert.fail('no region of the map can be reached by keyboard');
}

await play(async browser => {
  post('yellow-river');
  post('coal-linkage', 'coal-linkage.2018');
  post('jing-jin-ji-tax');
  const url = await serve(), page = watched(await browser.newPage());
  for (const use of [search, for_me, why, calendar, keyboard]) await use(page, url);
});
