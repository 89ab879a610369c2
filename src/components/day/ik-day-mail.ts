import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EmailListInfo, EmailListItem, EmailQuery } from '../../domain/mail/email.js';
import { systemClock } from '../../domain/time/clock.js';
import { createMomentTexts, type MomentTexts } from '../../domain/time/moment-texts.js';
import { face, faceStyles } from '../contacts/contact-face.js';
import { faceOf, sendersText } from '../mail/mail-people.js';
import { mailUrl } from '../mail/mail-route.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { LiveController } from '../shared/live-controller.js';
import { describeError } from '../shared/problem-message.js';
import { isMailUsed, MAIL_USED } from '../shell/unread-controller.js';
import { noMail } from './day-texts.js';
import { dayMailStyles } from './ik-day-mail.styles.js';

const SHOWN = 4;
const INBOX: EmailQuery = {
  where: { role: 'inbox' },
  show: 'all',
  text: '',
  collapseThreads: true,
  order: 'newest',
};

/** The newest conversations of all inboxes. Mail's worker starts only where mail is used. */
@customElement('ik-day-mail')
@localized()
export class IkDayMail extends LitElement {
  static override styles = [controls, hue, faceStyles, dayMailStyles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  /** The person's own addresses, `mailto:` taken off. */
  @property({ attribute: false }) own: readonly string[] = [];
  @state() private _rows: readonly EmailListItem[] | undefined;
  @state() private _error: unknown;
  private readonly _list = new LiveController<EmailListInfo>(this, () =>
    isMailUsed() ? this.services?.mail.watchList(INBOX) : undefined,
  );
  private _info: EmailListInfo | undefined;
  private _times: MomentTexts | undefined;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener(MAIL_USED, this._onUsed);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener(MAIL_USED, this._onUsed);
  }

  private _onUsed = () => this._list.refresh();

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('services') && this.services) this._list.refresh();
    if (changed.has('display') && this.display)
      this._times = createMomentTexts(this.display.locale, this.display.timeZone, () => systemClock.now());
    const info = this._list.value;
    if (info === undefined || info === this._info) return;
    this._info = info;
    void this._readRows();
  }

  private async _readRows() {
    try {
      this._rows = await this.services?.mail.rows(INBOX, 0, SHOWN);
      this._error = undefined;
    } catch (error) {
      this._error = error;
    }
  }

  private _mail = (item: EmailListItem) => {
    const from = item.threadFrom.length > 0 ? item.threadFrom : item.from;
    const time = this._times?.short(item.receivedAt) ?? '';
    return html`<li>
      <a class=${classMap({ mail: true, unread: item.threadUnread })} href=${mailUrl('inbox', item.id)}>
        ${face(faceOf(item.from[0]))}
        <span class="from"><bdi>${sendersText(from, this.own)}</bdi>${item.threadSize > 1 ? ` ${item.threadSize}` : nothing}</span>
        <span class="subject"><bdi>${item.subject || msg('No subject')}</bdi></span>
        <time>${time === 'yesterday' ? msg('Yesterday') : time}</time>
        ${item.threadUnread ? html`<span class="visually-hidden">${msg('Unread')}</span>` : nothing}
      </a>
    </li>`;
  };

  protected override render() {
    const failure = this._error ?? (this._list.value === undefined ? this._list.error : undefined);
    if (failure !== undefined) return html`<p class="empty" role="alert">${describeError(failure)}</p>`;
    if (!isMailUsed()) {
      const [sentence, link] = noMail();
      return html`<p class="empty">${sentence} <a href="/mail">${link}</a></p>`;
    }
    if (this._rows === undefined)
      return html`<div aria-hidden="true"><div class="waiting"></div><div class="waiting"></div></div>`;
    if (this._rows.length === 0) return html`<p class="empty">${msg('The inbox is empty. Well done.')}</p>`;
    return html`<ul>${this._rows.map(this._mail)}</ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-day-mail': IkDayMail;
  }
}
