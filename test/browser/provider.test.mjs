// test/browser/provider.test.mjs - people log in through a provider of their organisation
//
//     node test/browser/provider.test.mjs PROGRAM [FOLDER]     screenshots go to FOLDER
//
// The provider (OpenID Connect) is a small one of this test's own: who is at its page is let in as
// `present`. It is another origin than the office, so that cookies and policies count as they do in life.
import assert from 'node:assert/strict';
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { begin, folder, freePort, holds, looks, play, send } from './founded.mjs';

const port = await freePort(), issuer = `http://127.0.0.1:${port}/realm`;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const codes = new Map();
let present = 'somebody';

const base64url = value => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(claims) {
  const text = base64url({ alg: 'RS256', kid: 'one' }) + '.' + base64url(claims);
  return text + '.' + createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url');
}

const paths = {
  '/realm/.well-known/openid-configuration': () => ({
    issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`,
    authorization_response_iss_parameter_supported: true, token_endpoint_auth_methods_supported: ['client_secret_post'],
  }),
  '/realm/keys': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] }),
  '/realm/token': form => {
    const asked = codes.get(form.get('code'));
    codes.delete(form.get('code'));
    assert.equal(form.get('client_secret'), 'river');
    assert.equal(form.get('redirect_uri'), asked.get('redirect_uri'));
    assert.equal(createHash('sha256').update(form.get('code_verifier')).digest('base64url'), asked.get('code_challenge'));
    const now = Math.floor(Date.now() / 1000);
    return { token_type: 'Bearer', id_token: signed({ iss: issuer, aud: ['softlaw'], sub: present, nonce: asked.get('nonce'),
      iat: now, exp: now + 60 }) };
  },
};

function letIn(url, answer) {
  const code = randomUUID(), back = new URL(url.searchParams.get('redirect_uri'));
  codes.set(code, url.searchParams);
  back.search = new URLSearchParams({ code, state: url.searchParams.get('state'), iss: issuer });
  answer.writeHead(200, { 'Content-Type': 'text/html' });
  answer.end(`<title>provider</title><a id="in" href="${back}">Let me in</a>`.replaceAll('&', '&amp;'));
}

const provider = createServer(async (request, answer) => {
  const url = new URL(request.url, issuer);
  let body = '';
  for await (const piece of request) body += piece;
  if (url.pathname === '/realm/auth') return letIn(url, answer);
  const said = paths[url.pathname];
  answer.writeHead(said ? 200 : 404, { 'Content-Type': 'application/json' });
  answer.end(JSON.stringify(said ? said(new URLSearchParams(body)) : {}));
});

async function goThrough(page) {
  await page.waitForSelector('#in');
  assert.ok(page.url().startsWith(`${issuer}/auth?`));
  await page.click('#in');
}

const at = page => new URL(page.url()).pathname;

async function logIn(page, office, lang) {
  await page.goto(`${office}/login?next=/account&lang=${lang}`);
  await page.click('a.button');
  await goThrough(page);
}

async function logins(browser, office, { passwords }) {
  const faults = [];
  const wen = await begin(browser, office, 'wen', passwords.wen, 'en', false);
  wen.on('console', m => m.type() === 'error' && !m.location().url.startsWith('http://127.0.0.1') && faults.push(m.text()));
  wen.on('pageerror', e => faults.push(String(e)));
  await wen.goto(`${office}/account?lang=en`);
  await looks(wen, 'account-provider-en');
  await send(wen, 'form[action="/account/providers"] button');
  await looks(wen, 'leave-en');
  present = 'wen <7>';
  await wen.click('a.button');
  await goThrough(wen);
  await wen.waitForURL('**/account');
  assert.match(await wen.textContent('main'), /wen <7>/);
  await looks(wen, 'account-linked-en');
  await wen.goto(`${office}/account?lang=zh`);
  await looks(wen, 'account-linked-zh');
  holds('an account is linked by logging in at the provider too');

  await send(wen, 'form[action="/logout"] button');
  await wen.goto(`${office}/login?lang=zh`);
  await looks(wen, 'login-provider-zh');
  await wen.goto(`${office}/login?lang=en`);
  await looks(wen, 'login-provider-en');
  await logIn(wen, office, 'en');
  await wen.waitForURL('**/account');
  assert.match(await wen.textContent('dl'), /Logged in through/);
  assert.match(await wen.textContent('dl'), /not proved/);
  holds('then one logs in there, without a password; what binds still takes the second factor');

  const stranger = await (await browser.newContext()).newPage();
  present = 'nobody';
  await logIn(stranger, office, 'en');
  await stranger.waitForURL('**/login?next=*&why=unlinked');
  await looks(stranger, 'login-unlinked-en');
  await stranger.goto(`${office}/account`);
  assert.equal(at(stranger), '/login');
  holds('who is linked to nobody is told so, and is not let in');

  const admin = await begin(browser, office, 'admin', passwords.admin, 'en', true);
  await admin.goto(`${office}/people`);
  await looks(admin, 'people-links-en');
  await admin.goto(`${office}/people?lang=zh`);
  await looks(admin, 'people-links-zh');
  await admin.locator('details', { hasText: 'chen' }).locator('summary').click();
  await admin.fill('#link-subject-chen', 'chen-8');
  await send(admin, 'form[action="/people/chen/link"] button');
  present = 'chen-8';
  await logIn(stranger, office, 'zh');
  await stranger.waitForURL('**/account');
  assert.match(await stranger.textContent('dl'), /chen/);
  holds('an administrator links an account, whose first password need never be used');

  await send(admin, 'form[action="/people/wen/unlink"] button');
  await wen.goto(`${office}/account`);
  assert.equal(at(wen), '/login');
  holds('where a link ends, the session ends that began through it');
  assert.deepEqual(faults, []);
  holds('nothing offends against the policy of the pages');
}

await new Promise(done => provider.listen(port, '127.0.0.1', done));
writeFileSync(join(folder, 'secret'), 'river\n');
writeFileSync(join(folder, 'providers.yaml'), `providers:
  - id: henan
    name: {en: "Henan's own login", zh: 河南统一登录}
    issuer: ${issuer}
    client: softlaw
    secret file: secret
    organisation: henan
`);
try {
  const own = await freePort();
  await play(logins, '--oidc', 'providers.yaml', '--port', String(own), '--origin', `http://localhost:${own}`);
} finally {
  provider.close();
  provider.closeAllConnections();
}
