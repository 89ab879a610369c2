import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { DeletedCollection, Services } from '../../app/services.js';
import type { CollectionKind } from '../../domain/collections/collection.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import '../shared/ik-dialog.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';

/**
 * Calendars or address books that were deleted; each can be brought back with everything in it. Open as soon as it is in
 * the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 * @fires {NoticeEvent} ik-notice - One was brought back.
 */
@customElement('ik-deleted-dialog')
@localized()
export class IkDeletedDialog extends LitElement {
  static override styles = [
    controls,
    hue,
    css`
      ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 8px; }
      li { display: flex; align-items: center; gap: 12px; padding: 8px 12px; border: 1px solid var(--ik-line); border-radius: 12px; }
      .dot { flex: none; inline-size: 12px; block-size: 12px; border-radius: 4px; background: var(--hue-bar); }
      .text { flex: 1; min-inline-size: 0; overflow-wrap: anywhere; }
      .quiet { margin: 0; color: var(--ik-text-2); font-size: 13px; }
      [role=alert] { color: var(--ik-danger); }
    `,
  ];

  @property({ attribute: false }) kind: CollectionKind = 'calendar';
  @consume({ context: servicesContext }) private _services?: Services;
  @consume({ context: displayContext, subscribe: true }) @state() private _display?: DisplaySettings;
  @state() private _open = true;
  @state() private _error: unknown;
  private readonly _deleted = new LiveController(this, () => this._services?.history.watchDeleted(this.kind));

  private async _bringBack({ id, name }: DeletedCollection) {
    this._error = undefined;
    try {
      const done = await this._services!.history.bringBack(id);
      this.dispatchEvent(new NoticeEvent(msg(str`“${name}” is back.`), { undo: () => done.undo() }));
    } catch (error) {
      this._error = error;
    }
  }

  private _row = (one: DeletedCollection) => {
    const { locale = 'en', timeZone = 'UTC' } = this._display ?? {};
    const count = one.itemCount.toLocaleString(locale);
    const items = one.itemCount === 1 ? msg('1 entry') : msg(str`${count} entries`);
    const at = one.deletedAt && epochToLocal(timeZone, one.deletedAt);
    const when = at === undefined ? '' : createLocalFormats(locale).span({ start: at, end: at, allDay: false }, true);
    return html`<li class="hue" .style=${`--h:${one.hue}`}>
      <span class="dot"></span>
      <div class="text">${one.name}<p class="quiet">${when === '' ? items : html`${items} · ${msg(str`deleted ${when}`)}`}</p></div>
      <button type="button" class="button" aria-label=${msg(str`Bring back “${one.name}”`)} @click=${() => this._bringBack(one)}>${msg('Bring back')}</button>
    </li>`;
  };

  protected override render() {
    const all = this._deleted.value;
    const error = this._error ?? this._deleted.error;
    const isCalendar = this.kind === 'calendar';
    return html`<ik-dialog heading=${isCalendar ? msg('Recently deleted calendars') : msg('Recently deleted address books')} .open=${this._open}
      @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${error === undefined ? nothing : html`<p role="alert">${describeError(error)}</p>`}
      ${all?.length === 0 ? html`<p class="quiet">${msg('Nothing was deleted. What you delete can be brought back here.')}</p>` : html`<ul>${all?.map(this._row)}</ul>`}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-deleted-dialog': IkDeletedDialog;
  }
}
