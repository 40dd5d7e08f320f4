// test/browser/office.test.mjs - every page of the office: in both languages, on a desk and on a phone,
// for whoever reads with eyes or with ears
//
//     node test/browser/office.test.mjs PROGRAM [FOLDER]     screenshots go to FOLDER
//
// The pages are those of test/office/rights.txt, which is printed from the table of routes, and what their
// forms lead to; a draft there is none: day.test.mjs and typing.test.mjs look at those. axe-core looks for faults against WCAG 2.2 AA. Prints one line for each thing that
// holds, and ends with 1 at the first that does not.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { db, folder, holds, judge, play, post, root, run, serve, shots, totp, violationsOf, watched } from './served.mjs';

const AGREEMENT = 'yellow-river-2021', PASSWORD = 'kettle ochre vowel lantern';
const LANGS = ['en', 'zh'], WIDTHS = { desk: 1280, phone: 390 };

// ---- an office ----------------------------------------------------------------------------------

function begin() {
  const password = join(folder, 'password');
  writeFileSync(password, PASSWORD + '\n');
  post('yellow-river');
  post('coal-linkage', 'coal-linkage.2018');
  run('init', '--db', db, '--organisation', 'henan', '--name', '河南省', '--password-file', password);
  return serve();
}

// ---- looking at a page --------------------------------------------------------------------------

let looked = 0;

// A page that a form led to cannot be loaded again.
async function look(page, name, is_loaded_again = false) {
  for (const [kind, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForFunction(w => innerWidth === w, width);
    if (is_loaded_again) await page.reload();
    const full = `${name}-${kind}`;
    await judge(page, full);
    if (kind === 'desk') {
      await page.emulateMedia({ colorScheme: 'dark' });
      await judge(page, full + ' in the dark');
      await page.emulateMedia({ colorScheme: 'light' });
    }
    if (shots) await page.screenshot({ path: join(shots, full + '.png'), fullPage: true });
    looked++;
  }
}

async function visit(page, url, lang, path) {
  const answer = await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
  assert.ok(answer.status() < 500 || answer.status() === 503, path + ': ' + answer.status());
  assert.equal(await page.evaluate(() => document.documentElement.lang), lang, path);
  return answer;
}

const name_of = (path, lang) => (path.replace(/[?{}].*/, '').replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'list') + '-' + lang;

// Every page of the table. Files to take along are downloads or no HTML.
async function pages(page, url) {
  const rights = readFileSync(join(root, 'test/office/rights.txt'), 'utf8');
  const paths = [...rights.matchAll(/^GET (\/(?!api\/)\S*)/gm)].map(m => m[1].replace('{id}', AGREEMENT));
  let seen = 0;
  for (const path of [...paths, '/nothing', '/agreements/nobody']) {
    const answer = await page.request.get(url + path, { maxRedirects: 0 });
    const type = answer.status() === 303 ? '' : answer.headers()['content-type'] ?? '';
    if (!type.startsWith('text/html')) continue;
    seen++;
    for (const lang of LANGS) {
      await visit(page, url, lang, path);
      await look(page, name_of(path, lang), true);
    }
  }
  return seen;
}

// ---- what forms lead to -------------------------------------------------------------------------

async function log_in(page, url, lang, person, password) {
  await visit(page, url, lang, '/login?next=/account');
  await page.fill('[name=person]', person);
  await page.fill('[name=password]', password);
  await page.click('main button');
}

// Who was given an account chooses a password of his own, and then sees what his role lets him see.
async function auditor(browser, url, password) {
  const page = watched(await (await browser.newContext()).newPage());
  await log_in(page, url, 'zh', 'li.ming', password);
  await look(page, 'account-first-zh');
  await visit(page, url, 'zh', '/account/password');
  await page.fill('[name=old]', password);
  await page.fill('[name=new]', PASSWORD + ' of li ming');
  await page.click('main button');
  await factor(page, url, 'en');
  for (const lang of LANGS) {
    await visit(page, url, lang, '/audit');
    assert.ok(await page.locator('tbody tr').count() > 3);
    await look(page, 'audit-auditor-' + lang, true);
  }
  const until = new Date(Date.now() + 864e5 * 30).toISOString().slice(0, 10);
  await send(page, url, 'zh', '/account/tokens', { name: '数据上报', scope: 'read-audit', until }, 'tokens-made');
  await visit(page, url, 'en', '/account/tokens');
  await look(page, 'tokens-auditor-en');
}

async function factor(page, url, lang) {
  await visit(page, url, lang, '/account');
  await page.click('form[action^="/account/factor"] button');
  await look(page, `factor-${lang}`);
  const secret = (await page.content()).match(/secret=([A-Z2-7]+)|\b([A-Z2-7]{32})\b/);
  await page.fill('[name=code]', totp(secret[1] ?? secret[2]));
  await page.click('form[action^="/account/factor/confirm"] button');
  await look(page, `factor-codes-${lang}`);
}

async function send(page, url, lang, path, fields, name) {
  await visit(page, url, lang, path.replace(/\/grant$/, ''));
  const form = page.locator(`form[action="${path}"], form[action^="${path}?"]`);
  for (const [field, value] of Object.entries(fields)) {
    const input = form.locator(`[name=${field}]`);
    if (await input.evaluateAll(all => all[0].tagName) === 'SELECT') await input.selectOption(value);
    else if (await input.first().getAttribute('type') === 'checkbox') await form.locator(`[value=${value}]`).check();
    else await input.first().fill(value);
  }
  await form.locator('button').first().click();
  await look(page, `${name}-${lang}`);
}

// What axe-core would say of a page with a picture without words, pale words, and a field without a name.
async function planted(page) {
  await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><img src="x.png">' +
    '<p style="color:#bbb;background:#fff">pale</p><input></main></html>');
  const violations = await violationsOf(page);
  for (const id of ['image-alt', 'color-contrast', 'label']) assert.ok(violations.some(v => v.id === id), id);
}

await play(async browser => {
  const url = await begin();
  await planted(await browser.newPage());
  const page = watched(await (await browser.newContext()).newPage());
  holds('axe-core finds three planted faults');
  const open = await pages(page, url);
  holds(`${open} pages for everybody`);
  await log_in(page, url, 'en', 'admin', 'wrong');
  await look(page, 'login-refused-en');
  await log_in(page, url, 'en', 'admin', PASSWORD);
  assert.match(page.url(), /\/account/);
  holds('a wrong password is told, a right one leads on');
  await factor(page, url, 'zh');
  await send(page, url, 'en', '/people', { person: 'li.ming', name: '李明' }, 'people-made');
  const password = await page.textContent('#password');
  await send(page, url, 'zh', '/people/grant', { person: 'li.ming', role: 'auditor', until: '2027-12-31' }, 'people-granted');
  await send(page, url, 'en', '/people/grant', { person: 'admin', role: 'auditor', until: '' }, 'people-parted');
  holds('an account is made, roles are given');
  const all = await pages(page, url);
  assert.ok(all > open);
  holds(`${all} pages for an administrator`);
  await auditor(browser, url, password);
  holds('an auditor sees what was done, and makes a token');
  holds(`${looked} views without a serious fault of accessibility, none too wide`);
});
