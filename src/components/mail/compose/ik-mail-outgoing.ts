import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import draftIcon from 'lucide-static/icons/file-pen.svg?raw';
import warningIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { MailAccountState } from '../../../app/mail/mail-server-service.js';
import type { OutgoingMail, Services } from '../../../app/services.js';
import type { EmailDetail, EmailRow } from '../../../domain/mail/email.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createMomentTexts } from '../../../domain/time/moment-texts.js';
import { describeServerProblem } from '../../mail-accounts/mail-account-texts.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import { LiveController } from '../../shared/live-controller.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { openCompose } from './open-compose.js';
import { sendProblemText } from './send-problem-text.js';

/** Whether it waits to be sent, or could not be: it is in a mailbox that only this device has. */
export const isOutgoing = ({ accountId, mailboxIds }: EmailRow) =>
  mailboxIds.some((id) => id === `${accountId}-outbox` || id === `${accountId}-scheduled`);

/** A time this close is the one in which sending can be undone, not one that was chosen. */
const SOON_MS = 60_000;

/** Above a draft, or a message that waits to be sent: how it stands, and what can be done. */
@customElement('ik-mail-outgoing')
@localized()
export class IkMailOutgoing extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; margin-block-end: 8px; }
      div { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 8px 8px 8px 12px; border-radius: 10px; background: var(--ik-surface-2); font-size: 13.5px; }
      .failed { background: color-mix(in oklab, var(--ik-danger) 10%, var(--ik-surface)); }
      .failed .icon { color: var(--ik-danger); }
      p { flex: 1 1 220px; margin: 0; }
      .button { min-block-size: 32px; }
      @media (pointer: coarse) { .button { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) email: EmailDetail | undefined;
  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  private readonly _outgoing = new LiveController<readonly OutgoingMail[]>(this, () =>
    this.services?.mail.watchOutgoing(),
  );
  private readonly _states = new LiveController<readonly MailAccountState[]>(this, () =>
    this.services?.mailServers.watchStates(),
  );

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('services')) return;
    this._outgoing.refresh();
    this._states.refresh();
  }

  private async _attempt(work: () => Promise<unknown>) {
    try {
      await work();
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private _edit = () =>
    this._attempt(async () => {
      const emailId = this.email!.id;
      const { isTooLate } = await this.services!.mail.run({ type: 'takeBack', emailId });
      if (isTooLate === true) this.dispatchEvent(new NoticeEvent(msg('Too late: it is on its way.')));
      else await openCompose(this, { kind: 'draft', emailId });
    });

  private _sendNow = () => this._attempt(() => this.services!.mail.run({ type: 'sendNow', emailId: this.email!.id }));

  private _button = (label: string, run: () => unknown, classes = '') =>
    html`<button type="button" class="button ${classes}" @click=${run}>${label}</button>`;

  /** Why it has not gone yet. */
  private _waiting({ sendAt, isBegun, accountId, isHandedOver }: OutgoingMail): string {
    if (isBegun && isHandedOver !== true) return msg('Being sent…');
    if (sendAt > systemClock.now() + SOON_MS) {
      const { locale = 'en', timeZone = 'UTC' } = this.display ?? {};
      const when = createMomentTexts(locale, timeZone, () => systemClock.now()).full(sendAt);
      if (isHandedOver === true)
        return msg(str`Your mail server holds it and sends it ${when}, also while this device is off.`);
      return msg(
        str`It waits on this device and is sent ${when}, if Ikebana is open then; otherwise when it is next opened.`,
      );
    }
    if (isHandedOver === true) return msg('Your mail server is sending it.');
    if (!navigator.onLine) return msg('You are offline: it is sent when the network is back.');
    const problem = this._states.value?.find((one) => one.accountId === accountId)?.problem;
    return problem === undefined
      ? msg('It is about to be sent.')
      : msg(str`It waits here, and is sent as soon as that is possible. ${describeServerProblem(problem)}`);
  }

  protected override render() {
    const { email } = this;
    if (email === undefined) return nothing;
    if (!isOutgoing(email))
      return html`<div>${icon(draftIcon)}<p>${msg('This is a draft: nobody has got it yet.')}</p>
        ${this._button(msg('Go on writing'), () => void openCompose(this, { kind: 'draft', emailId: email.id }), 'primary')}</div>`;
    const one = this._outgoing.value?.find(({ emailId }) => emailId === email.id);
    if (one === undefined) return nothing;
    if (one.failed !== undefined)
      return html`<div class="failed" role="alert">${icon(warningIcon)}<p><strong>${msg('Not sent.')}</strong> ${sendProblemText(one.failed)}</p>
        ${this._button(msg('Try again'), this._sendNow)} ${this._button(msg('Edit'), this._edit, 'primary')}</div>`;
    const isLater = one.sendAt > systemClock.now() + SOON_MS;
    return html`<div role="status">${icon(clockIcon)}<p>${this._waiting(one)}</p>
      ${one.isBegun ? nothing : this._button(msg('Take back'), this._edit)} ${isLater && one.isHandedOver !== true ? this._button(msg('Send now'), this._sendNow) : nothing}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-outgoing': IkMailOutgoing;
  }
}
