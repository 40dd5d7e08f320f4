// test/browser/day.test.mjs - a day of people at the office, in two languages
//
//     node test/browser/day.test.mjs PROGRAM [FOLDER]     screenshots go to FOLDER
//
// A draft is begun from a template and mended, another is shared, remarked on, published by two
// people, signed by two; facts are brought in, refused for a faulty row, mended and confirmed; a
// year is settled by two; what came out is read, downloaded and verified without the office.
// Prints one line for each thing that holds, and ends with 1 at the first that does not.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, folder, holds, looks, play, run, send, text, write } from './founded.mjs';

const ID = 'yellow-river-2021';
const TEXT = readFileSync('examples/yellow-river.md', 'utf8');
const FACTS = readFileSync('examples/yellow-river.facts.csv', 'utf8');

// Every page of a draft by the table of routes, with all that the day brought. A decision table it has
// none (typing.test.mjs).
async function pages_of_the_draft(page, office) {
  const rights = readFileSync('test/office/rights.txt', 'utf8');
  const rows = [...rights.matchAll(/^GET \/drafts\/\{id\}(\S*) =/gm)].map(m => m[1]);
  const seen = rows.filter(row => !['/table', '/text', '/facts/file'].includes(row));
  assert.ok(seen.length >= 6);
  for (const lang of ['en', 'zh'])
    for (const row of seen) {
      const answer = await page.goto(`${office}/drafts/${ID}${row}?lang=${lang}`);
      assert.equal(answer.status(), 200, row);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang, row);
      await looks(page, `whole-draft${row.replace('/', '-')}-${lang}`);
    }
  holds(`${seen.length} pages of a draft in two languages`);
}

// ---- the day ------------------------------------------------------------------------------------

async function day(browser, office, { passwords, publics }) {
  const wen = await begin(browser, office, 'wen', passwords.wen, 'zh', false);
  await wen.goto(office + '/desk');
  await looks(wen, 'desk-zh');
  await wen.goto(office + '/notices');
  await looks(wen, 'notices-zh');
  await wen.goto(office + '/desk');
  await send(wen, 'a[href="/drafts/new"]');
  await looks(wen, 'new-zh');
  await wen.selectOption('#template', 'ecological-compensation');
  await send(wen, 'form[action="/drafts"] button >> nth=0');
  await looks(wen, 'edit-zh');
  const before = await wen.locator('.findings li').count();
  const sound = await wen.inputValue('#text');
  await write(wen, sound + '\n\n双方加强合作，推动各项工作。\n');
  await send(wen, 'form.editor button:not([type])');
  const vague = await wen.locator('.findings li').count();
  assert.ok(vague > before, `${vague} findings after ${before}`);
  await write(wen, sound);
  await wen.fill('#summary', '删去空话');
  await send(wen, 'form.editor button:not([type])');
  assert.equal(await wen.locator('.findings li').count(), before);
  holds('a draft from a template: vague words are found, and mended');

  await wen.goto(office + '/drafts/new');
  await wen.fill('#text', TEXT);
  await send(wen, 'form[action="/drafts"] button >> nth=1');
  await wen.goto(`${office}/drafts/${ID}`);
  await looks(wen, 'draft-zh');
  await wen.selectOption('#organisation', 'shandong');
  await wen.selectOption('#relation', 'partner');
  await send(wen, `form[action$="/invite"] button`);
  holds('a draft is shared with another organisation');

  const dai = await begin(browser, office, 'dai', passwords.dai, 'en', false);
  await dai.goto(`${office}/desk`);
  await send(dai, `a[href="/drafts/${ID}"]`);
  await dai.fill('#remark', 'By when is it paid? <script>alert(1)</script>');
  await send(dai, 'form[action$="/remarks"] button');
  await looks(dai, 'draft-en');
  assert.equal((await dai.goto(`${office}/drafts/${ID}/edit`)).status(), 403);
  await wen.goto(`${office}/drafts/${ID}`);
  assert.match(await text(wen), /By when is it paid\?/);
  await send(wen, 'form[action$="/remarks/close"] button');
  holds('the partner remarks, and may not write; the owner closes the remark');

  const an = await begin(browser, office, 'an', passwords.an, 'zh', true);
  const bo = await begin(browser, office, 'bo', passwords.bo, 'en', true);
  const propose = async (page, path, button) => {
    await page.goto(office + path);
    await send(page, button);
    return (await page.locator('#proposals + ul li').first().getAttribute('id')).replace('proposal-', '');
  };
  const approve = async (page, number) => {
    await page.goto(`${office}/drafts/${ID}`);
    await send(page, `#proposal-${number} form[action$="/approve"] button`);
    return page.url().includes('#proposals') ? 'done' : (await page.textContent('h1')).trim();
  };
  const publishing = await propose(an, `/drafts/${ID}`, 'form[action$="/publish"] button');
  assert.equal(await approve(an, publishing), '拟办人不得自行批准');
  await looks(an, 'own-work-zh');
  assert.equal((await fetch(`${office}/agreements/${ID}`)).status, 404);
  assert.equal(await approve(bo, publishing), 'done');
  assert.equal((await fetch(`${office}/agreements/${ID}`)).status, 200);
  holds('one proposes to publish, cannot approve it, and another does');

  const admin = await begin(browser, office, 'admin', passwords.admin, 'en', true);
  await admin.goto(`${office}/people`);
  await looks(admin, 'people-en');
  await admin.goto(`${office}/keys`);
  await admin.fill('#key', publics.henan);
  await send(admin, 'form[action="/keys"] button');
  await looks(admin, 'keys-en');
  await admin.goto(`${office}/account/tokens`);
  await looks(admin, 'tokens-en');
  writeFileSync(join(folder, 'signed.md'), await (await fetch(`${office}/agreements/${ID}/text`)).text());
  run('seal', 'sign', 'signed.md', '--key', 'henan.key', '--passphrase-file', 'pass', '-o', 'signed.note');
  await an.goto(`${office}/drafts/${ID}`);
  await an.click('details:has(#note) summary');
  await an.fill('#note', readFileSync(join(folder, 'signed.note'), 'utf8'));
  await send(an, 'form[action$="/sign"] button');
  const signing = (await an.locator('#proposals + ul li').first().getAttribute('id')).replace('proposal-', '');
  assert.equal(await approve(bo, signing), 'done');
  holds('an organisation signs with its own key, by two people');

  const chen = await begin(browser, office, 'chen', passwords.chen, 'en', false);
  const half = FACTS.indexOf('\n', FACTS.length / 2) + 1, head = FACTS.slice(0, FACTS.indexOf('\n') + 1);
  const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const bring = async facts => {
    await chen.goto(`${office}/drafts/${ID}/facts`);
    await chen.fill('#source', 'automatic stations');
    await chen.setInputFiles('#file', [file('first.csv', facts.slice(0, half)), file('second.csv', head + facts.slice(half))]);
    await send(chen, 'form[action$="/facts"] button');
  };
  await bring(FACTS + 'nonsense,1,2,3\n');
  assert.match(await text(chen), /Nothing was kept/);
  assert.match(await chen.textContent('.fault'), /second\.csv/);
  assert.equal(await chen.locator('main table').count(), 0);
  await looks(chen, 'faulty-facts-en');
  await bring(FACTS);
  await looks(chen, 'facts-en');
  await an.goto(`${office}/desk`);
  await looks(an, 'desk-waiting-zh');
  const confirming = (await an.locator('main table td').first().textContent()).trim();
  assert.equal(await approve(an, confirming), 'done');
  holds('facts with a faulty row are told apart, good ones confirmed by another');

  await an.goto(`${office}/drafts/${ID}/what-if`);
  await looks(an, 'what-if-zh');
  const paid = () => an.textContent('#outcome');
  const asConfirmed = await paid();
  await an.locator('input[name="value"]').first().fill('1');
  await an.waitForFunction(before => document.querySelector('#outcome').textContent !== before, asConfirmed);
  await looks(an, 'what-if-moved-zh');
  assert.match(await paid(), /\+[0-9,]+/);
  await an.locator('input[name="value"]').first().fill('no number');
  await an.waitForSelector('#outcome li.error');
  holds('a fact is moved, and payments change at once');

  await an.goto(`${office}/drafts/${ID}/settlement`);
  await looks(an, 'settlement-zh');
  await send(an, 'section:has(h2:text-is("2021")) form button');
  const paying = (await an.locator('#proposals + ul li').first().getAttribute('id')).replace('proposal-', '');
  assert.equal(await approve(bo, paying), 'done');
  await looks(bo, 'draft-done-en');
  holds('a year is settled: one proposes, another approves');

  await pages_of_the_draft(wen, office);

  for (const lang of ['en', 'zh']) {
    for (const path of ['/', `/agreements/${ID}`]) {
      await bo.goto(`${office}${path}?lang=${lang}`);
      await looks(bo, `public-${path === '/' ? 'list' : 'agreement'}-${lang}`);
    }
    await bo.goto(`${office}/agreements/${ID}/statement?period=2021&lang=${lang}`);
    assert.match(await bo.textContent('body'), /2021/);
  }
  const api = await (await fetch(`${office}/api/v1/agreements/${ID}/statement?period=2021`)).json();
  assert.ok(api.periods.length > 0);
  writeFileSync(join(folder, 'evidence'), await (await fetch(`${office}/agreements/${ID}/evidence`)).text());
  writeFileSync(join(folder, 'trust'), `${publics.log}\n${publics.henan}\n`);
  const verified = run('verify', 'evidence', '--trust', 'trust', '--lang', 'en');
  assert.match(verified, /henan/);
  holds('what was paid is public, and the evidence is verified without the office');
}

await play(day);
