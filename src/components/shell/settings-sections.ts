import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import type { Settings, SettingsChange } from '../../domain/settings/settings.js';
import { accentChoices, type Choice, localeChoices } from './settings-choices.js';
import './ik-zone-field.js';
import type { IkZoneField } from './ik-zone-field.js';

export type ChangeSettings = (change: SettingsChange) => void;

const selected = (event: Event) => (event.target as HTMLSelectElement).value;

export function select(label: string, value: string, choices: readonly Choice[], onChange: (value: string) => void) {
  return html`<label class="field"
    >${label}
    <select @change=${(event: Event) => onChange(selected(event))}>
      ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}
    </select>
  </label>`;
}

export function appearanceSection(settings: Settings, change: ChangeSettings) {
  const themes = [
    { value: 'auto', label: msg('As the device') },
    { value: 'light', label: msg('Light') },
    { value: 'dark', label: msg('Dark') },
  ] as const;
  return html`<section aria-labelledby="appearance">
    <h2 id="appearance">${msg('Appearance')}</h2>
    <label class="field">${msg('Your name')}
      <input maxlength="100" autocomplete="name" .value=${settings.personName} @change=${(event: Event) => change({ personName: (event.target as HTMLInputElement).value.trim() })} />
    </label>
    <p class="quiet">${msg('How My Day greets you where there is no account with your name.')}</p>
    <label class="check"><input type="checkbox" .checked=${settings.appBadge} @change=${(event: Event) => change({ appBadge: (event.target as HTMLInputElement).checked })} />${msg('Show how much mail is unread on the icon of the installed app')}</label>
    <div class="row">
      <fieldset class="segments" aria-label=${msg('Theme')}>
        ${themes.map(
          ({ value, label }) => html`<label
            ><input type="radio" name="theme" .checked=${settings.theme === value} @change=${() => change({ theme: value })} />${label}</label
          >`,
        )}
      </fieldset>
      <fieldset class="swatches" aria-label=${msg('Accent')}>
        ${accentChoices().map(
          ({ value, label }) => html`<label title=${label} .style=${`--swatch: var(--ik-${value})`}
            ><input type="radio" name="accent" aria-label=${label} .checked=${settings.accent === value} @change=${() => change({ accent: value })}
          /></label>`,
        )}
      </fieldset>
    </div>
  </section>`;
}

export function regionSection(settings: Settings, weekdays: readonly string[], change: ChangeSettings) {
  const locales = [{ value: '', label: msg('As the browser') }, ...localeChoices()];
  const offered = locales.some(({ value }) => value === settings.locale);
  const days = weekdays.map((label, index) => ({ value: String(index + 1), label }));
  return html`<section aria-labelledby="region">
    <h2 id="region">${msg('Language and region')}</h2>
    <div class="pair">
      ${select(
        msg('Language, dates and numbers'),
        settings.locale,
        offered ? locales : [...locales, { value: settings.locale, label: settings.locale }],
        (locale) => change({ locale }),
      )}
      ${select(
        msg('Week starts on'),
        String(settings.firstDay),
        [{ value: '0', label: msg('As usual in the region') }, ...days],
        (day) => change({ firstDay: Number(day) as Settings['firstDay'] }),
      )}
    </div>
    <ik-zone-field
      .label=${msg('Time zone')}
      .value=${settings.timeZone}
      @change=${(event: Event) => change({ timeZone: (event.target as IkZoneField).value })}
    ></ik-zone-field>
  </section>`;
}

/** Where new things go; nothing to choose while there is only one place. */
export function homeChoice(label: string, chosen: string, all: readonly Collection[], onChange: (id: string) => void) {
  const collections = all.filter(canEdit);
  if (collections.length < 2) return nothing;
  const value = collections.some(({ id }) => id === chosen) ? chosen : (collections[0]?.id ?? '');
  return select(
    label,
    value,
    collections.map(({ id, name }) => ({ value: id, label: name })),
    onChange,
  );
}

export function contactsSection(settings: Settings, books: readonly Collection[], change: ChangeSettings) {
  return html`<section aria-labelledby="contacts">
    <h2 id="contacts">${msg('Contacts')}</h2>
    ${select(
      msg('Sorted by'),
      settings.contactSort,
      [
        { value: 'first', label: msg('First name') },
        { value: 'last', label: msg('Last name') },
        { value: 'company', label: msg('Company') },
      ],
      (sort) => change({ contactSort: sort as Settings['contactSort'] }),
    )}
    ${homeChoice(msg('New contacts go to'), settings.defaultAddressBookId, books, (id) => change({ defaultAddressBookId: id }))}
  </section>`;
}
