import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packLink, readLink } from '../../../../src/sync/client/membership/link.js';

const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((each) => new Uint8Array(each));
const links = fc.record({
  doc: bytes16,
  inviteId: bytes16,
  secret: bytes16,
  relay: fc.constantFrom('wss://relay.example.org', 'ws://localhost:8090'),
});

describe('a link that invites', () => {
  it('comes back as it was packed, with or without its #', () => {
    fc.assert(
      fc.property(links, (link) => {
        const packed = packLink(link);
        expect(packed).toMatch(/^[\w-]+$/);
        expect(readLink(packed)).toEqual(link);
        expect(readLink(`#${packed}`)).toEqual(link);
      }),
    );
  });

  it('is nothing when a letter is missing or another one', () => {
    fc.assert(
      fc.property(links, fc.nat(), (link, at) => {
        const packed = packLink(link);
        expect(readLink(packed.slice(0, at % packed.length))).toBeUndefined();
        const i = at % (packed.length - 1);
        const other = packed[i] === 'A' ? 'B' : 'A';
        expect(readLink(packed.slice(0, i) + other + packed.slice(i + 1))).toBeUndefined();
      }),
    );
  });

  it('is nothing for other relays than relays', () => {
    const zeros = new Uint8Array(16);
    for (const relay of ['https://example.org', 'wss://', 'wss://a/b', 'javascript:alert(1)', 'wss://x y'])
      expect(readLink(packLink({ doc: zeros, inviteId: zeros, secret: zeros, relay }))).toBeUndefined();
    expect(readLink('')).toBeUndefined();
    expect(readLink('A'.repeat(513))).toBeUndefined();
  });
});
