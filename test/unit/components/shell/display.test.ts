import { describe, expect, it } from 'vitest';
import { resolveDisplay } from '../../../../src/components/shell/display.js';
import { defaultSettings } from '../../../../src/domain/settings/settings.js';

const environment = { dark: true, languages: ['de-CH', 'en'], timeZone: 'Europe/Zurich' };

describe('resolveDisplay', () => {
  it.each([
    [
      'follows the device where nothing is chosen',
      {},
      { theme: 'dark', locale: 'de-CH', timeZone: 'Europe/Zurich', firstDay: 1 },
    ],
    [
      'takes what is chosen',
      { theme: 'light', locale: 'en-US', timeZone: 'Asia/Tokyo' },
      { theme: 'light', locale: 'en-US', timeZone: 'Asia/Tokyo', firstDay: 7 },
    ],
    [
      'takes the chosen week start over the locale',
      { locale: 'en-US', firstDay: 6 },
      { theme: 'dark', locale: 'en-US', timeZone: 'Europe/Zurich', firstDay: 6 },
    ],
    [
      'leaves out a locale that is none',
      { locale: 'not a locale' },
      { theme: 'dark', locale: 'de-CH', timeZone: 'Europe/Zurich', firstDay: 1 },
    ],
  ] as const)('%s', (_rule, chosen, display) => {
    expect(resolveDisplay({ ...defaultSettings, ...chosen }, environment)).toEqual(display);
  });
});
