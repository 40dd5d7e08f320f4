// test/browser/typing.test.mjs - a draft is typed in the editor of the office
//
//     node test/browser/typing.test.mjs PROGRAM [FOLDER]     screenshots go to FOLDER
//
// Findings, score and coverage follow what is typed; a name under the pointer says what it is; what
// may be written is proposed; a finding is mended by a click; what another saved meanwhile is not
// lost. The Content-Security-Policy stands, and nothing offends against it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { begin, holds, looked, looks, play, send, write } from './founded.mjs';

const TEXT = readFileSync('examples/yellow-river.md', 'utf8');
const TABLES = readFileSync('examples/water-class.md', 'utf8');
const ID = 'yellow-river-2021';
const findings = page => page.locator('[data-shows="findings"] li').count();
const score = async page => Number(await page.textContent('[data-shows="score"]'));

function watch(page, faults) {
  page.on('console', m => m.type() === 'error' && faults.push(m.text()));
  page.on('pageerror', e => faults.push(String(e)));
}

async function soon(what, holdsNow) {
  for (let i = 0; i < 100; i++) {
    if (await holdsNow()) return;
    await new Promise(done => setTimeout(done, 100));
  }
  assert.fail(what);
}

async function typing(browser, office, { passwords }) {
  const faults = [];
  const wen = await begin(browser, office, 'wen', passwords.wen, 'en', false);
  watch(wen, faults);
  await wen.goto(office + '/drafts/new');
  await wen.fill('#text', TEXT);
  await send(wen, 'form[action="/drafts"] button >> nth=1');
  await wen.goto(`${office}/drafts/${ID}/edit?lang=en`);
  await looked(wen);
  const before = await findings(wen), sound = await score(wen);
  await wen.click('.cm-content');
  await wen.keyboard.press('Control+End');
  await wen.keyboard.insertText('\n\n## 第九条 合作\n\n双方加强合作，推动各项工作。\n');
  await soon('vague words are found', async () => (await findings(wen)) > before);
  assert.ok(await wen.locator('.cm-lintRange').count() > 0);
  await looks(wen, 'typing-en');
  await wen.keyboard.press('Control+Z');
  await soon('and gone when they are', async () => (await findings(wen)) === before);
  assert.equal(await score(wen), sound);
  holds('findings and score follow what is typed');

  await write(wen, TEXT.replace(/rounding: \{[^}]*\}/, ''));
  const fix = wen.locator('[data-shows="findings"] li button').filter({ hasText: 'round to' });
  await soon('a payment without rounding is found', async () => (await fix.count()) > 0);
  await fix.first().click();
  await soon('and mended', async () => (await fix.count()) === 0);
  holds('a finding is mended by a click');

  for (const begun of ['---', '---\n', '---\n---', '---\nid']) {
    await write(wen, begun);
    await looked(wen);
  }
  assert.deepEqual(faults, []);
  holds('a text that has only begun is judged as it is typed');

  await write(wen, TEXT);
  await looked(wen);
  const covered = await wen.locator('table.matrix td.spoken, table.matrix td.declared').count();
  assert.ok((await wen.locator('table.matrix tbody tr').count()) === 7 && covered >= 0);
  assert.ok((await wen.locator('[data-shows="articles"] li').count()) > 3);
  await wen.locator('[data-shows="articles"] li button').nth(3).click();
  holds('articles and coverage stand beside the text');

  await wen.keyboard.press('Control+Home');
  const name = wen.locator('.cm-line', { hasText: '60000000' }).first();
  await name.scrollIntoViewIfNeeded();
  const box = await name.evaluate(line => {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const at = node.data.indexOf('水质类别');
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 2);
      const r = range.getBoundingClientRect();
      return { x: r.x + r.width / 2, y: r.y + r.height / 2 };
    }
    return null;
  });
  assert.ok(box, 'the name stands in one piece');
  await wen.mouse.move(box.x, box.y);
  await wen.waitForSelector('.cm-tooltip .hover');
  assert.match(await wen.textContent('.cm-tooltip .hover'), /water quality class|水质类别/);
  await looks(wen, 'hover-en');
  await wen.mouse.move(0, 0);
  holds('a name under the pointer says what it is');

  await wen.click('.cm-content');
  await wen.keyboard.press('Control+End');
  await wen.keyboard.insertText('\n\n```terms\npay');
  await wen.keyboard.press('Control+Space');
  await wen.waitForSelector('.cm-tooltip-autocomplete li');
  assert.match(await wen.textContent('.cm-tooltip-autocomplete'), /payments/);
  await wen.keyboard.press('Escape');
  holds('what may be written is proposed');

  await write(wen, TEXT);
  await wen.keyboard.press('Control+Home');
  await wen.fill('#summary', 'nothing yet');
  const other = await wen.context().newPage();
  watch(other, faults);
  await other.goto(`${office}/drafts/${ID}/edit?lang=zh`);
  await looked(other);
  await looks(other, 'typing-zh');
  await write(other, TEXT + '\n\n（补充）\n');
  await other.click('.cm-content');
  await Promise.all([other.waitForNavigation(), other.keyboard.press('Control+S')]);
  assert.match(await other.textContent('main'), /2/);
  await other.close();
  await write(wen, TEXT + '\n\n(another)\n');
  await send(wen, 'form.editor button:not([type])');
  assert.match(await wen.textContent('main'), /\(another\)/);
  assert.match(await wen.textContent('main'), /wen 在此期间已保存第 2 版/);
  holds('what another saved meanwhile stays, and what was typed is not lost');
  for (const lang of ['en', 'zh']) {
    await wen.goto(`${office}/drafts/${ID}/versions?before=1&after=2&lang=${lang}`);
    assert.match(await wen.textContent('main'), /（补充）/);
    await looks(wen, 'versions-' + lang);
  }
  await send(wen, 'a.language');
  assert.match(wen.url(), /before=1&after=2&lang=en/);
  holds('two versions are compared, in either language');
  await wen.goto(office + '/drafts/new');
  await wen.fill('#text', TABLES);
  await send(wen, 'form[action="/drafts"] button >> nth=1');
  for (const lang of ['en', 'zh']) {
    await wen.goto(`${office}/drafts/water-class/table?name=${encodeURIComponent('限值')}&lang=${lang}`);
    await looks(wen, 'table-' + lang);
  }
  const cell = (row, column) => wen.locator('.grid tbody tr').nth(row).locator('input[name="cell"]').nth(column);
  const rows = await wen.locator('.grid tbody tr').count();
  assert.equal(await cell(3, 0).inputValue(), '氨氮 ≤');
  await wen.locator('input[name="value"]').fill('NH3-N');
  await soon('a row applies', async () => /0\.15/.test(await wen.textContent('#outcome')));
  await cell(3, 2).fill('0.16');
  await soon('what is typed is computed', async () => /0\.16/.test(await wen.textContent('#outcome')));
  await send(wen, 'button[value="add"]');
  assert.equal(await wen.locator('.grid tbody tr').count(), rows + 1);
  assert.equal(await cell(3, 2).inputValue(), '0.16');
  const columns = await wen.locator('.grid tbody tr').nth(rows).locator('input[name="cell"]').count();
  await cell(rows, 1).fill('"other"');
  for (let column = 2; column < columns; column++) await cell(rows, column).fill(String(column));
  await cell(3, 2).fill('0.17');
  await soon('and it is still computed', async () => /0\.17/.test(await wen.textContent('#outcome')));
  await cell(3, 2).fill('0.16');
  await cell(3, 2).press('Enter');
  assert.equal(await cell(3, 0).inputValue(), '氨氮 ≤');
  await cell(rows, 1).fill('"NH3-N"');
  await soon('two rows that apply are found', async () => (await wen.locator('#outcome .findings li').count()) > 0);
  await looks(wen, 'table-faulty-zh');
  await send(wen, `button[value="remove ${rows + 1}"]`);
  await send(wen, 'button[formaction]');
  const written = await wen.inputValue('#text');
  assert.deepEqual(
    written.split('\n').filter((line, i) => line !== TABLES.split('\n')[i]),
    ['| 氨氮 ≤ | "NH3-N" | 0.16 | 0.5 | 1.0 | 1.5 | 2.0 |'],
  );
  holds('a decision table is changed cell by cell, tried, and saved without touching other lines');
  // A refused form is answered with 409, which the console tells of.
  assert.deepEqual(faults.filter(f => !/409/.test(f)), []);
  holds('nothing offends against the policy of the page');
}

await play(typing);
