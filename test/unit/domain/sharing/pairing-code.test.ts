import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE_BYTES,
  CODE_GROUPS,
  groupPairingCode,
  readPairingCode,
  readPairingLink,
  writePairingCode,
  writePairingLink,
  wrongGroup,
} from '../../../../src/domain/sharing/pairing-code.js';

const codes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES }).map((bytes) => new Uint8Array(bytes));
const counting = Uint8Array.from({ length: CODE_BYTES }, (_, i) => i);
const KNOWN = writePairingCode(counting);

describe('a pairing code', () => {
  it('is always written the same', () => {
    expect(KNOWN).toBe('0001 G40Q R406 M305 E20H 918T 5GRS 38EM 1W8Y 1245 GK2R GAHR C5RZ');
    expect(KNOWN.replaceAll(' ', '')).toHaveLength(52);
  });

  it('is read back, also in small letters, in one piece, or with letters that look like digits', () => {
    fc.assert(
      fc.property(codes, (bytes) => {
        const code = writePairingCode(bytes);
        expect(readPairingCode(code)).toEqual(bytes);
        expect(readPairingCode(code.toLowerCase().replaceAll(' ', ''))).toEqual(bytes);
        expect(readPairingCode(code.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll(' ', '-'))).toEqual(bytes);
        expect(groupPairingCode(code.toLowerCase())).toBe(code);
      }),
    );
  });

  it('[ID5] says which group has one wrong letter, or two that changed places', () => {
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    fc.assert(
      fc.property(codes, fc.nat(51), fc.nat(30), fc.boolean(), (bytes, at, by, swap) => {
        const code = [...writePairingCode(bytes).replaceAll(' ', '')];
        const old = code[at]!;
        const group = Math.floor(at / 4) + 1;
        if (swap) {
          const next = at % 4 === 3 ? at - 1 : at + 1;
          fc.pre(code[next] !== old);
          [code[at], code[next]] = [code[next]!, old];
        } else code[at] = letters[(letters.indexOf(old) + 1 + by) % 32]!;
        expect(readPairingCode(code.join(''))).toEqual({ kind: 'group', group });
        expect(wrongGroup(code.join(''))).toBe(group);
      }),
    );
  });

  it('says that groups changed places', () => {
    const groups = KNOWN.split(' ');
    [groups[2], groups[3]] = [groups[3]!, groups[2]!];
    expect(readPairingCode(groups.join(' '))).toEqual({ kind: 'group', group: 3 });
  });

  it('is not whole before its last group, and nothing is wrong until then', () => {
    const begun = KNOWN.slice(0, 12);
    expect(readPairingCode(begun)).toEqual({ kind: 'length', groups: 2 });
    expect(wrongGroup(begun)).toBeUndefined();
    expect(readPairingCode(`${KNOWN} 0000`)).toEqual({ kind: 'length', groups: CODE_GROUPS + 1 });
    expect(readPairingCode('')).toEqual({ kind: 'length', groups: 0 });
    expect(readPairingCode('UUUU')).toEqual({ kind: 'group', group: 1 });
  });

  it('stands in a QR code with its relay', () => {
    const link = writePairingLink('wss://relay.example.org:8443', KNOWN);
    const found = readPairingLink(` ${link}\n`)!;
    expect(found.relay).toBe('wss://relay.example.org:8443');
    expect(readPairingCode(found.code)).toEqual(counting);
    expect(readPairingLink(KNOWN)).toBeUndefined();
    expect(readPairingLink('https://example.org')).toBeUndefined();
  });
});
