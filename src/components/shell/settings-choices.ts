import { msg } from '@lit/localize';
import type { Settings } from '../../domain/settings/settings.js';
import { languages } from './localization.js';

/** Locales offered: the app's languages and the ways their countries write dates. Any BCP 47 name can be stored. */
const LOCALES = [
  'en-GB',
  'en-US',
  'en-CA',
  'en-AU',
  'en-IE',
  'en-IN',
  'en-NZ',
  'en-ZA',
  'en-CH',
  'fr-FR',
  'fr-CH',
  'fr-BE',
  'fr-CA',
  'fr-LU',
  'de-DE',
  'de-CH',
  'de-AT',
  'de-LU',
  'de-LI',
  'it-IT',
  'it-CH',
  'es-ES',
  'es-MX',
  'es-AR',
  'es-CO',
  'es-US',
]; // prettier-ignore

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Colours of what can be pressed or is chosen (accents.css). */
export const accentChoices = (): readonly { readonly value: Settings['accent']; readonly label: string }[] => [
  { value: 'violet', label: msg('Violet') },
  { value: 'blue', label: msg('Blue') },
  { value: 'teal', label: msg('Teal') },
  { value: 'green', label: msg('Green') },
  { value: 'amber', label: msg('Amber') },
  { value: 'rose', label: msg('Rose') },
  { value: 'graphite', label: msg('Graphite') },
];

/** `fr-CH` as its own speakers call it. */
export function localeChoices(): readonly Choice[] {
  return LOCALES.filter((locale) => languages.some((language) => locale.startsWith(language))).map((locale) => {
    const name = new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
    return { value: locale, label: name.charAt(0).toLocaleUpperCase(locale) + name.slice(1) };
  });
}

/** `12.3 MB`. */
export function bytesText(bytes: number, locale: string): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 1), units.length);
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power - 1] ?? 'terabyte',
    unitDisplay: 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  });
  return format.format(bytes / 1000 ** power);
}
