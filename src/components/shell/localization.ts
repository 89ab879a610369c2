import { configureLocalization, type LocaleModule } from '@lit/localize';

/** Languages the app speaks; English is the language of the source. Dates and numbers follow any locale. */
export const languages = ['en', 'fr', 'de', 'it', 'es'] as const;
export type Language = (typeof languages)[number];

const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<LocaleModule>>> = {
  fr: () => import('../generated/locales/fr.js'),
  de: () => import('../generated/locales/de.js'),
  it: () => import('../generated/locales/it.js'),
  es: () => import('../generated/locales/es.js'),
};

const { setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: ['fr', 'de', 'it', 'es'],
  loadLocale: (language) => loaders[language as Exclude<Language, 'en'>](),
});

/** The language spoken for a locale: `fr-CH` is French; English where we have no words. */
export function languageOf(locale: string): Language {
  const base = new Intl.Locale(locale).language;
  return languages.find((language) => language === base) ?? 'en';
}

/** Speaks the language of a locale from now on. Words that cannot be loaded (offline, never cached) stay as they are. */
export async function useLocale(locale: string): Promise<void> {
  const language = languageOf(locale);
  try {
    await setLocale(language);
    document.documentElement.lang = language;
  } catch {
    document.documentElement.lang = 'en';
  }
}
