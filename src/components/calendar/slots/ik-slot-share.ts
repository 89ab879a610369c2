import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import fileIcon from 'lucide-static/icons/download.svg?raw';
import type { Services } from '../../../app/services.js';
import type { FreeSlots, SlotSchedule } from '../../../domain/calendar/slots/bookable-slots.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createLocalFormats } from '../../../domain/time/local-formats.js';
import { MS_PER_DAY } from '../../../domain/time/types.js';
import { epochToLocal, isKnownZone } from '../../../domain/time/zone.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import '../../shared/ik-dialog.js';
import type { IkDialog } from '../../shared/ik-dialog.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { fileName, saveFile } from '../../shared/save-file.js';
import '../ik-zone-picker.js';
import type { IkZonePicker } from '../ik-zone-picker.js';
import { styles } from './ik-slot-dialog.styles.js';
import { slotsText } from './slot-texts.js';

/** Spans that are offered, days. */
const spans = [7, 14, 30];

/**
 * Free times as text for a mail, on the clock of who reads it, and as a file. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 * @fires {NoticeEvent} ik-notice - It is copied.
 */
@customElement('ik-slot-share')
@localized()
export class IkSlotShare extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) schedule: SlotSchedule | undefined;
  @property({ attribute: false }) services: Services | undefined;
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @state() private _zone = '';
  @state() private _days = 7;
  @state() private _free: FreeSlots | undefined;
  @state() private _error = '';
  @query('ik-dialog') private _dialog!: IkDialog;
  @query('textarea') private _area!: HTMLTextAreaElement;

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('timeZone')) this._zone = this.timeZone;
    if (['services', 'schedule', '_days'].some((name) => changed.has(name))) void this._find();
  }

  private async _find() {
    if (this.schedule === undefined || this.services === undefined) return;
    const { ref, fields } = this.schedule;
    const start = systemClock.now();
    const days = this._days;
    try {
      const window = { start, end: start + days * MS_PER_DAY };
      const found = await this.services.slots.free({ ref, fields, window });
      if (days === this._days) this._free = found;
    } catch (error) {
      this._error = describeError(error);
    }
  }

  private get _text(): string {
    if (this.schedule === undefined || this._free === undefined) return '';
    const text = createLocalFormats(this.locale);
    return slotsText(this.schedule.fields, this._free.slots, { timeZone: this._zone, text });
  }

  private _copy = async () => {
    try {
      await navigator.clipboard.writeText(this._text);
      this.dispatchEvent(new NoticeEvent(msg('The free times are copied: paste them into a mail.')));
      this._dialog.leave();
    } catch {
      this._area.select();
      this._error = msg('The browser does not let the app copy. The text is selected: press Ctrl+C.');
    }
  };

  private _save = async () => {
    try {
      const { title } = this.schedule!.fields;
      const text = await this.services!.slots.share(title, this.schedule!.organizer, this._free!);
      saveFile(new Blob([text], { type: 'text/calendar' }), fileName(title, 'ics'));
    } catch (error) {
      this._error = describeError(error);
    }
  };

  protected override render() {
    const free = this._free;
    const none = free !== undefined && free.slots.length === 0;
    const off = free === undefined || none;
    const local = epochToLocal(isKnownZone(this._zone) ? this._zone : this.timeZone, systemClock.now());
    return html`<ik-dialog open heading=${msg('Send free times')} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form @submit=${(e: Event) => e.preventDefault()}>
        <label class="field">${msg('For the next')}<select data-autofocus @change=${(e: Event) => {
          this._days = Number((e.target as HTMLSelectElement).value);
        }}>${spans.map((days) => html`<option value=${days} ?selected=${days === this._days}>${days === 7 ? msg('7 days') : days === 14 ? msg('14 days') : msg('30 days')}</option>`)}</select></label>
        <ik-zone-picker .label=${msg('Time zone of who reads it')} .value=${this._zone} .local=${local} .timeZone=${this.timeZone} .locale=${this.locale}
          @change=${(e: Event) => {
            this._zone = (e.target as IkZonePicker).value || this.timeZone;
          }}></ik-zone-picker>
        ${none ? html`<p class="found wide" role="status">${msg('Nothing is free in these days.')}</p>` : html`<label class="field wide">${msg('Text for a mail')}<textarea class="text" readonly .value=${this._text} aria-busy=${String(free === undefined)}></textarea></label>`}
        <p class="hint wide">${msg('The file (VFREEBUSY) is for calendar programs: it says when you are free and nothing of what fills the rest. What you send is as of now; it does not change by itself.')}</p>
        ${this._error === '' ? nothing : html`<p class="error wide" role="alert">${this._error}</p>`}
      </form>
      <button slot="footer" type="button" class="button" ?disabled=${off} @click=${this._save}>${icon(fileIcon)}${msg('Save file')}</button>
      <button slot="footer" type="button" class="button primary" ?disabled=${off} @click=${this._copy}>${icon(copyIcon)}${msg('Copy text')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-slot-share': IkSlotShare;
  }
}
