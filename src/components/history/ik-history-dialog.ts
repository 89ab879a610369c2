import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { HistoryEntry, Services } from '../../app/services.js';
import type { ItemRef } from '../../domain/items/item.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { changeList, changeListStyles } from './change-list.js';
import { createWording, type Wording } from './property-words.js';

/**
 * Who changed an item, when and how; each version can be had again. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 * @fires {NoticeEvent} ik-notice - A version was restored.
 */
@customElement('ik-history-dialog')
@localized()
export class IkHistoryDialog extends LitElement {
  static override styles = [
    controls,
    changeListStyles,
    css`
      ik-dialog { --ik-dialog-width: 640px; }
      ol { margin: 0; padding: 0; list-style: none; display: grid; gap: 10px; }
      li { padding: 12px 14px; border: 1px solid var(--ik-line); border-radius: 12px; display: grid; gap: 8px; }
      .top { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
      .what { font-weight: 600; }
      .when { color: var(--ik-text-2); font-size: 13px; flex: 1; min-inline-size: 160px; }
      .button { min-block-size: 32px; padding-inline: 11px; font-size: 13px; }
      .quiet { margin: 0; color: var(--ik-text-2); }
      .more { margin-block-start: 12px; inline-size: 100%; }
      [role=alert] { color: var(--ik-danger); }
      @media (pointer: coarse) { .button { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) ref!: ItemRef;
  /** What the item is called. */
  @property() name = '';
  /** It may only be looked at. */
  @property({ type: Boolean }) readonly = false;
  @consume({ context: servicesContext }) private _services?: Services;
  @consume({ context: displayContext, subscribe: true }) @state() private _display?: DisplaySettings;
  @state() private _entries: readonly HistoryEntry[] | undefined;
  @state() private _more = false;
  @state() private _busy = false;
  @state() private _open = true;
  @state() private _error = '';

  override connectedCallback() {
    super.connectedCallback();
    void this._read();
  }

  private async _read() {
    this._busy = true;
    try {
      const { entries, more } = await this._services!.history.ofItem(this.ref, this._entries?.length ?? 0);
      this._entries = [...(this._entries ?? []), ...entries];
      this._more = more;
    } catch (error) {
      this._error = describeError(error);
    }
    this._busy = false;
  }

  private async _restore(entry: HistoryEntry) {
    this._busy = true;
    try {
      const done = await this._services!.history.restoreVersion(this.ref, entry.id);
      this.dispatchEvent(new NoticeEvent(msg('Version restored.'), { undo: () => done.undo() }));
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    }
    this._busy = false;
  }

  private _entry = (entry: HistoryEntry, wording: Wording) => {
    const { locale = 'en', timeZone = 'UTC' } = this._display ?? {};
    const local = epochToLocal(timeZone, entry.time);
    const when = wording.formats.span({ start: local, end: local, allDay: false }, true);
    const device = entry.own ? entry.device || msg('this device') : entry.device || msg('another device');
    const canRestore = !this.readonly && !entry.current && entry.kind !== 'deleted';
    return html`<li lang=${locale}>
      <div class="top">
        <span class="what">${whatText(entry)}</span>
        <span class="when">${when} · ${device}</span>
        ${entry.current ? html`<span class="chip">${msg('As it is now')}</span>` : nothing}
        ${
          canRestore
            ? html`<button type="button" class="button" ?disabled=${this._busy} aria-label=${msg(str`Restore this version: ${when}`)}
                @click=${() => this._restore(entry)}>${msg('Restore this version')}</button>`
            : nothing
        }
      </div>
      ${entry.changes.length > 0 ? changeList(entry.changes, wording) : nothing}
    </li>`;
  };

  private _content(wording: Wording) {
    if (this._entries === undefined)
      return this._error === '' ? html`<p class="quiet" role="status">${msg('Reading the history …')}</p>` : nothing;
    if (this._entries.length === 0) return html`<p class="quiet">${msg('Nothing is known of its past.')}</p>`;
    return html`<ol>${this._entries.map((entry) => this._entry(entry, wording))}</ol>
      ${this._more ? html`<button type="button" class="button more" ?disabled=${this._busy} @click=${this._read}>${msg('Show earlier changes')}</button>` : nothing}`;
  }

  protected override render() {
    const wording = createWording(this._display ?? { locale: 'en', timeZone: 'UTC' });
    return html`<ik-dialog heading=${msg(str`History of “${this.name || msg('(no title)')}”`)} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`} ${this._content(wording)}
    </ik-dialog>`;
  }
}

/** What a change was, in a word or two. */
function whatText({ kind, by }: HistoryEntry): string {
  if (by === 'import') return kind === 'created' ? msg('Imported') : msg('Imported again');
  if (by === 'restore') return msg('Restored');
  if (by === 'undo') return msg('Undone');
  switch (kind) {
    case 'created':
      return msg('Created');
    case 'changed':
      return msg('Changed');
    case 'deleted':
      return msg('Deleted');
    case 'brought-back':
      return msg('Brought back');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-history-dialog': IkHistoryDialog;
  }
}
