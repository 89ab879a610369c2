import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import backIcon from 'lucide-static/icons/chevron-left.svg?raw';
import onIcon from 'lucide-static/icons/chevron-right.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { ImportPreview, Services } from '../../app/services.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { servicesContext } from '../contexts.js';
import { controls } from './controls.styles.js';
import { icon } from './icon.js';
import { styles } from './ik-import-dialog.styles.js';
import { itemCount } from './import-queue.js';

const PER_PAGE = 5;

/** The items of a file before it is imported, some at a time. */
@customElement('ik-import-samples')
@localized()
export class IkImportSamples extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) preview!: ImportPreview;
  @property({ attribute: false }) display!: DisplaySettings;
  @consume({ context: servicesContext }) private _services?: Services;
  @state() private _from = 0;
  @state() private _samples: ImportPreview['samples'] = [];

  protected override willUpdate(changed: PropertyValues) {
    if (!changed.has('preview')) return;
    this._from = 0;
    this._samples = this.preview.samples.slice(0, PER_PAGE);
  }

  private async _turn(by: number) {
    const { preview } = this;
    const from = this._from + by * PER_PAGE;
    const samples = await this._services?.imports.samples(preview.id, from, PER_PAGE).catch(() => undefined);
    if (samples === undefined || preview !== this.preview) return;
    this._from = from;
    this._samples = samples;
  }

  private _when({ start, allDay, detail }: ImportPreview['samples'][number]): string {
    if (start === undefined) return detail;
    const local = 'instant' in start ? epochToLocal(this.display.timeZone, start.instant) : start.wallClock;
    const formats = createLocalFormats(this.display.locale);
    return formats.span({ start: local, end: local, allDay: allDay ?? false }, true);
  }

  private _pages(total: number) {
    const number = (value: number) => value.toLocaleString(this.display.locale);
    const last = Math.min(total, this._from + PER_PAGE);
    return html`<div class="pages">
      <span aria-live="polite">${msg(str`${number(this._from + 1)}–${number(last)} of ${number(total)}`)}</span>
      <button type="button" class="icon-button" aria-label=${msg('Earlier ones')} ?disabled=${this._from === 0} @click=${() => this._turn(-1)}>${icon(backIcon)}</button>
      <button type="button" class="icon-button" aria-label=${msg('Later ones')} ?disabled=${last >= total} @click=${() => this._turn(1)}>${icon(onIcon)}</button>
    </div>`;
  }

  protected override render() {
    const total = itemCount(this.preview);
    if (this._samples.length === 0) return nothing;
    const unnamed = this.preview.kind === 'calendar' ? msg('(no title)') : msg('(no name)');
    return html`<ul class="samples">
        ${this._samples.map(
          (sample) => html`<li>
            <span class="title">${sample.title || unnamed}</span><span class="when">${this._when(sample)}</span>
          </li>`,
        )}
      </ul>
      ${total > PER_PAGE ? this._pages(total) : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-import-samples': IkImportSamples;
  }
}
