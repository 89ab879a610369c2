import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import mailIcon from 'lucide-static/icons/mail.svg?raw';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';

/** A link that invites, to be copied or sent. */
@customElement('ik-link-box')
@localized()
export class IkLinkBox extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 8px; padding: 12px 14px; border-radius: var(--ik-radius); background: var(--ik-accent-soft); }
      p { margin: 0; font-size: 13px; }
      .row { display: flex; flex-wrap: wrap; gap: 8px; }
      input { flex: 1 1 180px; min-inline-size: 0; font-family: ui-monospace, monospace; font-size: 12.5px; text-overflow: ellipsis; }
      a.button { text-decoration: none; }
      span[role=status] { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
      @media (pointer: coarse) { .button, input { min-block-size: 44px; } }
    `,
  ];

  @property() link = '';
  /** What it is for. */
  @property() name = '';
  /** Whom it is for, when that is known. */
  @property() address = '';
  /** Ids of links that are open, and of those that were before this one was made: the new one among them is this. */
  @property({ attribute: false }) open: readonly string[] = [];
  @property({ attribute: false }) earlier: readonly string[] = [];
  @state() private _copied = false;
  @state() private _used = false;
  private _invite: string | undefined;
  @query('input') private _input?: HTMLInputElement;

  override focus() {
    this._input?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('link')) {
      this._invite = undefined;
      this._used = false;
      this._copied = false;
    }
    this._invite ??= this.open.find((id) => !this.earlier.includes(id));
    if (this._invite !== undefined && !this.open.includes(this._invite)) this._used = true;
  }

  private _copy = async () => {
    this._input?.select();
    try {
      await navigator.clipboard.writeText(this.link);
      this._copied = true;
    } catch {
      // Not allowed here: it is selected, and the keyboard copies it.
    }
  };

  protected override render() {
    if (this._used)
      return html`<p role="status" class="used">${msg('This link was used, or taken back: it leads nowhere any more.')}</p>`;
    const subject = encodeURIComponent(msg(str`“${this.name}” is shared with you`));
    const mail = `mailto:${encodeURIComponent(this.address)}?subject=${subject}&body=${encodeURIComponent(this.link)}`;
    return html`<p>${msg('Send this link yourself. The first person who opens it can accept, within 14 days; what stands behind # is never sent to a server.')}</p>
      <div class="row">
        <input class="input" readonly aria-label=${msg('Link')} .value=${this.link} @focus=${() => this._input?.select()} />
        <button type="button" class="button" @click=${this._copy}>${icon(copyIcon)}${this._copied ? msg('Copied') : msg('Copy')}</button>
        <a class="button" href=${mail}>${icon(mailIcon)}${msg('E-mail')}</a>
      </div>
      <span role="status">${this._copied ? msg('The link is in the clipboard.') : nothing}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-link-box': IkLinkBox;
  }
}
