import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { ImportPreview, ImportTarget, KnownPeople, Services } from '../../app/services.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import { dayOf, formatIsoDate } from '../../domain/time/calendar-date.js';
import { systemClock, systemZone } from '../../domain/time/clock.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from './controls.styles.js';
import { freeHue } from './hue-names.js';
import './ik-hue-picker.js';
import type { IkHuePicker } from './ik-hue-picker.js';
import { styles } from './ik-import-dialog.styles.js';
import { knownText } from './import-known.js';
import { LiveController } from './live-controller.js';

/** Asks which collection a file goes into, a new one included, and what happens to items that are there already. */
@customElement('ik-import-target')
@localized()
export class IkImportTarget extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) preview!: ImportPreview;
  @consume({ context: servicesContext }) private _services?: Services;
  /** Id of an existing collection; '' for a new one; undefined until the person or the file decides. */
  @state() private _chosen: string | undefined;
  @state() private _duplicates: ImportTarget['duplicates'] = 'replace';
  @state() private _hue: number | undefined;
  @state() private _grouped = true;
  /** Of contacts: who is there already; `undefined` while they are compared, `null` when they could not be. */
  @state() private _known: KnownPeople | null | undefined;
  @consume({ context: displayContext, subscribe: true }) private _display?: DisplaySettings;
  @query('#name') private _name!: HTMLInputElement | null;
  @query('#group') private _group!: HTMLInputElement | null;
  private readonly _collections = new LiveController<readonly Collection[]>(this, () =>
    this._services?.collections.watch(this.preview.kind),
  );

  /** What the person chose. */
  get value(): ImportTarget {
    const id = this._collectionId();
    const name = this._name?.value.trim() || this.preview.suggestedName;
    const group = this._grouped ? (this._group?.value.trim() ?? '') : '';
    const collection = id ? { id } : { name, hue: this._newHue() };
    return { collection, duplicates: this._duplicates, ...(group !== '' && { group }) };
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('preview')) return;
    void this._compare(this.preview);
    if (changed.get('preview') === undefined) return;
    this._chosen = undefined;
    this._hue = undefined;
    this._collections.refresh();
  }

  /** After the preview is shown: nothing waits for it. */
  private async _compare({ id, kind }: ImportPreview) {
    this._known = undefined;
    if (kind !== 'addressbook') return;
    const known = await this._services?.imports.knownPeople(id).catch(() => undefined);
    if (id === this.preview.id) this._known = known ?? null;
  }

  /** In its place from the beginning: nothing moves when the answer comes. */
  private _knownLine(id: string) {
    if (this._known === null || (this._collections.value ?? []).every(({ itemCount }) => itemCount === 0))
      return nothing;
    return html`<p class="known" role="status">${
      this._known === undefined
        ? msg('Comparing with your contacts…')
        : knownText(this._known, id, this._display?.locale ?? 'en')
    }</p>`;
  }

  private _newHue() {
    return this._hue ?? freeHue((this._collections.value ?? []).map(({ hue }) => hue));
  }

  /** Where most of it is already; contacts otherwise go to the first book, calendars into one of their own. */
  private _collectionId(): string {
    if (this._chosen !== undefined) return this._chosen;
    const collections = (this._collections.value ?? []).filter(canEdit);
    const known = (id: string) => this.preview.duplicates[id] ?? 0;
    const fullest = collections.toSorted((a, b) => known(b.id) - known(a.id))[0];
    if (fullest && known(fullest.id) > 0) return fullest.id;
    return this.preview.kind === 'addressbook' ? (collections[0]?.id ?? '') : '';
  }

  private _newCollection() {
    return html`<div class="indent">
      <label class="field">${msg('Name')}<input id="name" .value=${this.preview.suggestedName} maxlength="200" /></label>
      <ik-hue-picker
        .value=${this._newHue()}
        @change=${(event: Event) => {
          this._hue = (event.target as IkHuePicker).value;
        }}
      ></ik-hue-picker>
    </div>`;
  }

  /** Named with the day, so that an import is found again, and taken away at once, long after. */
  private _groupChoice() {
    const today = formatIsoDate(dayOf(epochToLocal(systemZone(), systemClock.now())));
    return html`<fieldset>
      <label class="choice"><input type="checkbox" .checked=${this._grouped} @change=${(event: Event) => {
        this._grouped = (event.target as HTMLInputElement).checked;
      }} />${msg('Put them into a group')}</label>
      ${
        this._grouped
          ? html`<div class="indent"><label class="field">${msg('Group')}<input id="group" .value=${msg(str`Imported ${today}`)} maxlength="200" /></label></div>`
          : nothing
      }
    </fieldset>`;
  }

  private _duplicateChoice(count: number) {
    const option = (value: ImportTarget['duplicates'], label: string) => html`<label class="choice">
      <input
        type="radio"
        name="duplicates"
        .checked=${this._duplicates === value}
        @change=${() => {
          this._duplicates = value;
        }}
      />${label}
    </label>`;
    return html`<fieldset>
      <legend>${count === 1 ? msg('1 item is there already') : msg(str`${count} items are there already`)}</legend>
      ${option('replace', msg('Take the version of the file'))} ${option('skip', msg('Keep mine'))}
    </fieldset>`;
  }

  protected override render() {
    const isCalendar = this.preview.kind === 'calendar';
    const collections = (this._collections.value ?? []).filter(canEdit);
    const id = this._collectionId();
    const duplicates = id ? (this.preview.duplicates[id] ?? 0) : 0;
    return html`<fieldset>
        <legend>${msg('Where to')}</legend>
        <label class="field"
          >${isCalendar ? msg('Calendar') : msg('Address book')}
          <select
            @change=${(event: Event) => {
              this._chosen = (event.target as HTMLSelectElement).value;
            }}
          >
            <option value="" ?selected=${id === ''}>${isCalendar ? msg('New calendar') : msg('New address book')}</option>
            ${collections.map((collection) => html`<option value=${collection.id} ?selected=${collection.id === id}>${collection.name}</option>`)}
          </select>
        </label>
        ${id === '' ? this._newCollection() : nothing}
      </fieldset>
      ${isCalendar ? nothing : this._groupChoice()} ${duplicates > 0 ? this._duplicateChoice(duplicates) : nothing}
      ${isCalendar ? nothing : this._knownLine(id)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-import-target': IkImportTarget;
  }
}
