// test/browser/passkey.test.mjs - a passkey is added, logs in, proves the second factor, and ends
//
//     node test/browser/passkey.test.mjs PROGRAM [FOLDER]     screenshots go to FOLDER
//
// The office has an address in numbers, for which browsers have no passkeys; localhost is its name.
// The authenticator is Chromium's virtual one (WebDriver's WebAuthn extension, over CDP).
import assert from 'node:assert/strict';
import { begin, freePort, holds, looks, play, send } from './founded.mjs';

async function authenticator(page, isUserVerified) {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified, automaticPresenceSimulation: true },
  });
  return { client, authenticatorId };
}

const at = page => new URL(page.url()).pathname;

async function logOut(page) {
  await send(page, 'form[action="/logout"] button');
}

async function withoutScript(browser, office) {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${office}/login?lang=en`);
  assert.match(await page.textContent('noscript'), /JavaScript/);
  assert.equal(await page.isVisible('form[data-passkey]'), false);
  await page.context().close();
  holds('without a script the button is hidden, and the page says what is needed');
}

async function passkeys(browser, numbers, { passwords }) {
  const faults = [];
  const office = numbers.replace('127.0.0.1', 'localhost');
  const lost = await begin(browser, numbers, 'an', passwords.an, 'en', false);
  await lost.goto(`${numbers}/account/passkeys`);
  assert.match(await lost.textContent('.fault'), new RegExp(`open ${office} instead`));
  await looks(lost, 'passkeys-numbers-en');
  assert.equal(await lost.locator('form[data-passkey]').count(), 0);
  await lost.goto(`${numbers}/account/passkeys?lang=zh`);
  await looks(lost, 'passkeys-numbers-zh');
  await lost.context().close();
  holds('where the address has no passkeys the page says why, and where to go');
  await withoutScript(browser, office);

  const an = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await an.goto(`${office}/login?lang=en`);
  await an.fill('#person', 'an');
  await an.fill('#password', 'the an of the office walks');
  await send(an, 'form[action="/login"] button');
  an.on('console', m => m.type() === 'error' && faults.push(m.text()));
  an.on('pageerror', e => faults.push(String(e)));
  const { client, authenticatorId } = await authenticator(an, true);
  await an.goto(`${office}/account/passkeys`);
  await looks(an, 'passkeys-none-en');
  await an.fill('#name', 'telephone <b>1</b>');
  await an.click('form[data-passkey] button');
  await an.waitForSelector('[data-passkey-codes]:not([hidden])');
  const codes = await an.locator('.codes li').allTextContents();
  assert.equal(codes.length, 10);
  await looks(an, 'passkeys-codes-en');
  await an.goto(`${office}/account/passkeys?lang=zh`);
  await looks(an, 'passkeys-zh');
  assert.match(await an.textContent('table'), /telephone <b>1<\/b>/);
  await an.click('summary:has-text("改名")');
  await an.fill('details [name=name]', 'laptop');
  await send(an, 'details button');
  assert.match(await an.textContent('table'), /laptop/);
  holds('it gets another name');
  await an.goto(`${office}/account?lang=en`);
  assert.match(await an.textContent('dl'), /proved in this session/);
  holds('a passkey is a second factor as soon as it is there, and brings recovery codes');

  await logOut(an);
  await an.goto(`${office}/login?next=/account&lang=en`);
  await looks(an, 'login-passkey-en');
  await Promise.all([an.waitForURL('**/account'), an.click('form[data-passkey] button')]);
  assert.match(await an.textContent('dl'), /proved in this session/);
  holds('it is the whole login, without name and password');

  await logOut(an);
  await an.goto(`${office}/login?next=/account`);
  await an.fill('#person', 'an');
  await an.fill('#password', 'the an of the office walks');
  await send(an, 'form[action="/login"] button');
  assert.equal(at(an), '/login/code');
  await looks(an, 'code-passkey-en');
  await Promise.all([an.waitForURL('**/account'), an.click('form[data-passkey] button')]);
  assert.match(await an.textContent('dl'), /proved in this session/);
  holds('after a password it is asked for, and proves the second factor');

  await logOut(an);
  await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await an.goto(`${office}/login`);
  await an.click('form[data-passkey] button');
  await an.waitForSelector('form[data-passkey] .fault:not([hidden])');
  assert.equal((await an.goto(`${office}/account`)).url(), `${office}/login?next=%2Faccount&lang=en`);
  holds('a passkey whose owner is not made sure of is no login');

  await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await an.goto(`${office}/login?next=/account/passkeys`);
  await Promise.all([an.waitForURL('**/account/passkeys'), an.click('form[data-passkey] button')]);
  await send(an, 'form[action="/account/passkeys/end"] button');
  assert.equal(await an.locator('table').count(), 0);
  await logOut(an);
  await an.goto(`${office}/login`);
  await an.click('form[data-passkey] button');
  await an.waitForURL('**/login?next=*&why=refused');
  assert.match(await an.textContent('.fault'), /wrong/);
  holds('what was ended logs nobody in');
  assert.deepEqual(faults, []);
  holds('nothing offends against the policy of the pages');
}

const port = await freePort();
await play(passkeys, '--port', String(port));
