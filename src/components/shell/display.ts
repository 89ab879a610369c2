import type { DisplaySettings } from '../../app/display-settings.js';
import type { Settings } from '../../domain/settings/settings.js';
import { firstDayOfLocale } from '../../domain/time/local-formats.js';

/** What the device says, for settings that follow it. */
export interface Environment {
  readonly dark: boolean;
  /** BCP 47, preferred first. */
  readonly languages: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
}

/** Settings with every "follow the system" resolved. Names the platform does not know count as not set. */
export function resolveDisplay(settings: Settings, environment: Environment): DisplaySettings {
  const locale = validLocale(settings.locale) ?? environment.languages.map(validLocale).find(Boolean) ?? 'en';
  return {
    theme: settings.theme === 'auto' ? (environment.dark ? 'dark' : 'light') : settings.theme,
    locale,
    timeZone: settings.timeZone || environment.timeZone,
    firstDay: settings.firstDay || firstDayOfLocale(locale),
  };
}

function validLocale(name: string): string | undefined {
  try {
    return name ? Intl.getCanonicalLocales(name)[0] : undefined;
  } catch {
    return undefined;
  }
}
