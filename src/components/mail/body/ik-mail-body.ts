import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { keyed } from 'lit/directives/keyed.js';
import { controls } from '../../shared/controls.styles.js';
import { MailContentEvent } from './body-events.js';
import { type CleanMail, cleanMail, MAX_HTML } from './clean-mail.js';
import type { FrameLooks } from './frame-sheet.js';
import { styles } from './ik-mail-body.styles.js';
import { askLink } from './link-question.js';
import { emptyFrame, fillFrame, type PressedLink } from './mail-frame.js';
import { layOutForPaper, type PaperHead } from './mail-paper.js';
import { plainBody } from './plain-body.js';

/**
 * The content of a message, harmless: HTML in a frame where nothing runs and nothing is asked for from elsewhere, or text with
 * links and folded quotes. The frame stays for the next message, emptied of this one: a document, with all that a browser makes for
 * it, takes megabytes. One whose pictures may be asked for has a frame of its own, for the policy is the document's.
 *
 * @fires {MailContentEvent} ik-mail-content - The message was read: what of it comes from elsewhere. Does not bubble.
 */
@customElement('ik-mail-body')
@localized()
export class IkMailBody extends LitElement {
  static override styles = [controls, styles];

  /** Which message it is: another one is drawn anew, with its own pictures, even if it reads the same. */
  @property({ attribute: false }) message = '';
  /** As it came: hostile. '' for none. */
  @property({ attribute: false }) html = '';
  @property({ attribute: false }) text = '';
  /** Whether the text is format=flowed (RFC 3676). */
  @property({ attribute: false }) flow = { flowed: false, delSp: false };
  /** The person wants the text, not the HTML. */
  @property({ type: Boolean, attribute: 'as-text' }) asText = false;
  /** The person wants the colours it was sent with. */
  @property({ type: Boolean, attribute: 'as-sent' }) asSent = false;
  /** Pictures from elsewhere may be asked for. */
  @property({ type: Boolean }) images = false;
  @property() theme: 'light' | 'dark' = 'light';
  /** A picture of the message's own parts. */
  @property({ attribute: false }) picture: (cid: string) => Promise<Blob | undefined> = async () => undefined;
  @state() private _mail: CleanMail | undefined;
  @state() private _broken = false;
  @state() private _asked: PressedLink | undefined;
  @query('iframe') private _frame!: HTMLIFrameElement | null;
  private _urls = new Map<string, string>();
  private _letGo = () => {};
  private _drawn: CleanMail | undefined;
  /** There has been HTML to show: from then on the frame stays. */
  private _isFramed = false;

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._letGo();
    this._forgetPictures();
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate('html');
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('html') || changed.has('message')) {
      this._broken = false;
      this._asked = undefined;
      this._mail = this.html === '' || this.html.length > MAX_HTML ? undefined : cleanMail(this.html);
      this._forgetPictures();
      void this._loadPictures();
    }
    // A document that is not ours is not emptied, it is left behind.
    this._isFramed = !this._broken && (this._isFramed || this._isFrameShown);
  }

  private get _isFrameShown(): boolean {
    return this._mail !== undefined && !(this.asText && this.text !== '') && !this._broken;
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('html') || changed.has('message')) {
      const { remote = [], trackers = [], isColoured = false } = this._mail ?? {};
      this.dispatchEvent(new MailContentEvent(remote.length, trackers, isColoured));
    }
    if ((['html', 'message', 'text', 'asText', 'theme', 'asSent'] as const).some((name) => changed.has(name)))
      this._draw();
  }

  private _forgetPictures() {
    for (const url of this._urls.values()) URL.revokeObjectURL(url);
    this._urls = new Map();
  }

  private async _loadPictures() {
    const mail = this._mail;
    for (const cid of mail?.cids ?? []) {
      const blob = await this.picture(cid).catch(() => undefined);
      if (mail !== this._mail || !this.isConnected) return;
      // Whatever the part says it is: the browser shows pictures in `img`, and runs nothing there.
      if (blob?.type.startsWith('image/')) this._urls.set(cid, URL.createObjectURL(blob));
    }
    if ((mail?.cids.length ?? 0) > 0) this._draw();
  }

  private _looks(mail: CleanMail): FrameLooks {
    const { color } = getComputedStyle(this);
    const link = getComputedStyle(this).getPropertyValue('--ik-accent') || 'LinkText';
    const { theme } = this;
    const isOwn = !this.asSent && (!mail.isColoured || (theme === 'dark' && mail.knowsDark));
    const colours = isOwn ? 'own' : theme === 'dark' && !this.asSent ? 'turned' : 'sent';
    return { theme, text: color, link, colours };
  }

  private _draw = () => {
    this._letGo();
    this._letGo = () => {};
    const [frame, mail] = [this._frame, this._mail];
    const shown = this._isFrameShown ? mail : undefined;
    if (frame === null) return;
    // What is only drawn anew keeps its height, and the page the place one has read to.
    if (shown !== this._drawn) emptyFrame(frame);
    this._drawn = shown;
    if (mail === undefined || shown === undefined) return;
    const pictures = { remote: this.images, byCid: this._urls };
    const onOddLink = (link: PressedLink) => {
      this._asked = link;
    };
    const letGo = fillFrame(frame, { mail, pictures, looks: this._looks(mail), onOddLink });
    if (letGo !== undefined) this._letGo = letGo;
  };

  private _onLoad = () => {
    this._draw();
    const path = this._frame?.contentDocument?.location.pathname ?? '';
    this._broken = !path.includes('/mail-frame');
  };

  /** Before the browser prints the page. @returns makes it as it was; `undefined` for text, which is printed as it is. */
  layOutForPaper(head: PaperHead): (() => void) | undefined {
    return this._isFrameShown && this._frame !== null ? layOutForPaper(this._frame, head) : undefined;
  }

  /** Prints it with `head` above. */
  async print(head: PaperHead) {
    const { printMail } = await import('./print-mail.js');
    const pictures = { remote: this.images, byCid: this._urls };
    await printMail({ head, mail: this.asText ? undefined : this._mail, text: this.text, pictures });
  }

  private _frameTemplate() {
    const page = this.images ? '/mail-frame-images.html' : '/mail-frame.html';
    const isShown = this._isFrameShown;
    const white = isShown && this._looks(this._mail!).colours === 'sent' && this.theme === 'dark';
    return keyed(
      this.images,
      html`<iframe class=${classMap({ white })} title=${msg('Message text')} src=${page} sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer" ?hidden=${!isShown} @load=${this._onLoad}></iframe>`,
    );
  }

  private _plain() {
    const tooLong = this.html.length > MAX_HTML;
    // Of its own for each text: a quote that was opened in one is not open in the next.
    return html`${
      this._broken || tooLong
        ? html`<p class="notice" role="note">${tooLong ? msg('The formatted text is too large to be shown; this is the plain one.') : msg('The formatted text cannot be drawn now; this is the plain one.')}</p>`
        : nothing
    }${keyed(`${this.message} ${this.text}`, plainBody(this.text, this.flow))}`;
  }

  protected override render() {
    const onAnswer = () => {
      this._asked = undefined;
    };
    return html`${this._isFramed ? this._frameTemplate() : nothing}${this._isFrameShown ? askLink(this._asked, onAnswer) : this._plain()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-body': IkMailBody;
  }
}
