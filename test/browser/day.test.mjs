// test/browser/day.test.mjs - a day of people at the office, in two languages
//
//     node test/browser/day.test.mjs PROGRAM [FOLDER]     screenshots go to FOLDER
//
// A draft is begun from a template and mended, another is shared, remarked on, published by two
// people, signed by two; facts are brought in, refused for a faulty row, mended and confirmed; a
// year is settled by two; what came out is read, downloaded and verified without the office.
// Prints one line for each thing that holds, and ends with 1 at the first that does not.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const { chromium } = require('../../build/playwright-core');
const axe = existsSync('build/axe-core/axe.min.js') ? readFileSync('build/axe-core/axe.min.js', 'utf8') : null;
const program = resolve(process.argv[2]), shots = process.argv[3];
const folder = mkdtempSync(join(tmpdir(), 'softlaw-office-'));
const db = join(folder, 'ledger.db'), ID = 'yellow-river-2021';
const TEXT = readFileSync('examples/yellow-river.md', 'utf8');
const FACTS = readFileSync('examples/yellow-river.facts.csv', 'utf8');
const holds = what => console.log('ok ' + what);
const run = (...words) => execFileSync(program, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const passwordIn = text => text.match(/[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}/)[0];

// ---- the office ---------------------------------------------------------------------------------

const ROLES = { wen: ['drafter'], chen: ['data-provider'], an: ['signatory', 'finance'], bo: ['signatory', 'finance'] };

function found() {
  const passwords = { admin: passwordIn(run('init', '--db', db, '--organisation', 'henan', '--name', 'Henan')) };
  run('organisation', 'add', 'shandong', '--db', db, '--kind', 'region', '--name', 'Shandong');
  const people = [...Object.keys(ROLES).map(p => [p, 'henan', ROLES[p]]), ['dai', 'shandong', ['reviewer']]];
  for (const [person, organisation, roles] of people) {
    passwords[person] = passwordIn(run('people', 'add', person, '--db', db));
    for (const role of roles) run('people', 'grant', person, role, '--organisation', organisation, '--db', db);
  }
  writeFileSync(join(folder, 'pass'), 'a passphrase for tests\n');
  const publics = {};
  for (const key of ['log', 'henan'])
    publics[key] = run('seal', 'keygen', key, '-o', key + '.key', '--passphrase-file', 'pass').split('\n')[1];
  return { passwords, publics };
}

async function serve() {
  const server = spawn(program, ['serve', '--db', db, '--log-key', 'log.key', '--passphrase-file', 'pass', '--quiet'],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((done, fail) => {
    server.stdout.once('data', text => done(String(text).trim().replace(/\/$/, '')));
    server.once('exit', code => fail(new Error('the server ended with ' + code)));
  });
  return { server, address };
}

// RFC 6238, with the secret in base 32.
function totp(secret, seconds) {
  const bits = [...secret].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

// ---- a person at a browser ----------------------------------------------------------------------

let seen = 0;
async function look(page, name) {
  if (axe) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }));
    const serious = violations.filter(v => ['serious', 'critical'].includes(v.impact));
    assert.deepEqual(serious.map(v => [name, v.id, v.nodes.map(n => n.html).slice(0, 3)]), []);
  }
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name + ' scrolls sideways');
  if (shots) await page.screenshot({ path: join(shots, `day-${String(++seen).padStart(2, '0')}-${name}.png`), fullPage: true });
}

async function looks(page, name) {
  await look(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, name + '-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function send(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

async function logIn(page, person, password, lang) {
  await page.goto(`${page.office}/login?lang=${lang}`);
  await page.fill('#person', person);
  await page.fill('#password', password);
  await send(page, 'main button');
}

async function begin(browser, office, person, password, lang, hasFactor) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const page = await context.newPage(), own = `the ${person} of the office walks`;
  page.office = office;
  await logIn(page, person, password, lang);
  assert.equal(new URL(page.url()).pathname, '/account/password');
  await page.fill('#old', password);
  await page.fill('#new', own);
  await send(page, 'main button');
  if (!hasFactor) return page;
  await send(page, 'form[action="/account/factor"] button');
  await looks(page, 'factor-' + lang);
  await page.fill('#code', totp(await page.textContent('#secret'), Date.now() / 1000));
  await send(page, 'main button');
  const code = await page.textContent('.codes li');
  await logIn(page, person, own, lang);
  await page.fill('#code', code.trim());
  await send(page, 'main button');
  assert.equal(new URL(page.url()).pathname, '/desk');
  return page;
}

const text = page => page.textContent('main');

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
  await wen.fill('#text', (await wen.inputValue('#text')) + '\n\n双方加强合作，推动各项工作。\n');
  await send(wen, 'form.editor button');
  const vague = await wen.locator('.findings li').count();
  assert.ok(vague > before, `${vague} findings after ${before}`);
  await wen.fill('#text', (await wen.inputValue('#text')).replace('\n\n双方加强合作，推动各项工作。\n', ''));
  await wen.fill('#summary', '删去空话');
  await send(wen, 'form.editor button');
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
  const bring = async facts => {
    await chen.goto(`${office}/drafts/${ID}/facts`);
    await chen.fill('#name', 'stations');
    await chen.fill('#source', 'automatic stations');
    await chen.fill('#text', facts);
    await send(chen, 'form[action$="/facts"] button');
  };
  await bring(FACTS + 'nonsense,1,2,3\n');
  assert.match(await text(chen), /Nothing was kept/);
  await looks(chen, 'faulty-facts-en');
  await bring(FACTS);
  await looks(chen, 'facts-en');
  await an.goto(`${office}/desk`);
  await looks(an, 'desk-waiting-zh');
  const confirming = (await an.locator('main table td').first().textContent()).trim();
  assert.equal(await approve(an, confirming), 'done');
  holds('facts with a faulty row are told apart, good ones confirmed by another');

  await an.goto(`${office}/drafts/${ID}/settlement`);
  await looks(an, 'settlement-zh');
  await send(an, 'section:has(h2:text-is("2021")) form button');
  const paying = (await an.locator('#proposals + ul li').first().getAttribute('id')).replace('proposal-', '');
  assert.equal(await approve(bo, paying), 'done');
  await looks(bo, 'draft-done-en');
  holds('a year is settled: one proposes, another approves');

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

// ---- run ----------------------------------------------------------------------------------------

const office = found();
const { server, address } = await serve();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
try {
  await day(browser, address, office);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise(done => server.once('exit', done));
  rmSync(folder, { recursive: true });
}
