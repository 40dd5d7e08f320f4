// test/browser/served.mjs - for the tests: a program that serves a folder of its own, and a browser that looks
//
// The words of the command line are PROGRAM [FOLDER]; screenshots go to FOLDER.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { chromium } = require('../../build/playwright-core');
const { source: axe } = require('../../build/axe-core');
const program = resolve(process.argv[2]);
export const shots = process.argv[3];
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const folder = mkdtempSync(join(tmpdir(), 'softlaw-office-')), db = join(folder, 'books');
export const holds = what => console.log('ok', what);
if (shots) mkdirSync(shots, { recursive: true });

// ---- the program --------------------------------------------------------------------------------

const ENGLISH = { ...process.env, LC_ALL: 'C.UTF-8' };

// What it says; `cwd` is where it is run.
export function runIn(cwd, ...words) {
  const made = spawnSync(program, words, { cwd, encoding: 'utf8', env: ENGLISH });
  assert.equal(made.status, 0, words.join(' ') + ': ' + made.stderr);
  return made.stdout + made.stderr;
}
export const run = (...words) => runIn(root, ...words);
export const passwordIn = said => said.match(/[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}/)[0];

export const post = (name, facts = name) =>
  run('post', `examples/${name}.md`, '--facts', `examples/${facts}.facts.csv`, '--db', db);

// The address at which it is served. What sanitizers make slow is no fault of who asks.
let server;
export function serve(...more) {
  server = spawn(program, ['serve', '--db', db, '--share', '0', '--quiet', ...more], { cwd: folder, env: ENGLISH, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((done, failed) => {
    server.stdout.on('data', said => { const at = String(said).match(/https?:\/\/[^\s/]+/); if (at) done(at[0]); });
    server.once('exit', code => failed(new Error('softlaw ended with ' + code)));
  });
}

async function end() {
  if (server && server.exitCode === null) {
    server.removeAllListeners('exit');
    const ended = new Promise(done => server.once('exit', done));
    server.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

// ---- the browser --------------------------------------------------------------------------------

// What it complains of (a policy that a script breaks, a script that fails) is a fault at the end.
const complaints = [];
export function watched(page) {
  page.on('console', said => {
    if (said.type() === 'error' && !/status of (4\d\d|503)/.test(said.text())) complaints.push(said.text());
  });
  page.on('pageerror', fault => complaints.push(`${fault.stack} on ${page.url()}`));
  return page;
}

// Faults of accessibility (WCAG 2.2 AA, and what is good practice), as axe-core tells them.
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export async function violationsOf(page) {
  await page.evaluate(axe);
  return (await page.evaluate(rules => window.axe.run(document, { runOnly: rules }), RULES)).violations;
}

// Charts take a moment to follow a page that has become narrow.
async function fits(page, name) {
  const tooWide = () => document.documentElement.scrollWidth - innerWidth;
  await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth, null, { timeout: 2000 })
    .catch(async () => assert.fail(`${name} is ${await page.evaluate(tooWide)} too wide`));
}

// No fault is serious, and nothing is wider than the page.
export async function judge(page, name) {
  await fits(page, name);
  const serious = (await violationsOf(page)).filter(v => v.impact === 'serious' || v.impact === 'critical');
  assert.deepEqual(serious.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(' ')}`), [], name);
}

export const send = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

// The six digits of RFC 6238 for a secret in base 32.
export function totp(secret) {
  const bits = [...secret].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const mac = createHmac('sha1', key).update(step).digest(), at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0');
}

// ---- run ----------------------------------------------------------------------------------------

export async function play(act) {
  let browser;
  try {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
    await act(browser);
    assert.deepEqual(complaints, []);
    holds('the browser complains of nothing');
  } catch (fault) {
    console.error(fault, complaints);
    process.exitCode = 1;
  } finally {
    await browser?.close();
    await end();
  }
}
