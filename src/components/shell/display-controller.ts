import { ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DisplaySettings } from '../../app/display-settings.js';
import { defaultSettings, type Settings } from '../../domain/settings/settings.js';
import { systemZone } from '../../domain/time/clock.js';
import { displayContext } from '../contexts.js';
import { resolveDisplay } from './display.js';
import { useLocale } from './localization.js';

/** Read by `src/first-paint.ts` before anything is drawn. */
const [THEME_KEY, ACCENT_KEY] = ['ik-theme', 'ik-accent'];
const THEME_COLOURS = { light: '#f7f7f9', dark: '#121218' } as const;

/** Puts the person's settings into force: theme on the page, language, and the context that views read. */
export class DisplayController implements ReactiveController {
  private readonly _provider: ContextProvider<typeof displayContext>;
  private readonly _dark = matchMedia('(prefers-color-scheme: dark)');
  private _settings: Settings = { ...defaultSettings, theme: storedTheme() };

  constructor(host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
    this._provider = new ContextProvider(host, { context: displayContext, initialValue: this._resolve() });
  }

  get display(): DisplaySettings {
    return this._provider.value;
  }

  hostConnected() {
    this._dark.addEventListener('change', this._apply);
    window.addEventListener('languagechange', this._apply);
    document.addEventListener('visibilitychange', this._apply); // the zone may have changed while we were away
    this._apply();
  }

  hostDisconnected() {
    this._dark.removeEventListener('change', this._apply);
    window.removeEventListener('languagechange', this._apply);
    document.removeEventListener('visibilitychange', this._apply);
  }

  /** Takes settings into force. */
  use(settings: Settings) {
    this._settings = settings;
    localStorage.setItem(THEME_KEY, settings.theme);
    localStorage.setItem(ACCENT_KEY, settings.accent);
    document.documentElement.dataset.accent = settings.accent;
    this._apply();
  }

  private _resolve(): DisplaySettings {
    return resolveDisplay(this._settings, {
      dark: this._dark.matches,
      languages: navigator.languages,
      timeZone: systemZone(),
    });
  }

  private _apply = () => {
    const display = this._resolve();
    document.documentElement.dataset.theme = display.theme;
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', THEME_COLOURS[display.theme]);
    void useLocale(display.locale);
    const before = this._provider.value;
    const isSame = (Object.keys(display) as (keyof DisplaySettings)[]).every((key) => display[key] === before[key]);
    if (!isSame) this._provider.setValue(display);
  };
}

function storedTheme(): Settings['theme'] {
  const theme = localStorage.getItem(THEME_KEY);
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}
