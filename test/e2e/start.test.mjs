// `npm start`'s own program, as a newcomer runs it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

function start(...args) {
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  /** The output's first match; rejects when the program ends without one. */
  const said = (pattern) =>
    new Promise((done, fail) => {
      const look = () => pattern.test(output) && done(pattern.exec(output));
      child.stdout.on('data', look);
      look(); // what it said before
      child.once('close', () => fail(new Error(`It ended without saying ${pattern}: ${output}`)));
    });
  return { child, said, output: () => output };
}

/** Status of an address, written as given: `fetch` would tidy up a path that climbs. */
function statusOf(url, path) {
  return new Promise((done, fail) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .once('error', fail)
      .end();
  });
}

test('npm start prints the addresses, serves app, demo and relay, and ends at once on Ctrl+C', {
  timeout: 120_000,
}, async () => {
  const data = mkdtempSync(join(tmpdir(), 'ikebana-start-'));
  const { child, said, output } = start('--port', '0', '--relay-data', data);
  const [, url] = await said(/Ikebana is at (http:\S+)/);
  assert.doesNotMatch(output(), /Building/, 'what is built is not built anew, under the journeys beside this one');
  const [, relay] = await said(/The relay is at ws:(\S+)/);
  assert.deepEqual(await (await fetch(`http:${relay}/health`)).json(), { status: 'ok' });
  const page = await fetch(`${url}/calendar/month/2026-11-18`);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-security-policy') ?? '', /require-trusted-types-for 'script'/);
  assert.match(await page.text(), /<ik-app/);
  assert.equal((await fetch(`${url}/embed.html`)).status, 200);
  assert.equal((await fetch(`${url}/no-such-file.js`)).status, 404);
  for (const path of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
  ])
    assert.equal(await statusOf(url, path), 404, path);
  const from = performance.now();
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
  assert.ok(performance.now() - from < 2000, 'it lingered');
  rmSync(data, { recursive: true });
});

test('a port in use is named, and the way out', { timeout: 120_000 }, async (t) => {
  const other = createServer().listen(0, 'localhost');
  t.after(() => other.close());
  await once(other, 'listening');
  const { port } = other.address();
  const { child, output } = start('--port', String(port));
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.doesNotMatch(output(), /Installing|Building/, 'it is said before anything else is done');
  assert.match(output(), new RegExp(`Port ${port} is taken.*--port`));
});

test('a wrong option is refused with the right ones', async () => {
  const { child, output } = start('--port', 'eighty');
  const [code] = await once(child, 'close');
  assert.equal(code, 2);
  assert.match(output(), /Usage: npm start/);
});
