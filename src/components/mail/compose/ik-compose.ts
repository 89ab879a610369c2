import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Services, WrittenFile } from '../../../app/services.js';
import type { UnsavedMail } from '../../../domain/lock/unsaved-form.js';
import { controls } from '../../shared/controls.styles.js';
import '../../shared/ik-menu.js';
import { NavigateEvent } from '../../shared/navigate-event.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { EditedEvent } from '../../shared/unsaved.js';
import { type ComposeConcern, composeConcerns } from './compose-checks.js';
import { type ComposeDraft, emptyDraft, htmlOfText, isBlank, withoutQuote } from './compose-draft.js';
import { ComposeEndEvent, ComposeSizeEvent } from './compose-events.js';
import { composeFields } from './compose-fields.js';
import { ComposeFiles, fileList } from './compose-files.js';
import { rememberComposeLooks } from './compose-looks.js';
import { composeFoot, composeHead, concernBar, linkBar, quotePart } from './compose-parts.js';
import { DraftSaver, pageTimers } from './compose-saver.js';
import type { ComposeTarget } from './compose-target.js';
import { ComposeText } from './compose-text.js';
import { formatBar } from './compose-tools.js';
import { styles } from './ik-compose.styles.js';
import './ik-recipients.js';
import { pickAddresses, type RecipientField } from '../people/pick-addresses.js';
import { composeKey } from './compose-keys.js';
import type { IkRecipients } from './ik-recipients.js';
import { keepDraft } from './send-draft.js';
import type { SenderIdentity } from './sender-identities.js';
import { nobody, type RecipientSource } from './suggest-recipients.js';

/**
 * A window to write one message in. What is written is kept as a draft all the time. The text is a child of the element, in the
 * page's own tree, as the editor needs it.
 *
 * @fires {ComposeEndEvent} ik-compose-end - It was closed, discarded, or is to be sent. Does not bubble.
 * @fires {ComposeSizeEvent} ik-compose-size - It is to be smaller or larger. Does not bubble.
 */
@customElement('ik-compose')
@localized()
export class IkCompose extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  /** What it begins with. */
  @property({ attribute: false }) begin: ComposeDraft = emptyDraft;
  @property({ attribute: false }) identities: readonly SenderIdentity[] = [];
  @property({ attribute: false }) source: RecipientSource = nobody;
  @property({ reflect: true }) size: 'small' | 'normal' | 'large' = 'normal';
  @state() private _draft: ComposeDraft = emptyDraft;
  @state() private _more = { cc: false, bcc: false };
  @state() private _formats = false;
  @state() private _link: string | undefined;
  @state() private _concerns: readonly ComposeConcern[] = [];
  @state() private _wrong = '';
  @query('ik-recipients') private _to!: IkRecipients | null;
  @query('textarea') private _area!: HTMLTextAreaElement | null;

  private _wanted: 'send' | 'schedule' = 'send';
  private readonly _files = new ComposeFiles(this, {
    files: () => this._draft.files,
    isPlain: () => this._draft.isPlain,
    add: (added) => this._addFiles(added),
    tell: (message) => this._tell(message, 'error'),
  });
  private readonly _text = new ComposeText(this, {
    onChange: (text) => this._change(text),
    onPath: () => this.requestUpdate(),
    onPictures: (files) => this._files.take(files, true),
    pictureUrl: (cid) => this._files.urlOf(cid),
  });
  private readonly _saver = new DraftSaver({
    save: (draft) => keepDraft(this.services!, draft, this.identity, this.display?.timeZone ?? 'UTC'),
    onState: () => {
      this.requestUpdate();
      this.dispatchEvent(new EditedEvent());
    },
    onError: (error) => this._tell(describeError(error), 'error'),
    ...pageTimers,
  });

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this._onHidden);
    this.addEventListener('keydown', this._onKeyDown);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this._onHidden);
    this.removeEventListener('keydown', this._onKeyDown);
    this._text.end();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('begin')) return;
    this._draft = this.begin;
    this._saver.savedId = this.begin.savedId;
    this._more = { cc: this.begin.cc.length > 0, bcc: this.begin.bcc.length > 0 };
  }

  protected override firstUpdated() {
    if (!this._draft.isPlain) this._text.open(this._draft.html);
    this.focus();
    // Taken back after a window was discarded: it is kept again.
    if (this._draft.savedId === undefined && !this._isBlank) this._saver.changed(this._draft);
  }

  /** The window's own field, where writing goes on. */
  override focus() {
    if (this._draft.to.length === 0) this._to?.focus();
    else if (this._draft.isPlain) {
      this._area?.focus();
      this._area?.setSelectionRange(0, 0);
    } else this._text.focus('start');
  }

  /** Who it is written from; `undefined` where there is nobody to write as. */
  get identity(): SenderIdentity | undefined {
    return this.identities.find(({ key }) => key === this._draft.from) ?? this.identities[0];
  }

  private get _isBlank(): boolean {
    return isBlank(this._draft, this.identity?.signature ?? '');
  }

  /** For tools of the bar. */
  get target(): ComposeTarget {
    return {
      host: this,
      services: this.services,
      display: this.display,
      draft: this._draft,
      selectedText: this._text.selectedText(this._area),
      insertText: (text) => this._text.insertText(text, this._area),
      insertHtml: (markup) => this._text.insertHtml(markup, this._area),
      change: (change) => this._change(change),
    };
  }

  private _change(change: Partial<ComposeDraft>) {
    this._draft = { ...this._draft, ...change };
    this._wrong = '';
    this._concerns = [];
    this._saver.changed(this._draft);
  }

  private _tell(message: string, kind: 'info' | 'error' = 'info') {
    this.dispatchEvent(new NoticeEvent(message, { kind }));
  }

  private _onHidden = () => {
    if (document.visibilityState === 'hidden') void this._saver.flush();
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    const act = composeKey(event);
    if (act === 'send') void this._send('send');
    else if (act === 'close') void this.close();
    else if (act === 'link' && !this._draft.isPlain) this._openLink();
  };

  /** Keeps it among the drafts. @returns false when that failed */
  async keep(): Promise<boolean> {
    this._takeTyped();
    return (this._isBlank && this._saver.savedId === undefined) || this._saver.flush();
  }

  /** Keeps it and closes the window. */
  async close() {
    if (await this.keep()) this._end('kept');
  }

  private _end(how: ComposeEndEvent['how']) {
    const { savedId } = this._saver;
    this.dispatchEvent(new ComposeEndEvent(how, { ...this._draft, ...(savedId !== undefined && { savedId }) }));
  }

  /** What stands in the fields of people becomes chips. @returns what is no address */
  private _takeTyped(): string {
    const fields = [...this.renderRoot.querySelectorAll('ik-recipients')];
    return fields.map((field) => field.take()).find((wrong) => wrong !== '') ?? '';
  }

  private async _send(how: 'send' | 'schedule', isSure = false) {
    const wrong = this._takeTyped();
    this._wanted = how;
    this._wrong = '';
    const { to, cc, bcc } = this._draft;
    if (wrong !== '') this._wrong = msg(str`“${wrong}” is no e-mail address.`);
    else if (to.length + cc.length + bcc.length === 0) {
      this._wrong = msg('Who is it for? Add at least one person.');
      this._to?.focus();
    } else if (this.identity === undefined)
      this._wrong = msg('To send, add a mail account. Until then this is kept among the drafts on this device.');
    if (this._wrong !== '') return;
    this._concerns = isSure ? [] : composeConcerns(this._draft);
    if (this._concerns.length > 0) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.concern button')?.focus();
      return;
    }
    await this._saver.end();
    this._end(how);
  }

  /** Sending did not begin: it goes on being written. */
  goOn() {
    this._saver.resume();
    this._saver.changed(this._draft);
  }

  private _addFiles(added: readonly WrittenFile[]) {
    this._change({ files: [...this._draft.files, ...added] });
    for (const file of added) if (file.cid !== undefined) this._text.insertPicture(this._files.urlOf(file.cid)!, file);
  }

  private _setFrom(key: string) {
    const before = this.identity;
    this._draft = { ...this._draft, from: key };
    this._text.changeSignature(before?.signature ?? '', this.identity?.signature ?? '', this._area);
    this._change({ from: key });
  }

  private async _togglePlain() {
    const isPlain = !this._draft.isPlain;
    const { text } = this._draft;
    const html = isPlain ? '' : htmlOfText(text);
    this._text.end();
    this._change({ isPlain, html });
    if (this._draft.quote === undefined) rememberComposeLooks({ isPlain });
    await this.updateComplete;
    if (!isPlain) this._text.open(html);
    this._formats &&= !isPlain;
    if (isPlain) this._area?.focus();
    else this._text.focus('start');
  }

  private _onFoot = (action: string) => {
    if (action === 'send') void this._send('send');
    else if (action === 'later') void this._send('schedule');
    else if (action === 'discard') void this._saver.end().then(() => this._end('discarded'));
    else if (action === 'plain') void this._togglePlain();
    else if (action === 'receipt') this._change({ receipt: !this._draft.receipt });
    else if (action === 'formats') this._formats = !this._formats;
    else if (action === 'attach') this.renderRoot.querySelector<HTMLInputElement>('#file')?.click();
    else if (action === 'picture') this.renderRoot.querySelector<HTMLInputElement>('#picture')?.click();
  };

  private async _showField(field: 'cc' | 'bcc') {
    this._more = { ...this._more, [field]: true };
    await this.updateComplete;
    this.renderRoot.querySelector<IkRecipients>(`ik-recipients.${field}`)?.focus();
  }

  private async _pick(field: RecipientField) {
    this._takeTyped();
    const filled = await pickAddresses(this.target, field);
    if (filled !== undefined && filled !== 'to') this._more = { ...this._more, [filled]: true };
  }

  private _body() {
    const { isPlain, quote, text, files } = this._draft;
    return html`<div class="text" @click=${(event: Event) => event.target === event.currentTarget && !isPlain && this._text.focus('end')} role="presentation">
      ${
        isPlain
          ? html`<textarea aria-label=${msg('Message text')} .value=${text} @input=${(event: Event) => this._change({ text: (event.target as HTMLTextAreaElement).value })}></textarea>`
          : html`<slot name="text"></slot>`
      }
      ${quote === undefined ? nothing : quotePart(quote, { isPlain, theme: this.display?.theme ?? 'light', files, edit: () => this._editQuote(), remove: () => this._removeQuote() })}
      ${fileList(files, (file) => this._change({ files: files.filter((one) => one !== file) }))}
    </div>`;
  }

  private _removeQuote() {
    this._draft = withoutQuote(this._draft);
    this._change({});
    this.focus();
  }

  private _editQuote() {
    const { quote } = this._draft;
    if (quote === undefined) return;
    this._removeQuote();
    this._text.takeQuote(quote, this._draft, this._area);
  }

  protected override render() {
    const { identity } = this;
    const title = this._draft.subject.trim() || (this._draft.quote ? msg('Answer') : msg('New message'));
    return html`<section class=${classMap({ over: this._files.isOver })} role="dialog" aria-label=${title} @dragenter=${this._files.onDrag} @dragover=${this._files.onDrag} @dragleave=${this._files.onDrag} @drop=${this._files.onDrag}
      @paste=${this._files.onPaste}>
      ${composeHead({
        title,
        size: this.size,
        state: this._saver.state,
        onClose: () => void this.close(),
        onSize: (size) => this.dispatchEvent(new ComposeSizeEvent(size)),
        onSend: () => void this._send('send'),
      })}
      <div class="rest" ?hidden=${this.size === 'small'}>
        ${composeFields({ draft: this._draft, identities: this.identities, identity, more: this._more, source: this.source, change: (change) => this._change(change), onFrom: (key) => this._setFrom(key), onShow: (field) => void this._showField(field), onPick: (field) => void this._pick(field) })} ${this._body()}
        ${this._wrong === '' ? nothing : html`<p class="wrong" role="alert">${this._wrong} ${identity === undefined ? html`<button type="button" class="link" @click=${() => this.dispatchEvent(new NavigateEvent('/settings/mail'))}>${msg('Add an account')}</button>` : nothing}</p>`}
        ${this._concerns.length > 0 ? concernBar(this._concerns, { agree: () => void this._send(this._wanted, true), back: () => this._back() }) : nothing}
        ${this._link === undefined ? nothing : linkBar(this._link, (address) => this._setLink(address))}
        ${this._formats && !this._draft.isPlain ? formatBar({ has: (format) => this._text.has(format), toggle: (format) => this._text.toggle(format), link: () => this._openLink(), clear: () => this._text.clearFormats() }) : nothing}
        ${composeFoot({ isPlain: this._draft.isPlain, formats: this._formats, target: this.target, act: this._onFoot })}
        <input id="file" type="file" multiple hidden @change=${this._files.onChosen} />
        <input id="picture" type="file" accept="image/*" multiple hidden @change=${this._files.onChosen} />
      </div>
    </section>`;
  }

  private _back() {
    if (this._concerns[0] === 'subject') this.renderRoot.querySelector<HTMLElement>('.subject')?.focus();
    else this.focus();
    this._concerns = [];
  }

  private _openLink() {
    this._link = '';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.link-bar input')?.focus());
  }

  private _setLink(address: string | undefined) {
    this._link = undefined;
    if (address !== undefined) this._text.link(address);
    else this._text.focus();
  }

  /** That it is being written, once it is kept among the drafts. */
  get unsaved(): UnsavedMail | undefined {
    const { savedId: emailId, _draft: draft } = this;
    return emailId === undefined ? undefined : { kind: 'mail', emailId, subject: draft.subject };
  }

  /** Of the draft that is kept of it. */
  get savedId(): string | undefined {
    return this._saver.savedId;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-compose': IkCompose;
  }
}
