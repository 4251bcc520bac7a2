// Kinde's own clients, unchanged, against the emulator. Arguments: issuer, and the application's settings as JSON.
// Ends with 0 when everything came out as expected; prints one line for each thing that did.
import assert from 'node:assert/strict';
import { Configuration, createKindeServerClient, GrantType, OrganizationsApi, UsersApi } from '@kinde-oss/kinde-typescript-sdk';
import { validateToken } from '@kinde/jwt-validator';
import { decodeWebhook } from '@kinde/webhooks';

const [issuer, settings] = process.argv.slice(2);
const { web, browser, machine, ada, northwind, fjord } = JSON.parse(settings);
const redirectURL = 'http://127.0.0.1:9/callback';

function memory() {
  const items = new Map();
  return {
    getSessionItem: async (key) => items.get(key) ?? null,
    setSessionItem: async (key, value) => void items.set(key, value),
    removeSessionItem: async (key) => void items.delete(key),
    destroySession: async () => items.clear(),
  };
}

/** Walks through the pages as a person without scripts would: follows the choices until the application is called. */
async function walk(url, choices) {
  let cookie = '';
  let response = await fetch(url, { redirect: 'manual' });
  for (const [name, value] of choices) {
    const page = await response.text();
    assert.equal(response.status, 200, page);
    assert.ok(page.includes(`name="${name}" value="${value}"`), `no choice ${value} in ${page}`);
    const action = /action="([^"]+)"/.exec(page)[1];
    const request = /name="request" value="([^"]+)"/.exec(page)[1];
    response = await fetch(new URL(action, url), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie },
      body: new URLSearchParams({ request, [name]: value }),
    });
    cookie = response.headers.getSetCookie().map((each) => each.split(';')[0])[0] ?? cookie;
  }
  assert.equal(response.status, 302, await response.text());
  return { callback: new URL(response.headers.get('location')) };
}

function done(what) {
  console.log(`ok ${what}`);
}

async function control(path, body) {
  const response = await fetch(`${issuer}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(response.status, 200, `${path}: ${response.status}`);
  return response.json();
}

async function person() {
  const client = createKindeServerClient(GrantType.AUTHORIZATION_CODE, {
    authDomain: issuer,
    clientId: web.id,
    clientSecret: web.secret,
    redirectURL,
    logoutRedirectURL: redirectURL,
  });
  const session = memory();
  const url = await client.login(session);
  const { callback } = await walk(url, [['user', ada], ['org', northwind]]);
  await client.handleRedirectToApp(session, callback);
  assert.equal(await client.isAuthenticated(session), true);
  assert.equal((await client.getUserProfile(session)).email, 'ada@northwind.example');
  assert.equal((await client.getUser(session)).given_name, 'Ada');
  assert.deepEqual(await client.getPermission(session, 'docs:delete'), { orgCode: northwind, isGranted: true });
  assert.equal((await client.getPermissions(session)).permissions.length, 9);
  assert.equal(await client.getIntegerFlag(session, 'max_docs', 1), 500);
  assert.equal(await client.getBooleanFlag(session, 'new-editor', false), true);
  assert.equal(await client.getStringFlag(session, 'export_formats', ''), 'pdf');
  assert.deepEqual((await client.getUserOrganizations(session)).orgCodes, [northwind, fjord]);
  assert.equal((await client.getClaim(session, 'roles')).value[0].key, 'owner');
  const before = await client.getToken(session);
  const refreshed = await client.refreshTokens(session);
  assert.equal(refreshed.access_token, before);
  const portal = await client.portal(session, { subNav: 'profile', returnUrl: redirectURL });
  assert.ok(String(portal.url).startsWith(issuer));
  done('kinde-typescript-sdk: authorization code');
  return before;
}

async function personWithoutSecret() {
  const client = createKindeServerClient(GrantType.PKCE, {
    authDomain: issuer,
    clientId: browser.id,
    redirectURL,
    logoutRedirectURL: redirectURL,
  });
  const session = memory();
  const url = await client.login(session, { org_code: fjord });
  assert.equal(url.searchParams.get('code_challenge_method'), 'S256');
  const { callback } = await walk(url, [['user', ada]]);
  await client.handleRedirectToApp(session, callback);
  assert.deepEqual(await client.getOrganization(session), { orgCode: fjord });
  assert.equal((await client.getPermission(session, 'docs:delete')).isGranted, false);
  done('kinde-typescript-sdk: PKCE');
}

async function machineAndManagement() {
  const client = createKindeServerClient(GrantType.CLIENT_CREDENTIALS, {
    authDomain: issuer,
    clientId: machine.id,
    clientSecret: machine.secret,
    logoutRedirectURL: redirectURL,
    audience: `${issuer}/api`,
  });
  const accessToken = await client.getToken(memory());
  const configuration = new Configuration({ basePath: issuer, accessToken, headers: { Accept: 'application/json' } });
  const { users } = await new UsersApi(configuration).getUsers({ pageSize: 4 });
  assert.equal(users.length, 4);
  const organization = await new OrganizationsApi(configuration).getOrganization({ code: northwind });
  assert.equal(organization.name, 'Northwind Legal');
  done('kinde-typescript-sdk: client credentials and management API');
}

async function validator(token) {
  assert.equal((await validateToken({ token, domain: issuer })).valid, true);
  const { token: forged } = await control('hostile', { form: 'wrong_key', user: ada });
  assert.equal((await validateToken({ token: forged, domain: issuer })).valid, false);
  await control('issuers/paperwise/keys', { action: 'rotate' });
  const { access_token: next } = await control('tokens', { user: ada });
  assert.equal((await validateToken({ token: next, domain: issuer })).valid, true);
  done('jwt-validator');
}

async function webhooks() {
  const { token: signed } = await control('mint', {
    claims: { type: 'user.updated', event_id: 'event_1', data: { user: { id: ada } } },
  });
  const event = await decodeWebhook(signed, issuer);
  assert.equal(event.type, 'user.updated');
  const { token: forged } = await control('mint', { claims: { type: 'user.updated' }, signature: 'wrong_key' });
  assert.equal(await decodeWebhook(forged, issuer), null);
  done('webhooks');
}

const token = await person();
await personWithoutSecret();
await machineAndManagement();
await validator(token);
await webhooks();
