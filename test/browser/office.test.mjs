// test/browser/office.test.mjs - every page of the office: in both languages, on a desk and on a phone,
// for whoever reads with eyes or with ears
//
//     node test/browser/office.test.mjs PROGRAM [FOLDER]     screenshots go to FOLDER
//
// The pages are those of test/office/rights.txt, which is printed from the table of routes, and what their
// forms lead to. axe-core looks for faults against WCAG 2.2 AA. Prints one line for each thing that
// holds, and ends with 1 at the first that does not.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { chromium } = require('../../build/playwright-core');
const { source: axe } = require('../../build/axe-core');
const program = resolve(process.argv[2]), shots = process.argv[3];
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'softlaw-office-')), db = join(folder, 'books');
const holds = what => console.log('ok', what);
if (shots) mkdirSync(shots, { recursive: true });

const AGREEMENT = 'yellow-river-2021', PASSWORD = 'kettle ochre vowel lantern';
const LANGS = ['en', 'zh'], WIDTHS = { desk: 1280, phone: 390 };
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// ---- an office ----------------------------------------------------------------------------------

function run(...args) {
  const made = spawnSync(program, args, { cwd: root, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  assert.ok(made.status === 0 || made.status === 1, args.join(' ') + ': ' + made.stderr);
}

let server;
function serve() {
  server = spawn(program, ['serve', '--db', db, '--quiet'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((done, failed) => {
    const listen = text => { const at = String(text).match(/http:\/\/[^\s/]+/); if (at) done(at[0]); };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('exit', code => failed(new Error('softlaw ended with ' + code)));
  });
}

function begin() {
  const password = join(folder, 'password');
  writeFileSync(password, PASSWORD + '\n');
  run('post', 'examples/yellow-river.md', '--facts', 'examples/yellow-river.facts.csv', '--db', db);
  run('post', 'examples/coal-linkage.md', '--facts', 'examples/coal-linkage.2018.facts.csv', '--db', db);
  run('init', '--db', db, '--organisation', 'henan', '--name', '河南省', '--password-file', password);
  return serve();
}

// The six digits of RFC 6238 for a secret in base 32.
function totp(secret) {
  const bits = [...secret].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const mac = createHmac('sha1', key).update(step).digest(), at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

// ---- looking at a page --------------------------------------------------------------------------

const complaints = [];
let looked = 0;

async function judge(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(rules => window.axe.run(document, { runOnly: rules }), RULES);
  const faults = violations.filter(v => v.impact === 'serious' || v.impact === 'critical');
  for (const v of violations)
    console.log(v.impact, name, v.id, v.help, v.nodes.slice(0, 3).map(n => n.target.join(' ')).join('; '));
  assert.equal(faults.length, 0, name + ': ' + faults.map(v => v.id).join(', '));
}

// A page that a form led to cannot be loaded again.
async function look(page, name, is_loaded_again = false) {
  for (const [kind, width] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForFunction(w => innerWidth === w, width);
    if (is_loaded_again) await page.reload();
    const full = `${name}-${kind}`;
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${full} is ${wide} too wide`);
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
  const page = await (await browser.newContext()).newPage();
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
    else await input.first().fill(value);
  }
  await form.locator('button').first().click();
  await look(page, `${name}-${lang}`);
}

// What axe-core would say of a page with a picture without words, pale words, and a field without a name.
async function planted(page) {
  await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><img src="x.png">' +
    '<p style="color:#bbb;background:#fff">pale</p><input></main></html>');
  await page.evaluate(axe);
  const { violations } = await page.evaluate(rules => window.axe.run(document, { runOnly: rules }), RULES);
  for (const id of ['image-alt', 'color-contrast', 'label']) assert.ok(violations.some(v => v.id === id), id);
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
try {
  const url = await begin();
  const page = await (await browser.newContext()).newPage();
  page.on('console', m => m.type() === 'error' && !/status of (4\d\d|503)/.test(m.text()) && complaints.push(m.text()));
  await planted(page);
  holds('axe-core finds three planted faults');
  complaints.length = 0;
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
  await send(page, url, 'zh', '/account/tokens', { name: '数据上报', scope: 'read-audit', until: '2026-12-31' }, 'tokens-made');
  holds('an account is made, roles are given, a token is made');
  const all = await pages(page, url);
  assert.ok(all > open);
  holds(`${all} pages for an administrator`);
  await auditor(browser, url, password);
  holds('an auditor sees what was done');
  assert.deepEqual(complaints, []);
  holds(`${looked} views without a serious fault of accessibility, none too wide, no complaint of the browser`);
} finally {
  await browser.close();
  server?.kill();
  rmSync(folder, { recursive: true });
}
