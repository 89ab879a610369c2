import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, serveStatic } from '../../../scripts/serve-static.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ikebana-serve-'));
const root = join(folder, 'app');
let site: Awaited<ReturnType<typeof serveStatic>>;

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>App</title>');
  writeFileSync(join(root, 'embed.html'), '<!doctype html><title>Embed</title>');
  writeFileSync(join(root, '.hidden'), 'hidden');
  writeFileSync(join(root, 'assets/a-123.js'), 'console.log(1)'.repeat(100));
  writeFileSync(join(root, 'core.wasm'), 'wasm');
  site = await serveStatic({ folder: root, host: '127.0.0.1' });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** Sends the path as it is: `fetch` would tidy it up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((done, fail) => {
    const { port } = new URL(site.url);
    const call = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    call.on('error', fail);
    call.end();
  });
}

describe('static server', () => {
  it.each([
    ['/', 'App'],
    ['/calendar/week/2026-11-18', 'App'],
    ['/contacts/all/some.uid@example.com', 'App'],
    ['/settings', 'App'],
    ['/import?url=webcal%3A%2F%2Fa.example%2Fx.ics', 'App'],
    ['/embed.html', 'Embed'],
  ])('answers %s with the page %s', async (path, title) => {
    const { status, body, headers } = await get(path);
    expect(status).toBe(200);
    expect(body.toString()).toContain(`<title>${title}</title>`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/.hidden',
    '/%00',
    '/%zz',
    '/assets',
    '/nothing.js',
    '/calendars',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('secret');
  });

  it('compresses, and keeps what has a hash in its name for ever', async () => {
    const { headers, body } = await get('/assets/a-123.js', { 'Accept-Encoding': 'gzip, deflate, br' });
    expect(headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(body).toString()).toContain('console.log(1)');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('answers 304 to who has it already', async () => {
    const { headers } = await get('/core.wasm');
    expect(headers['content-type']).toBe('application/wasm');
    expect((await get('/core.wasm', { 'If-None-Match': String(headers.etag) })).status).toBe(304);
  });

  it('sends the new content of a file that changed', async () => {
    const { headers } = await get('/embed.html');
    writeFileSync(join(root, 'embed.html'), '<!doctype html><title>Embed 2</title>');
    const { body } = await get('/embed.html', { 'If-None-Match': String(headers.etag) });
    expect(body.toString()).toContain('Embed 2');
  });

  it('forbids pages what they do not need', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
  });

  it('answers HEAD without a body and nothing else but GET', async () => {
    expect((await get('/', {}, 'HEAD')).body.length).toBe(0);
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });

  it('says when the port is taken', async () => {
    const port = Number(new URL(site.url).port);
    await expect(serveStatic({ folder: root, host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('fileOf', () => {
  it('stays inside its folder', () => {
    expect(fileOf('/site', '/a/b.js')).toBe('/site/a/b.js');
    expect(fileOf('/site', '/..')).toBeUndefined();
  });
});

describe('frames of mail', () => {
  it('[MR1] have policies of their own, as headers and in the documents, and only the app may frame them', async () => {
    const { readFileSync } = await import('node:fs');
    const { securityHeaders } = await import('../../../scripts/security-headers.mjs');
    for (const [name, images] of [
      ['mail-frame', 'blob: data:'],
      ['mail-frame-images', 'blob: data: https:'],
    ]) {
      const wanted = `default-src 'none'; style-src 'unsafe-inline'; img-src ${images}; base-uri 'none'; form-action 'none'`;
      const headers = securityHeaders(`/${name}.html`);
      expect(headers['Content-Security-Policy']).toBe(
        `${wanted}; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals`,
      );
      expect(headers['X-Frame-Options']).toBe('SAMEORIGIN');
      expect(readFileSync(`public/${name}.html`, 'utf8')).toContain(`content="${wanted}"`);
    }
    // What reads PDFs may fetch nothing, and make no code of anything.
    expect(securityHeaders('/assets/pdf.worker-A1_b2.js')['Content-Security-Policy']).toBe(
      "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
    expect(securityHeaders('/assets/mail.worker-A1_b2.js')['Content-Security-Policy']).toContain('https:');
    const policy = securityHeaders('/mail')['Content-Security-Policy'];
    expect(policy).toContain("frame-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});
