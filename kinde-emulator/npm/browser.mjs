// Clicks through the emulator's pages in Chromium. Arguments: issuer, address of the custom domain, id of the
// application, folder for screenshots. Prints the address of each call to the application.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [issuer, customDomain, clientId, folder] = process.argv.slice(2);

const application = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!DOCTYPE html><html lang="en"><title>Paperwise</title><h1>Welcome to Paperwise</h1></html>');
});
await new Promise((resolve) => application.listen(0, '127.0.0.1', resolve));
const callback = `http://127.0.0.1:${application.address().port}/callback`;

function authorize(base, more = {}) {
  const parameters = { response_type: 'code', client_id: clientId, redirect_uri: callback, scope: 'openid offline', state: 's', ...more };
  return `${base}/oauth2/auth?${new URLSearchParams(parameters)}`;
}

const profile = await mkdtemp(join(tmpdir(), 'chromium-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
try {
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));

  await page.goto(authorize(issuer));
  await page.screenshot({ path: join(folder, 'login.png'), fullPage: true });
  await page.getByRole('heading', { name: 'Sign in to Paperwise web' }).waitFor();
  await page.getByRole('button', { name: 'Ada Lind' }).click();

  await page.getByRole('heading', { name: 'Choose an organization' }).waitFor();
  await page.screenshot({ path: join(folder, 'organizations.png'), fullPage: true });
  // by keyboard: the second choice is reached with the tab key
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Welcome to Paperwise' }).waitFor();
  console.log(page.url());

  // signed in: no page is shown any more
  await page.goto(authorize(issuer, { prompt: 'none', org_code: 'org_5d1f0c2b9a11' }));
  console.log(page.url());

  await page.goto(authorize(customDomain));
  await page.getByRole('button', { name: 'Gus Ortega' }).click();
  await page.getByRole('heading', { name: 'Welcome to Paperwise' }).waitFor();
  console.log(page.url());

  await page.goto(`${issuer}/logout`);
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  assert.deepEqual(problems.filter((text) => !text.includes('favicon')), []);
} finally {
  await context.close();
  application.close();
  await rm(profile, { recursive: true, force: true });
}
