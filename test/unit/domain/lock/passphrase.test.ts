import { describe, expect, it } from 'vitest';
import { fitMinutes, lockMinutes, waitAfter } from '../../../../src/domain/lock/lock.js';
import { passphraseBits, passphraseStrength } from '../../../../src/domain/lock/passphrase.js';

describe('how hard a passphrase is to find', () => {
  it.each([
    ['', 'short'],
    ['1234567', 'short'],
    ['12345678', 'weak'],
    ['aaaaaaaaaaaa', 'weak'],
    ['password123', 'weak'],
    ['Passwort2024!', 'weak'],
    ['anna1987', 'weak'],
    ['qwertyuiop', 'weak'],
    ['heron heron heron heron heron', 'weak'],
    ['quiet heron', 'weak'],
    ['sunflower7', 'weak'],
    ['seven quiet herons bathe', 'fair'],
    ['kd82mxtz', 'fair'],
    ['cabin ribbon lunar oven maple', 'strong'],
    ['xK#9v-Tq2!mZw4', 'strong'],
    ['七つの静かな鷺が水を浴びる', 'strong'],
  ] as const)('%s: %s', (passphrase, strength) => {
    expect(passphraseStrength(passphrase)).toBe(strength);
  });

  it('grows with what is added', () => {
    const words = ['cabin', 'ribbon', 'lunar', 'oven', 'maple'];
    const bits = words.map((_, count) => passphraseBits(words.slice(0, count + 1).join(' ')));
    expect(bits).toEqual([...bits].sort((a, b) => a - b));
  });
});

describe('[ID24] how long nobody may try', () => {
  it('is nothing at first, then twice as long each time, a minute at most', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1e9].map(waitAfter)).toEqual([
      0, 0, 0, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });
});

describe('minutes without use', () => {
  it('are one of the choices, whatever was stored', () => {
    for (const minutes of lockMinutes) expect(fitMinutes(minutes)).toBe(minutes);
    for (const odd of [-1, 1e9, Number.NaN, '5', undefined, null]) expect(lockMinutes).toContain(fitMinutes(odd));
  });
});
