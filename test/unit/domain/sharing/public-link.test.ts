import { describe, expect, it } from 'vitest';
import {
  icsAddress,
  type PublicLink,
  pageAddress,
  placeOfPublicSetting,
  publicLinkToText,
  publicSetting,
  readPageAddress,
  readPublicLink,
} from '../../../../src/domain/sharing/public-link.js';

const link: PublicLink = {
  form: 'ics',
  content: 'busy',
  relay: 'wss://relay.example.org',
  link: 'l'.repeat(22),
  key: 'k'.repeat(43),
  busy: 'Beschäftigt',
};

describe('a public link', () => {
  it('is kept and read again', () => {
    expect(readPublicLink('ics', publicLinkToText(link))).toEqual(link);
    expect(readPublicLink('ics', publicLinkToText(undefined))).toBeUndefined();
    const name = publicSetting('a/b', 'page');
    expect(placeOfPublicSetting(name)).toEqual({ collectionId: 'a/b', form: 'page' });
    for (const other of ['theme', 'public/', 'public/ics', 'public//ics', 'public/a/other'])
      expect(placeOfPublicSetting(other)).toBeUndefined();
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['another relay', publicLinkToText({ ...link, relay: 'https://evil.example/x' })],
    ['a path', publicLinkToText({ ...link, link: `../${'l'.repeat(19)}` })],
    ['a short key', publicLinkToText({ ...link, key: 'k' })],
    ['other contents', JSON.stringify({ ...link, content: 'all' })],
    ['too long', JSON.stringify({ ...link, more: 'x'.repeat(2_000) })],
  ])('is off when a device wrote %s', (_, text) => {
    expect(readPublicLink('ics', text)).toBeUndefined();
  });

  it('has an address for calendar programs', () => {
    expect(icsAddress(link)).toBe(`https://relay.example.org/ics/${link.link}/${link.key}.ics`);
    expect(icsAddress({ ...link, relay: 'ws://localhost:8090' })).toMatch(/^http:\/\/localhost:8090\/ics\//);
  });

  it('has an address for a page, with the key where no server sees it', () => {
    const address = new URL(pageAddress(link, 'https://app.example/public.html'));
    expect(address.search + address.pathname).toBe('/public.html');
    expect(readPageAddress(address.hash)).toEqual({
      source: `https://relay.example.org/public/${link.link}`,
      key: link.key,
    });
    const local = new URL(pageAddress({ ...link, relay: 'ws://localhost:8090' }, 'http://localhost:8080/public.html'));
    expect(readPageAddress(local.hash)?.source).toBe(`http://localhost:8090/public/${link.link}`);
  });

  it.each([
    '',
    '#',
    `#${'l'.repeat(22)}.${'k'.repeat(43)}`,
    `#${'l'.repeat(22)}.${'k'.repeat(43)}.local.evil.example`,
    `#${'l'.repeat(22)}.${'k'.repeat(43)}.a/b`,
  ])('is none behind %j', (hash) => {
    expect(readPageAddress(hash)).toBeUndefined();
  });
});
