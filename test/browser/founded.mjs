// test/browser/founded.mjs - for the tests: an office with people, a server, and a person at a browser
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { db, folder, judge, passwordIn, play as playServed, runIn, send, serve, shots, totp, watched } from './served.mjs';

export { db, folder, holds, send } from './served.mjs';
export const run = (...words) => runIn(folder, ...words);

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

// ---- a person at a browser ----------------------------------------------------------------------

let seen = 0;
async function look(page, name) {
  await judge(page, name);
  if (shots) await page.screenshot({ path: join(shots, `day-${String(++seen).padStart(2, '0')}-${name}.png`), fullPage: true });
}

export async function looks(page, name) {
  await look(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, name + '-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function logIn(page, person, password, lang) {
  await page.goto(`${page.office}/login?lang=${lang}`);
  await page.fill('#person', person);
  await page.fill('#password', password);
  await send(page, 'main button');
}

export async function begin(browser, office, person, password, lang, hasFactor) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = watched(await context.newPage()), own = `the ${person} of the office walks`;
  page.office = office;
  await logIn(page, person, password, lang);
  assert.equal(new URL(page.url()).pathname, '/account/password');
  await page.fill('#old', password);
  await page.fill('#new', own);
  await send(page, 'main button');
  if (!hasFactor) return page;
  await send(page, 'form[action="/account/factor"] button');
  await looks(page, 'factor-' + lang);
  await page.fill('#code', totp(await page.textContent('#secret')));
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

export const play = (act, ...more) => playServed(async browser => {
  const office = found();
  await act(browser, await serve('--log-key', 'log.key', '--passphrase-file', 'pass', ...more), office);
});
