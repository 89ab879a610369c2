import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import sendIcon from 'lucide-static/icons/send.svg?raw';
import type { Services } from '../../../app/services.js';
import type { EventDetail } from '../../../domain/calendar/event-query.js';
import type { Answer } from '../../../domain/calendar/itip/answer.js';
import { isAmong } from '../../../domain/calendar/itip/people.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { answers } from './invitation-state.js';
import { statusText } from './invitation-texts.js';
import { openOutgoing, tellOthers } from './tell-others.js';

/**
 * Under an event's card: Yes, Maybe and No for a guest, the invitation's file for who organises it. Nothing for others.
 *
 * @fires {NoticeEvent} ik-notice - The answer is noted.
 */
@customElement('ik-answer-bar')
@localized()
export class IkAnswerBar extends LitElement {
  static override styles = [
    controls,
    css`
      .bar { display: flex; flex-wrap: wrap; gap: 6px; margin-block-start: 14px; }
      [aria-pressed=true] { background: var(--ik-accent); border-color: transparent; color: var(--ik-on-accent); }
      [aria-pressed=true]:hover { background: color-mix(in oklab, var(--ik-accent) 88%, var(--ik-text)); }
    `,
  ];

  @property({ attribute: false }) detail: EventDetail | undefined;
  @property({ attribute: false }) services: Services | undefined;
  /** The person's calendar addresses. */
  @property({ attribute: false }) own: readonly string[] = [];
  @state() private _status: string | undefined;
  @state() private _busy = false;

  private async _answer(address: string, status: Answer) {
    const { ref, fields, recurring } = this.detail!;
    this._busy = true;
    try {
      const scope = recurring ? await this._scope() : 'all';
      if (scope === undefined) return;
      const target = scope === 'all' ? { collectionId: ref.collectionId, uid: ref.uid } : ref;
      const told = await this.services!.invitations.answer(target, { address, status, comment: '' });
      this._status = status;
      const text = fields.title ? msg(str`“${fields.title}”: ${statusText(status)}.`) : statusText(status);
      this.dispatchEvent(new NoticeEvent(text, { undo: () => told.undo(), ...tellOthers(this, told) }));
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    } finally {
      this._busy = false;
    }
  }

  private async _scope() {
    const { askScope } = await import('../ik-scope-dialog.js');
    return askScope(this.renderRoot as ShadowRoot, { act: 'answer', series: undefined });
  }

  private async _invite() {
    const { collectionId, uid } = this.detail!.ref;
    const messages = (await this.services?.invitations.requestOf({ collectionId, uid })) ?? [];
    if (messages.length > 0) await openOutgoing(this, messages);
  }

  protected override render() {
    const fields = this.detail?.fields;
    if (fields === undefined || this.services === undefined || fields.organizer === '') return nothing;
    if (isAmong(fields.organizer, this.own)) {
      if (fields.attendees.every(({ address }) => isAmong(address, this.own))) return nothing;
      return html`<div class="bar"><button type="button" class="button soft" @click=${this._invite}>${icon(sendIcon)}${msg('Invitation as a file')}</button></div>`;
    }
    const me = fields.attendees.find(({ address }) => isAmong(address, this.own));
    if (me === undefined || fields.status === 'CANCELLED') return nothing;
    const current = this._status ?? me.status;
    return html`<div class="bar" role="group" aria-label=${msg('Your answer')}>
      ${answers.map(
        (
          status,
        ) => html`<button type="button" class="button soft" aria-pressed=${String(current === status)} ?disabled=${this._busy}
          @click=${() => this._answer(me.address, status)}>${statusText(status)}</button>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-answer-bar': IkAnswerBar;
  }
}
