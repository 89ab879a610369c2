import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import templatesIcon from 'lucide-static/icons/notepad-text-dashed.svg?raw';
import type { Services } from '../../../app/services.js';
import {
  freeTemplateName,
  MAX_TEMPLATE,
  MAX_TEMPLATE_NAME,
  type MailTemplate,
  type MailTexts,
  type MailTextsChange,
} from '../../../domain/mail/compose/mail-texts.js';
import { normalizeForSearch } from '../../../domain/text/fold.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import '../../shared/ik-dialog.js';
import '../../shared/ik-menu.js';
import type { MenuSelectEvent } from '../../shared/ik-menu.js';
import { LiveController } from '../../shared/live-controller.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { oneLine } from '../compose/compose-draft.js';
import { styles } from './ik-templates.styles.js';
import type { TemplateContent } from './template-content.js';

/** One that is made, or changed; `id` is '' for a new one. */
type Edited = MailTemplate;

/**
 * A person's templates: found by some letters, put into a message, made from one, changed and thrown away. Open as soon as it is
 * in the page.
 *
 * @fires {Event} ik-close - It was closed; `result` is what was chosen. Does not bubble.
 * @fires {NoticeEvent} ik-notice - Something was done, or went wrong.
 */
@customElement('ik-templates')
@localized()
export class IkTemplates extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) services: Services | undefined;
  /** What is being written; without it templates are looked after. */
  @property({ attribute: false }) written: TemplateContent | undefined;
  /** The one to be put in. */
  result: MailTemplate | undefined;
  @state() private _typed = '';
  @state() private _edited: Edited | undefined;
  @state() private _wrong = '';
  @query('.search') private _search!: HTMLInputElement | null;
  private readonly _texts = new LiveController<MailTexts>(this, () => this.services?.mail.watchTexts());

  private _wasLoaded = false;

  protected override updated() {
    // They come after the dialog has opened. Where there are none, what had the focus has gone.
    if (this._wasLoaded || this._texts.value === undefined) return;
    this._wasLoaded = true;
    if (this._search === null) this.renderRoot.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }

  private get _all(): readonly MailTemplate[] {
    return this._texts.value?.templates ?? [];
  }

  private get _found(): readonly MailTemplate[] {
    const words = normalizeForSearch(this._typed).split(/\s+/).filter(Boolean);
    const fits = ({ name, subject, text }: MailTemplate) => {
      const all = normalizeForSearch(`${name} ${subject} ${text}`);
      return words.every((word) => all.includes(word));
    };
    return this._all.filter(fits);
  }

  private get _canSave(): boolean {
    return this.written !== undefined && this.written.text !== '';
  }

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private _tell(message: string, undo?: () => Promise<void>) {
    const { host } = this.getRootNode() as ShadowRoot;
    (host ?? this).dispatchEvent(new NoticeEvent(message, undo ? { undo } : {}));
  }

  private async _save(change: MailTextsChange, said: string): Promise<boolean> {
    try {
      const { undo } = await this.services!.mail.saveTexts(change);
      this._tell(said, undo);
      return true;
    } catch (error) {
      this._wrong = describeError(error);
      return false;
    }
  }

  private _choose(template: MailTemplate) {
    if (this.written === undefined) return this._edit(template);
    this.result = template;
    return this._close();
  }

  private _edit(template: Edited) {
    this._wrong = '';
    this._edited = template;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('form input')?.select());
  }

  private _new() {
    const content = this.written ?? { subject: '', html: '', text: '' };
    const name = content.subject || content.text.split('\n')[0]!.slice(0, 60);
    this._edit({ id: '', ...content, name: freeTemplateName(name, this._all) });
  }

  private _leaveForm() {
    this._edited = undefined;
    this._wrong = '';
    void this.updateComplete.then(() => this._search?.focus());
  }

  private async _onSubmit(event: Event) {
    event.preventDefault();
    const edited = this._edited!;
    const name = oneLine(edited.name);
    const text = edited.html === '' ? edited.text.trim() : edited.text;
    if (name === '') this._wrong = msg('Give it a name.');
    else if (text === '') this._wrong = msg('Write what it says.');
    else if (text.length > MAX_TEMPLATE || edited.html.length > MAX_TEMPLATE)
      this._wrong = msg('It is too long to be kept as a template.');
    else if (this._all.some((one) => one.id !== edited.id && one.name.toLowerCase() === name.toLowerCase()))
      this._wrong = msg(str`There is a template “${name}” already.`);
    else {
      const id = edited.id || crypto.randomUUID();
      const template = { ...edited, id, name, subject: oneLine(edited.subject).slice(0, 1_000), text };
      if (await this._save({ templates: [template] }, msg(str`Template “${name}” saved.`))) this._leaveForm();
    }
  }

  private async _remove({ id, name }: MailTemplate) {
    await this._save({ templates: [{ id, gone: true }] }, msg(str`Template “${name}” deleted.`));
    await this.updateComplete;
    this._search?.focus();
  }

  private _onMenu(id: string, template: MailTemplate) {
    if (id === 'change') return this._edit(template);
    if (id === 'remove') return void this._remove(template);
    const { name } = template;
    return void this._save(
      { templates: [{ ...template, ...this.written! }] },
      msg(str`Template “${name}” says now what is in the message.`),
    );
  }

  private _onSearchKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.text')];
    if (event.key === 'ArrowDown') rows[0]?.focus();
    else if (event.key === 'Enter') rows[0]?.click();
    else return;
    event.preventDefault();
  };

  private _onRowKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.text')];
    const at = rows.indexOf(event.currentTarget as HTMLElement) + step;
    (at < 0 ? this._search : rows[at])?.focus();
  };

  private _row = (template: MailTemplate) => {
    const { name, subject, text } = template;
    const line = [subject, text.replace(/\s+/g, ' ')].filter(Boolean).join(' – ').slice(0, 200);
    const items = [
      { id: 'change', label: msg('Change…') },
      ...(this._canSave ? [{ id: 'replace', label: msg('Replace by this message') }] : []),
      { id: 'remove', label: msg('Delete'), danger: true, separated: true },
    ];
    return html`<li>
      <button type="button" class="text" @click=${() => this._choose(template)} @keydown=${this._onRowKey}><span class="name">${name}</span><small dir="auto">${line}</small></button>
      <ik-menu button-class="icon-button plain" label=${msg(str`More for “${name}”`)} .items=${items} @ik-menu-select=${({ id }: MenuSelectEvent) => this._onMenu(id, template)}>${icon(moreIcon)}</ik-menu>
    </li>`;
  };

  private _list() {
    const { value, error } = this._texts;
    if (value !== undefined && this._all.length === 0)
      return html`<div class="empty">${icon(templatesIcon)}<p>${msg('What you write again and again can be kept as a template, on all your devices.')}</p></div>`;
    const found = this._found;
    const says =
      value === undefined
        ? error === undefined
          ? msg('Loading…')
          : describeError(error)
        : found.length === 0
          ? msg('No template has these words.')
          : '';
    // The field is there before they are: what is typed meanwhile counts.
    return html`<input class="input search" type="search" data-autofocus autocomplete="off" aria-label=${msg('Search templates')} placeholder=${msg('Search templates')} .value=${this._typed}
        @input=${(event: Event) => {
          this._typed = (event.target as HTMLInputElement).value;
        }} @keydown=${this._onSearchKey} />
      ${says === '' ? nothing : html`<p class="quiet" role="status">${says}</p>`}
      <ul aria-label=${msg('Templates')}>${repeat(found, ({ id }) => id, this._row)}</ul>`;
  }

  private _form(edited: Edited) {
    const set = (change: Partial<Edited>) => {
      this._edited = { ...edited, ...change };
      this._wrong = '';
    };
    const value = (event: Event) => (event.target as HTMLInputElement | HTMLTextAreaElement).value;
    const isWritten = edited.id === '' && this.written !== undefined;
    return html`<form id="form" @submit=${this._onSubmit}>
      <label class="field">${msg('Name')}<input type="text" required maxlength=${MAX_TEMPLATE_NAME} autocomplete="off" .value=${edited.name} @input=${(event: Event) => set({ name: value(event) })} /></label>
      <label class="field">${msg('Subject')}<input type="text" maxlength="1000" autocomplete="off" .value=${edited.subject} @input=${(event: Event) => set({ subject: value(event) })} /></label>
      ${
        edited.html === '' && !isWritten
          ? html`<label class="field">${msg('Text')}<textarea rows="8" maxlength=${MAX_TEMPLATE} dir="auto" .value=${edited.text} @input=${(event: Event) => set({ text: value(event) })}></textarea></label>`
          : html`<pre class="preview" dir="auto" tabindex="0" role="region" aria-label=${msg('Text')}>${edited.text}</pre>
            <p class="quiet">${isWritten ? msg('Formats are kept; pictures, files and the signature are not.') : msg('It has formats: to change its text, put it into a message, change it there, and replace the template by it.')}</p>`
      }
    </form>`;
  }

  private _footer() {
    if (this._edited !== undefined)
      return html`<button slot="footer" type="button" class="button" @click=${() => this._leaveForm()}>${msg('Back')}</button>
        <button slot="footer" type="submit" form="form" class="button primary" @click=${this._onSubmit}>${msg('Save')}</button>`;
    const isEmpty = this._all.length === 0;
    if (this.written === undefined)
      return html`<button slot="footer" type="button" class="button" ?data-autofocus=${isEmpty} @click=${() => this._new()}>${msg('New template')}</button>
        <button slot="footer" type="button" class="button primary" @click=${this._close}>${msg('Done')}</button>`;
    return html`<button slot="footer" type="button" class="button" ?disabled=${!this._canSave} title=${this._canSave ? nothing : msg('Write something first.')} @click=${() => this._new()}>${msg('Save this message as a template')}</button>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>`;
  }

  protected override render() {
    const edited = this._edited;
    const heading =
      edited === undefined ? msg('Templates') : edited.id === '' ? msg('New template') : msg('Change template');
    return html`<ik-dialog open heading=${heading} @ik-close=${this._close}>
      ${edited === undefined ? this._list() : this._form(edited)}
      ${this._wrong === '' ? nothing : html`<p role="alert">${this._wrong}</p>`}
      ${this._footer()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-templates': IkTemplates;
  }
}
