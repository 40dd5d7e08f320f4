// test/browser/live.test.mjs - pages that show themselves anew while two people work on one draft
//
//     node test/browser/live.test.mjs PROGRAM
//
// Prints one line for each thing that holds, and ends with 1 at the first that does not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { db, holds, passwordIn, play, root, run, serve, watched } from './served.mjs';

const SOON = { timeout: 3000 };

async function enter(browser, url, person, password) {
  const page = watched(await (await browser.newContext()).newPage());
  await page.goto(`${url}/login?lang=en`);
  await page.fill('#person', person);
  await page.fill('#password', password);
  await page.click('main button');
  await page.fill('#old', password);
  await page.fill('#new', 'kettle ochre vowel ' + person);
  await page.click('main button');
  await page.waitForURL(/account/);
  return page;
}

async function desk(wen, li, url) {
  await wen.goto(url + '/desk');
  await li.goto(url + '/drafts/new');
  const text = readFileSync(join(root, 'examples/yellow-river.md'), 'utf8');
  const csrf = await li.inputValue('form.inline [name=csrf]');
  const made = await li.request.post(url + '/api/v1/drafts', { data: { text }, headers: { 'X-CSRF-Token': csrf } });
  assert.equal(made.status(), 200, await made.text());
  await wen.waitForSelector('main a[href="/drafts/yellow-river-2021"]', SOON);
  holds('a draft of a colleague stands on the desk without a reload');
}

async function remarks(wen, li, url) {
  for (const page of [wen, li]) await page.goto(url + '/drafts/yellow-river-2021');
  await li.fill('textarea[name=text]', 'The gauge is not the one of article 3.');
  await li.click('form[action$="/remarks"] button');
  await wen.waitForSelector('text=The gauge is not the one of article 3.', SOON);
  await wen.waitForSelector('#live', { state: 'attached' });
  holds('a remark stands on the page of who reads the draft');
  await wen.fill('textarea[name=text]', 'I am writing');
  await li.fill('textarea[name=text]', 'And another thing.');
  await li.click('form[action$="/remarks"] button');
  await wen.waitForSelector('#live button', SOON);
  assert.equal(await wen.inputValue('textarea[name=text]'), 'I am writing');
  assert.equal(await wen.locator('text=And another thing.').count(), 0);
  await wen.click('#live button');
  await wen.waitForSelector('text=And another thing.', SOON);
  holds('who writes is told, and keeps what he wrote until he looks');
}

// Between the moment when a page is made and that when it listens, or while nobody answers.
async function meanwhile(wen, li, url) {
  await wen.goto('about:blank');
  let go;
  const held = new Promise(done => { go = done; });
  await wen.route('**/api/v1/events*', async route => { await held; await route.continue(); });
  await wen.goto(url + '/drafts/yellow-river-2021');
  await li.fill('textarea[name=text]', 'Before you listened.');
  await li.click('form[action$="/remarks"] button');
  await li.waitForSelector('text=Before you listened.', SOON);
  assert.equal(await wen.locator('text=Before you listened.').count(), 0);
  go();
  await wen.waitForSelector('text=Before you listened.', SOON);
  await wen.unroute('**/api/v1/events*');
  holds('what changed before a page listens is shown too');
}

// A second page of the same browser does not listen by itself, and is told all the same.
async function two_pages(wen, li, url) {
  const second = await wen.context().newPage();
  await second.goto(url + '/drafts/yellow-river-2021');
  await li.fill('textarea[name=text]', 'A third one.');
  await li.click('form[action$="/remarks"] button');
  await second.waitForSelector('text=A third one.', SOON);
  await wen.waitForSelector('text=A third one.', SOON);
  const tell = done => second.evaluate(at => new BroadcastChannel('softlaw-events')
    .postMessage({ name: 'progress', data: { thing: 'yellow-river-2021', done: at, all: 4 } }), done);
  await tell(1);
  assert.equal(await wen.locator('#live progress').evaluate(bar => bar.value / bar.max), 0.25);
  await tell(4);
  await wen.waitForSelector('#live progress', { state: 'detached', ...SOON });
  await wen.waitForTimeout(1500); // those of pages that were left end
  const metrics = await (await wen.request.get(url + '/metrics')).text();
  assert.ok(Number(metrics.match(/^softlaw_streams (\d+)/m)[1]) <= 3, metrics);
  holds('of the pages of one browser one listens, and all are told, also how far long work is');
}

await play(async browser => {
  run('init', '--db', db, '--organisation', 'henan', '--name', 'Henan');
  const passwords = {};
  for (const person of ['wen', 'li']) {
    passwords[person] = passwordIn(run('people', 'add', person, '--db', db));
    run('people', 'grant', person, 'drafter', '--organisation', 'henan', '--db', db);
  }
  const url = await serve();
  const wen = await enter(browser, url, 'wen', passwords.wen), li = await enter(browser, url, 'li', passwords.li);
  for (const use of [desk, remarks, meanwhile, two_pages]) await use(wen, li, url);
});
