import { describe, expect, it } from 'vitest';
import { discover, placesOf } from '../../../../src/sync/jmap/discover.js';
import type { JmapFailure } from '../../../../src/sync/jmap/failure.js';
import { createFakeServer, exampleSession, json } from '../../../support/fake-jmap.js';

const places = (address: string, server = '') => placesOf(address, server).map(({ href }) => href);

/** Answers of hosts; a redirect is what a browser makes of it: followed, without the password when it leads elsewhere. */
function world(hosts: Readonly<Record<string, (hasPassword: boolean) => { status?: number; url?: string }>>) {
  const server = createFakeServer();
  const asked: string[] = [];
  const environment = {
    ...server.environment,
    async fetch(url: URL, init: RequestInit) {
      asked.push(url.href);
      const host = hosts[url.host];
      if (host === undefined) throw new TypeError('nobody');
      const { status = 200, url: end = url.href } = host(new Headers(init.headers).has('Authorization'));
      const response = status === 200 ? json(exampleSession()) : new Response('', { status });
      Object.defineProperty(response, 'url', { value: end });
      return response;
    },
  };
  const find = (address: string, typed = '') =>
    discover({ environment, authorization: async () => 'Basic x' }, address, typed).then(
      (connection) => connection.session().url.href,
      (error: JmapFailure) => error.problem,
    );
  return { asked, find };
}

describe('finding a server', () => {
  it('looks where servers usually are', () => {
    expect(places('ann@example.org')).toEqual([
      'https://example.org/.well-known/jmap',
      'https://jmap.example.org/.well-known/jmap',
      'https://mail.example.org/.well-known/jmap',
    ]);
    expect(places('ann@fastmail.com')).toEqual(['https://api.fastmail.com/jmap/session']);
    expect(places('ann')).toEqual([]);
    expect(places('ann@localhost')).toEqual([]);
  });

  it('takes what a person types', () => {
    expect(places('', 'mail.example.org')).toEqual(['https://mail.example.org/.well-known/jmap']);
    expect(places('', ' https://mail.example.org:8443 ')).toEqual(['https://mail.example.org:8443/.well-known/jmap']);
    expect(places('', 'https://mail.example.org/jmap/session')).toEqual(['https://mail.example.org/jmap/session']);
    expect(places('', 'no address')).toEqual([]);
  });

  it('[MS9] sends no password without encryption', async () => {
    const { find, asked } = world({ 'mail.example.org': () => ({}) });
    expect(await find('ann@example.org', 'http://mail.example.org')).toMatchObject({ kind: 'insecure' });
    expect(asked).toEqual([]);
  });

  it('goes on where there is nothing, and ends where the password is wrong', async () => {
    const { find } = world({ 'example.org': () => ({ status: 404 }), 'mail.example.org': () => ({}) });
    expect(await find('ann@example.org')).toBe('https://mail.example.org/.well-known/jmap');
    const wrong = world({ 'example.org': () => ({ status: 401 }), 'mail.example.org': () => ({}) });
    expect(await wrong.find('ann@example.org')).toMatchObject({ kind: 'credentials', host: 'example.org' });
    expect(wrong.asked).toHaveLength(1);
  });

  it('says what was wrong at the first place when nothing is anywhere', async () => {
    expect(await world({}).find('ann@example.org')).toMatchObject({ kind: 'unreachable', host: 'example.org' });
  });

  it('signs in where a redirect within the domain leads', async () => {
    const { find } = world({
      'example.org': () => ({ status: 401, url: 'https://api.example.org/jmap' }),
      'api.example.org': () => ({}),
    });
    expect(await find('ann@example.org')).toBe('https://api.example.org/jmap');
  });

  it('[MS9] asks the person before a password goes to another domain', async () => {
    const elsewhere = 'https://example.org.evil.test/jmap';
    const { find, asked } = world({ 'example.org': () => ({ status: 401, url: elsewhere }) });
    expect(await find('ann@example.org')).toMatchObject({ kind: 'elsewhere', elsewhere });
    expect(asked).toEqual(['https://example.org/.well-known/jmap']);
  });

  it('does not follow to what is not encrypted', async () => {
    const { find } = world({ 'example.org': () => ({ status: 401, url: 'http://example.org/jmap' }) });
    expect(await find('ann@example.org')).toMatchObject({ kind: 'insecure' });
    const answered = world({ 'example.org': () => ({ url: 'http://example.org/jmap' }) });
    expect(await answered.find('ann@example.org')).toMatchObject({ kind: 'insecure' });
  });
});
