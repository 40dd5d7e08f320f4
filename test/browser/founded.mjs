// test/browser/founded.mjs - for the tests: an office with people, a server, and a person at a browser
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const { chromium } = require('../../build/playwright-core');
const axe = existsSync('build/axe-core/axe.min.js') ? readFileSync('build/axe-core/axe.min.js', 'utf8') : null;
const program = resolve(process.argv[2]), shots = process.argv[3];
export const folder = mkdtempSync(join(tmpdir(), 'softlaw-office-'));
const db = join(folder, 'ledger.db');
export const holds = what => console.log('ok ' + what);
export const run = (...words) => execFileSync(program, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const passwordIn = text => text.match(/[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}/)[0];

export const freePort = () => new Promise(done => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

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

async function serve(more) {
  const server = spawn(program, ['serve', '--db', db, '--log-key', 'log.key', '--passphrase-file', 'pass', '--quiet', ...more],
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

export async function looks(page, name) {
  await look(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, name + '-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
}

export async function send(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

async function logIn(page, person, password, lang) {
  await page.goto(`${page.office}/login?lang=${lang}`);
  await page.fill('#person', person);
  await page.fill('#password', password);
  await send(page, 'main button');
}

export async function begin(browser, office, person, password, lang, hasFactor) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
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

export const text = page => page.textContent('main');

// ---- the editor of a draft ----------------------------------------------------------------------

export const looked = page => page.waitForFunction(() => document.querySelector('[data-shows="state"]').textContent === '');

// As if the whole text were typed anew.
export async function write(page, whole) {
  await page.click('.cm-content');
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(whole);
}

// ---- run ----------------------------------------------------------------------------------------

export async function play(act, ...more) {
  const office = found();
  const { server, address } = await serve(more);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
  try {
    await act(browser, address, office);
  } finally {
    await browser.close();
    server.kill('SIGTERM');
    await new Promise(done => server.once('exit', done));
    rmSync(folder, { recursive: true });
  }
}
