import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import eventIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import fileIcon from 'lucide-static/icons/file.svg?raw';
import importIcon from 'lucide-static/icons/file-up.svg?raw';
import writeIcon from 'lucide-static/icons/pencil.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { sharedEvent, sharedMessage, wayOfFile } from '../../domain/share-target/shared-things.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { describeError } from '../shared/problem-message.js';
import { type TakenShare, takeShared } from './take-shared.js';

/** Names that are told. */
const MAX_TOLD = 5;

/**
 * What another program has shared with the app: calendars, contacts and mail go to their import, of anything else a message or
 * an event is made. Where there is one thing to do only, it is done at once; nothing is sent or saved by itself.
 *
 * @fires {ImportRequestEvent} ik-import - Files are for the import.
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-shared')
@localized()
export class IkShared extends LitElement {
  static override styles = [
    controls,
    css`
      p { margin: 0; }
      .thing { display: grid; gap: 6px; max-block-size: 40vh; overflow: auto; padding: 12px 14px; border-radius: var(--ik-radius); background: var(--ik-surface-2); }
      .thing strong { font-weight: 600; }
      .thing p { white-space: pre-wrap; overflow-wrap: anywhere; }
      .file { display: flex; align-items: center; gap: 8px; overflow-wrap: anywhere; }
      .file .icon { flex: none; color: var(--ik-text-2); }
      .body { display: grid; gap: 14px; }
      .buttons { display: contents; }
    `,
  ];

  /** Names what waits. */
  @property() share = '';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services?: Services;
  @consume({ context: displayContext, subscribe: true }) @state() private _display?: DisplaySettings;
  @state() private _taken: TakenShare | undefined;
  @state() private _problem = '';
  private _began = false;
  /** A title alone is that of the files. */
  private _hadFiles = false;

  protected override updated() {
    if (this._began || this._services === undefined) return;
    this._began = true;
    void this._take();
  }

  private async _take() {
    try {
      const taken = await takeShared(this.share);
      if (taken === undefined) this._problem = msg('What was shared is not here any more. Please share it again.');
      else this._begin(taken);
    } catch (error) {
      this._problem = describeError(error);
    }
  }

  private _begin(taken: TakenShare) {
    if (taken.problem === 'too-much')
      this._problem = msg(
        'Those files are more than can be handed over at once. Open them with Ikebana, or drop them here.',
      );
    else if (taken.problem === 'unreadable')
      this._problem = msg('What was shared could not be read. Please share it again.');
    this._taken = taken;
    this._hadFiles = taken.files.length > 0;
    const toImport = this._files('import').length + this._files('mail').length;
    const isAlone = toImport === taken.files.length && this._isTextless && this._problem === '';
    if (!isAlone) return;
    if (toImport === 0) this._problem = msg('There is nothing in what was shared.');
    // Of both kinds the person says which comes first.
    else if (this._files('mail').length === 0) this._import('import');
    else if (this._files('import').length === 0) this._import('mail');
  }

  private get _isTextless(): boolean {
    const { title = '', text = '', url = '' } = this._taken ?? {};
    return text === '' && url === '' && (title === '' || this._hadFiles);
  }

  private _files(way: ReturnType<typeof wayOfFile>): readonly File[] {
    return (this._taken?.files ?? []).filter((file) => wayOfFile(file) === way);
  }

  /** This dialog stays, below, while there is something else in what was shared. */
  private _import(way: 'import' | 'mail') {
    const files = this._files(way);
    const taken = this._taken!;
    this._taken = { ...taken, files: taken.files.filter((file) => !files.includes(file)) };
    this.dispatchEvent(new ImportRequestEvent(files));
    if (this._taken.files.length === 0 && this._isTextless) this._close();
  }

  private async _write() {
    const { openCompose } = await import('../mail/compose/open-compose.js');
    const files = this._files('attachment').map((blob) => ({
      name: blob.name,
      type: blob.type || 'application/octet-stream',
      blob,
    }));
    this._go('/mail');
    await openCompose(document.querySelector('ik-app') ?? this, {
      kind: 'new',
      ...sharedMessage(this._taken!),
      files,
    });
  }

  private async _event() {
    const { openEventForm } = await import('../calendar/open-event-form.js');
    const { title, description, url } = sharedEvent(this._taken!);
    const host =
      this.getRootNode() instanceof ShadowRoot ? ((this.getRootNode() as ShadowRoot).host as HTMLElement) : this;
    const [services, display] = [this._services!, this._display!];
    this._go('/calendar');
    await openEventForm(host, services, display, { title, guests: [], fields: { description, url } });
  }

  /** The address of what was shared is over. */
  private _go(url: string) {
    this.dispatchEvent(new NavigateEvent(url, { replace: true }));
    this._close();
  }

  /** What was done at once shows nothing. */
  private _isClosed = false;

  private _close = () => {
    this._isClosed = true;
    this.dispatchEvent(new Event('ik-close'));
  };

  private _fileList(files: readonly File[]) {
    const more = files.length - MAX_TOLD;
    return html`${files.slice(0, MAX_TOLD).map((file) => html`<div class="file">${icon(fileIcon)}<span>${file.name}</span></div>`)}
      ${more > 0 ? html`<p class="quiet">${msg(str`and ${more.toLocaleString(this._display?.locale ?? 'en')} more`)}</p>` : nothing}`;
  }

  private _content({ title, text, url, files }: TakenShare) {
    if (title + text + url === '' && files.length === 0) return nothing;
    return html`<div class="thing" tabindex="0" role="group" aria-label=${msg('What was shared')}>
      ${title ? html`<strong>${title}</strong>` : nothing}
      ${text ? html`<p>${text}</p>` : nothing}
      ${url ? html`<p>${url}</p>` : nothing}
      ${this._fileList(files)}
    </div>`;
  }

  private _buttons() {
    const button = (label: string, svg: string, run: () => unknown, isFirst = false) =>
      html`<button type="button" class="button ${isFirst ? 'primary' : ''}" @click=${run}>${icon(svg)}${label}</button>`;
    const toImport = this._files('import').length > 0;
    const mail = this._files('mail').length > 0;
    const hasMore = !this._isTextless || this._files('attachment').length > 0;
    return html`${toImport ? button(msg('Import calendars and contacts'), importIcon, () => this._import('import'), true) : nothing}
      ${mail ? button(msg('Import mail'), importIcon, () => this._import('mail'), !toImport) : nothing}
      ${!this._isTextless ? button(msg('New event'), eventIcon, () => void this._event()) : nothing}
      ${hasMore ? button(msg('New message'), writeIcon, () => void this._write(), !toImport && !mail) : nothing}`;
  }

  protected override render() {
    const taken = this._taken;
    if (this._isClosed || (taken === undefined && this._problem === '')) return nothing;
    return html`<ik-dialog open compact heading=${msg('Shared with Ikebana')} @ik-close=${this._close}>
      <div class="body">
        ${this._problem ? html`<p role="alert">${this._problem}</p>` : nothing}
        ${taken ? this._content(taken) : nothing}
      </div>
      <div slot="footer" class="buttons">
        ${taken ? this._buttons() : html`<button type="button" class="button" @click=${this._close}>${msg('Close')}</button>`}
      </div>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-shared': IkShared;
  }
}
