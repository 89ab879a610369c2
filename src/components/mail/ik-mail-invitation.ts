import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import calendarIcon from 'lucide-static/icons/calendar.svg?raw';
import warningIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { InvitationView, ItipMessage, Services } from '../../app/services.js';
import type { Answer } from '../../domain/calendar/itip/answer.js';
import { isAmong } from '../../domain/calendar/itip/people.js';
import { canEdit } from '../../domain/collections/collection.js';
import { civilFromDay, dayOf } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { firstOf } from '../../domain/watchable.js';
import { addressOf, answers, canAnswer } from '../calendar/invitations/invitation-state.js';
import { headingOf, introOf, localTimes, statusText } from '../calendar/invitations/invitation-texts.js';
import { tellOthers } from '../calendar/invitations/tell-others.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';

/**
 * An invitation in a message, answered by one press with the calendar's own engine; everything else about it is in its dialog.
 *
 * @fires {NoticeEvent} ik-notice - The answer is noted, with undo.
 */
@customElement('ik-mail-invitation')
@localized()
export class IkMailInvitation extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      .card { display: flex; flex-wrap: wrap; align-items: center; gap: 14px; padding: 12px 16px; border-radius: 10px; background: var(--ik-surface-2); }
      .day { display: grid; justify-items: center; min-inline-size: 34px; line-height: 1.15; }
      .day small { color: var(--ik-text-2); font-size: 11px; text-transform: uppercase; }
      .day strong { font-size: 20px; font-weight: 600; }
      .what { flex: 1 1 200px; min-inline-size: 0; display: grid; gap: 1px; font-size: 14px; overflow-wrap: anywhere; }
      .what span { color: var(--ik-text-2); }
      .conflict { color: var(--ik-danger); }
      .answers { display: flex; flex-wrap: wrap; gap: 8px; }
      .answers .button { background: var(--ik-surface); }
      .answers [aria-pressed='true'] { background: var(--ik-accent); border-color: transparent; color: var(--ik-on-accent); }
      .warning { display: flex; gap: 8px; flex-basis: 100%; margin: 0; color: var(--ik-danger); font-size: 13px; }
      p { margin: 0; }
    `,
  ];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  /** The part of the message, `text/calendar`. */
  @property({ attribute: false }) read: () => Promise<Blob | undefined> = async () => undefined;
  /** Whom the message is from, as far as a mail says it. */
  @property() from = '';
  @state() private _messages: readonly ItipMessage[] = [];
  @state() private _view: InvitationView | undefined;
  @state() private _error: unknown;
  @state() private _status = '';
  @state() private _busy = false;
  @state() private _own: readonly string[] = [];
  @state() private _asking = false;

  protected override updated(changed: PropertyValues) {
    if (changed.has('services') && this.services !== undefined) void this._load(this.services);
  }

  private async _load(services: Services) {
    try {
      const blob = await this.read();
      if (blob === undefined) return;
      const file = Object.assign(new Blob([blob], { type: 'text/calendar' }), { name: 'invitation.ics' });
      const preview = await services.imports.preview(file);
      services.imports.discard(preview.id);
      this._own = (await firstOf(services.settings.watch())).addresses;
      this._messages = preview.messages;
      await this._look(services);
    } catch (error) {
      this._error = error;
    }
  }

  private async _look(services: Services) {
    const [message] = this._messages;
    if (message === undefined) return;
    this._view = await services.invitations.read(message, this.display?.timeZone ?? 'UTC');
    this._status = this._view.myStatus ?? '';
  }

  /** Somebody else than the organiser may have sent it: nothing is done by one press then (facts I-01). */
  private get _isForeign(): boolean {
    const organizer = this._view?.organizer?.address;
    return organizer !== undefined && !isAmong(organizer, [`mailto:${this.from}`]);
  }

  private async _answer(status: Answer) {
    const { services, _view: view } = this;
    const [message] = this._messages;
    if (services === undefined || view === undefined || message === undefined) return;
    const address = addressOf(view, this._own, '');
    const isSimple =
      this._messages.length === 1 && view.verdict === 'apply' && view.me !== undefined && !this._isForeign;
    if (!isSimple || address === '') return this._ask();
    this._busy = true;
    try {
      const calendars = (await firstOf(services.collections.watch('calendar'))).filter(canEdit);
      const { defaultCalendarId } = await firstOf(services.settings.watch());
      const home = calendars.find(({ id }) => id === defaultCalendarId) ?? calendars[0];
      const collectionId = home?.id ?? (await services.collections.create('calendar', msg('My calendar'), 265)).id;
      const told = await services.invitations.receive(message, {
        collectionId,
        insist: false,
        answer: { address, status, comment: '' },
      });
      const text = view.title ? msg(str`“${view.title}”: ${statusText(status)}.`) : statusText(status);
      const undo = async () => {
        await told.undo();
        await this._look(services);
      };
      this.dispatchEvent(new NoticeEvent(text, { undo, ...tellOthers(this, told) }));
      await this._look(services);
      this._status = status;
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    } finally {
      this._busy = false;
    }
  }

  private async _ask() {
    try {
      await import('../calendar/invitations/ik-invitation-dialog.js');
      this._asking = true;
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private _closeDialog = () => {
    this._asking = false;
    if (this.services) void this._look(this.services).catch(() => {}); // what is shown stays as it was
  };

  private _when(view: InvitationView) {
    const fields = view.after ?? view.before;
    const { locale = 'en', timeZone = 'UTC' } = this.display ?? {};
    if (fields === undefined) return undefined;
    const formats = createLocalFormats(locale);
    const times = fields.allDay ? fields : { ...fields, ...localTimes(fields, timeZone) };
    const day = dayOf(times.start);
    return {
      text: formats.span(times),
      month: formats.shortMonth(day),
      day: new Intl.NumberFormat(locale).format(civilFromDay(day).day),
      place: fields.location,
    };
  }

  private _buttons(view: InvitationView) {
    const isQuick = canAnswer(view);
    return html`<div class="answers" role="group" aria-label=${isQuick ? msg('Your answer') : msg('This message')}>
      ${
        isQuick
          ? answers.map(
              (
                status,
              ) => html`<button type="button" class="button" aria-pressed=${String(this._status === status)} ?disabled=${this._busy}
                @click=${() => this._answer(status)}>${statusText(status)}</button>`,
            )
          : nothing
      }
      <button type="button" class="button" @click=${() => this._ask()}>${isQuick ? msg('More…') : msg('Look at it')}</button>
    </div>`;
  }

  protected override render() {
    const view = this._view;
    if (this._error !== undefined || view === undefined) return nothing; // it stays among the attachments
    const when = this._when(view);
    const conflicts = view.conflicts.length;
    const organizer = view.organizer?.address.replace(/^mailto:/i, '') ?? '';
    return html`<section class="card" aria-label=${headingOf(view)}>
      ${when === undefined ? icon(calendarIcon) : html`<div class="day" aria-hidden="true"><small>${when.month}</small><strong>${when.day}</strong></div>`}
      <div class="what">
        <strong>${view.title || msg('Without a title')}</strong>
        <span>${when === undefined ? introOf(view) : [when.text, when.place].filter(Boolean).join(' · ')} ·
          ${conflicts > 0 ? html`<span class="conflict">${conflicts === 1 ? msg('1 conflict') : msg(str`${conflicts} conflicts`)}</span>` : canAnswer(view) ? msg('no conflict') : headingOf(view)}</span>
      </div>
      ${this._buttons(view)}
      ${
        this._isForeign && canAnswer(view)
          ? html`<p class="warning" role="note">${icon(warningIcon)}<span>${msg(str`This was not sent by the organiser (${organizer}) but by ${this.from}. Your answer would go to the organiser.`)}</span></p>`
          : nothing
      }
      ${this._asking ? html`<ik-invitation-dialog .messages=${this._messages} @ik-close=${this._closeDialog}></ik-invitation-dialog>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-invitation': IkMailInvitation;
  }
}
