import { describe, expect, it } from 'vitest';
import { readLooks } from '../../../../src/app/account/device-looks.js';

const FINGER = '(pointer: coarse)';
const MOUSE = '(any-pointer: fine)';
const looks = (queries: readonly string[], side: number, mobile?: boolean) =>
  readLooks({ matches: (query) => queries.includes(query), mobile, side });

describe('[ID12] what a device says of itself', () => {
  it.each([
    ['a computer in a browser', looks(['(display-mode: browser)', MOUSE], 1080, false), false, 'computer'],
    ['a laptop with a touch screen', looks([FINGER, MOUSE], 800), false, 'computer'],
    ['a phone in a browser', looks([FINGER, '(display-mode: browser)'], 390), false, 'phone'],
    ['a phone whose browser says so, with a mouse', looks([MOUSE], 412, true), false, 'phone'],
    ['an installed app on a phone', looks([FINGER, '(display-mode: standalone)'], 390, true), true, 'phone'],
    ['an installed app on a tablet', looks([FINGER, '(display-mode: standalone)'], 820), true, 'tablet'],
    [
      'an installed app on a computer',
      looks([MOUSE, '(display-mode: window-controls-overlay)'], 1080),
      true,
      'computer',
    ],
  ])('%s', (_, found, installed, form) => {
    expect(found).toEqual({ installed, form });
  });
});
