import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import doneIcon from 'lucide-static/icons/circle-check.svg?raw';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { InvitationView, ItipMessage, MessageDecision, Services, Told } from '../../../app/services.js';
import type { EventFields } from '../../../domain/calendar/event-fields.js';
import type { Answer } from '../../../domain/calendar/itip/answer.js';
import { declineOf } from '../../../domain/calendar/itip/view.js';
import { type Collection, canEdit } from '../../../domain/collections/collection.js';
import { displayContext, servicesContext } from '../../contexts.js';
import { controls } from '../../shared/controls.styles.js';
import { hue } from '../../shared/hue.styles.js';
import { icon } from '../../shared/icon.js';
import '../../shared/ik-dialog.js';
import { LiveController } from '../../shared/live-controller.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { absenceNotice, declinedText } from '../absences/invitation-absence.js';
import { styles } from './ik-invitation-dialog.styles.js';
import './ik-outgoing-messages.js';
import './ik-own-address.js';
import type { IkOwnAddress } from './ik-own-address.js';
import './ik-proposal-form.js';
import type { IkProposalForm } from './ik-proposal-form.js';
import {
  changesTemplate,
  concernsTemplate,
  conflictsTemplate,
  eventTemplate,
  unknownOwnTemplate,
} from './invitation-parts.js';
import { addressOf, answers, canAnswer, type InvitationStep } from './invitation-state.js';
import { headingOf, localTimes, statusText } from './invitation-texts.js';

/**
 * Shows messages between organiser and guests one after another, and does with each what the person decides. Open as
 * soon as it is in the page.
 *
 * @fires {Event} ik-close - All were looked at, or the person closed it. Does not bubble.
 * @fires {NoticeEvent} ik-notice - What was done, with undo.
 */
@customElement('ik-invitation-dialog')
@localized()
export class IkInvitationDialog extends LitElement {
  static override styles = [controls, hue, styles];

  @property({ attribute: false }) messages: readonly ItipMessage[] = [];
  @consume({ context: servicesContext, subscribe: true }) @state() private _services?: Services;
  @consume({ context: displayContext, subscribe: true }) @state() private _display?: DisplaySettings;
  @state() private _at = 0;
  @state() private _step: InvitationStep = { kind: 'reading' };
  @state() private _busy = false;
  @state() private _proposing = false;
  @state() private _comment = '';
  @state() private _calendarId = '';
  /** Chosen or typed when nobody knows one's address. */
  @state() private _address = '';
  @query('ik-proposal-form') private _proposal?: IkProposalForm;
  private readonly _calendars = new LiveController(this, () => this._services?.collections.watch('calendar'));
  private readonly _settings = new LiveController(this, () => this._services?.settings.watch());

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) {
      this._calendars.refresh();
      this._settings.refresh();
    }
  }

  protected override updated(changed: PropertyValues) {
    if ((changed.has('messages') || changed.has('_services')) && this._services) void this._read();
    this._declineByItself();
    if (changed.has('_step') && this._step.kind !== 'reading')
      this.renderRoot.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }

  private _declined: ItipMessage | undefined;

  /** Once for each message, as soon as it is known where the event goes (rule UN6). */
  private _declineByItself() {
    const step = this._step;
    if (step.kind !== 'view' || step.error !== undefined || this._busy || declineOf(step.view) !== 'auto') return;
    if (this._calendars.value === undefined || this._settings.value === undefined) return;
    if (this._declined === this._message) return;
    this._declined = this._message;
    void this._answer(step.view, 'DECLINED', declinedText(step.view));
  }

  private get _message(): ItipMessage | undefined {
    return this.messages[this._at];
  }

  private async _read() {
    const message = this._message;
    if (message === undefined || this._services === undefined) return this._close();
    Object.assign(this, { _step: { kind: 'reading' }, _proposing: false, _comment: '', _address: '' });
    try {
      const view = await this._services.invitations.read(message, this._display?.timeZone ?? 'UTC');
      if (this._message !== message) return;
      if (declineOf(view) !== undefined) this._comment = view.absence?.declineText ?? '';
      this._step = { kind: 'view', view };
    } catch (error) {
      this._step = { kind: 'failed', error };
    }
  }

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private _next = () => {
    if (this._at + 1 >= this.messages.length) return this._close();
    this._at += 1;
    return void this._read();
  };

  private get _own(): readonly string[] {
    return this._settings.value?.addresses ?? [];
  }

  private get _home(): string {
    const all = (this._calendars.value ?? []).filter(canEdit);
    const chosen = this._calendarId || this._settings.value?.defaultCalendarId;
    return (all.find(({ id }) => id === chosen) ?? all.find(({ visible }) => visible) ?? all[0])?.id ?? '';
  }

  /** A first calendar is made for a first invitation. */
  private async _calendar(services: Services): Promise<string> {
    return this._home || (await services.collections.create('calendar', msg('My calendar'), 265)).id;
  }

  /** Carries something out; a failure leads back to what was seen. */
  private async _do(
    view: InvitationView,
    text: string,
    work: (services: Services) => Promise<Partial<Told> | undefined>,
  ) {
    if (this._busy || this._services === undefined) return;
    this._busy = true;
    try {
      const done = await work(this._services);
      const messages = done?.messages ?? [];
      const { undo } = done ?? {};
      if (undo) this.dispatchEvent(new NoticeEvent(text, { undo }));
      if (messages.length > 0) this._step = { kind: 'done', text, messages };
      else this._next();
    } catch (error) {
      this._step = { kind: 'view', view, error };
    } finally {
      this._busy = false;
    }
  }

  private _decide(view: InvitationView, text: string, decision: Partial<MessageDecision>) {
    const message = this._message!;
    const insist = view.verdict === 'ask';
    return this._do(view, text, async (services) =>
      services.invitations.receive(message, { collectionId: await this._calendar(services), insist, ...decision }),
    );
  }

  private async _answer(view: InvitationView, status: Answer, said = '') {
    const address = addressOf(view, this._own, this._address);
    const isNew = view.me === undefined && !this._own.includes(address);
    if (isNew) await this._services?.settings.update({ addresses: [...this._own, address] });
    const text = said || (view.title ? msg(str`“${view.title}”: ${statusText(status)}.`) : statusText(status));
    await this._decide(view, text, { answer: { address, status, comment: this._comment.trim() } });
  }

  private _propose(view: InvitationView, fields: EventFields) {
    const address = addressOf(view, this._own, this._address);
    return this._do(view, msg('Your proposal is ready to be sent.'), async (services) => {
      const { uid, recurrenceId } = view;
      const request = { uid, recurrenceId, address, fields, comment: this._comment.trim(), message: this._message! };
      const message = await services.invitations.propose(request);
      return { messages: message ? [message] : [] };
    });
  }

  private _reply(view: InvitationView, text: string) {
    return this._do(view, text, async (services) => {
      const message = await services.invitations.answerTo(this._message!, this._comment.trim());
      return { messages: message ? [message] : [] };
    });
  }

  private _resend(view: InvitationView) {
    return this._do(view, msg('The invitation is ready to be sent.'), async (services) => ({
      messages: await services.invitations.requestOf({ collectionId: view.collectionId ?? '', uid: view.uid }),
    }));
  }

  private _button(label: string, run: () => unknown, { primary = false, danger = false, disabled = false } = {}) {
    return html`<button slot="footer" type="button" class="button ${primary ? 'primary' : ''} ${danger ? 'danger' : ''}" ?data-autofocus=${primary}
      ?disabled=${disabled || this._busy} @click=${run}>${label}</button>`;
  }

  /** Own address, comment, calendar: what an answer needs. */
  private _answerForm(view: InvitationView) {
    const address = addressOf(view, this._own, this._address);
    const calendars = (this._calendars.value ?? []).filter(canEdit);
    return html`${
      view.me === undefined && this._own.length === 0
        ? html`<ik-own-address data-autofocus .guests=${view.after?.attendees ?? []} @change=${(e: Event) => {
            this._address = (e.target as IkOwnAddress).value;
          }}></ik-own-address>`
        : nothing
    }
    ${
      view.collectionId === undefined && calendars.length > 1
        ? html`<label class="field">${msg('Calendar')}<select @change=${(e: Event) => {
            this._calendarId = (e.target as HTMLSelectElement).value;
          }}>${calendars.map(({ id, name }: Collection) => html`<option value=${id} ?selected=${id === this._home}>${name}</option>`)}</select></label>`
        : nothing
    }
    <label class="field">${msg('Message to the organiser (optional)')}<input autocomplete="off" .value=${this._comment} @input=${(
      e: Event,
    ) => {
      this._comment = (e.target as HTMLInputElement).value;
    }} /></label>
    ${this._proposing ? this._proposalForm(view) : this._answers(view, address === '')}`;
  }

  private _answers(view: InvitationView, disabled: boolean) {
    const add = view.verdict === 'apply' && view.changes;
    const proposed: Answer = declineOf(view) === undefined ? answers[0]! : 'DECLINED';
    return html`<div class="answers" role="group" aria-label=${msg('Your answer')}>
        ${answers.map(
          (
            status,
          ) => html`<button type="button" class="button ${status === proposed && proposed === 'DECLINED' ? 'primary' : ''}" ?data-autofocus=${status === proposed} ?disabled=${disabled || this._busy}
            aria-pressed=${String(view.myStatus === status)} @click=${() => this._answer(view, status)}>${statusText(status)}</button>`,
        )}
      </div>
      <div class="more">
        ${
          view.after === undefined
            ? nothing
            : html`<button type="button" ?disabled=${disabled} @click=${() => {
                this._proposing = true;
              }}>${msg('Propose another time')}</button>`
        }
        ${add ? html`<button type="button" @click=${() => this._decide(view, msg('Added to your calendar.'), {})}>${view.kind === 'update' ? msg('Take the change without answering') : msg('Add without answering')}</button>` : nothing}
      </div>`;
  }

  private _proposalForm(view: InvitationView) {
    const timeZone = this._display?.timeZone ?? 'UTC';
    const after = view.after!;
    const fields = after.allDay ? after : { ...after, ...localTimes(after, timeZone), zone: timeZone };
    return html`<ik-proposal-form .fields=${fields} @change=${() => this.requestUpdate()}></ik-proposal-form>
      <div class="answers">
        <button type="button" class="button" @click=${() => {
          this._proposing = false;
        }}>${msg('Back')}</button>
        <button type="button" class="button primary" ?disabled=${!this._proposal?.isComplete || this._busy} @click=${() => this._propose(view, this._proposal!.value)}>${msg('Propose this time')}</button>
      </div>`;
  }

  private _viewTemplate(view: InvitationView, error: unknown) {
    const context = { display: this._display!, calendars: this._calendars.value ?? [] };
    return html`<div class="content">
      ${this.messages.length > 1 ? html`<p class="steps">${msg(str`Message ${this._at + 1} of ${this.messages.length}`)}</p>` : nothing}
      ${concernsTemplate(view)} ${absenceNotice(view, context.display)} ${this._own.length === 0 && !(canAnswer(view) && view.verdict !== 'ask') ? unknownOwnTemplate(this._close) : nothing} ${eventTemplate(view, context)} ${changesTemplate(view, context)} ${conflictsTemplate(view, context)}
      ${error === undefined ? nothing : html`<p role="alert">${describeError(error)}</p>`}
      ${canAnswer(view) && view.verdict !== 'ask' ? this._answerForm(view) : nothing}
    </div>
    ${this._footer(view)}`;
  }

  private _footer(view: InvitationView) {
    const close = this._button(this._at + 1 < this.messages.length ? msg('Skip') : msg('Close'), this._next);
    const { kind, verdict } = view;
    if (verdict === 'refuse' || verdict === 'done') {
      const asks =
        view.concerns.some(({ code }) => code === 'unknown-event') && view.method === 'ADD' && this._own.length > 0;
      return html`${asks ? this._button(msg('Ask the organiser for it'), () => this._reply(view, msg('Your question is ready to be sent.'))) : nothing}${close}`;
    }
    if (kind === 'counter')
      return html`${close}${this._button(msg('Keep the time'), () => this._reply(view, msg('Your answer is ready to be sent.')))}
        ${this._button(msg('Take this time'), () => this._decide(view, msg('Event moved.'), { takeProposal: true }), { primary: verdict === 'apply', danger: verdict === 'ask' })}`;
    if (kind === 'refresh')
      return html`${close}${this._button(msg('Send it again'), () => this._resend(view), { primary: true })}`;
    if (!view.changes) return close;
    if (verdict === 'ask')
      return html`${close}${this._button(msg('Do it anyway'), () => this._decide(view, msg('Done.'), {}), { danger: true })}`;
    if (kind === 'cancellation')
      return html`${close}${view.recurrenceId === undefined ? this._button(msg('Remove from calendar'), () => this._decide(view, msg('Event deleted.'), { remove: true })) : nothing}
        ${this._button(msg('Mark as cancelled'), () => this._decide(view, msg('Marked as cancelled.'), {}), { primary: true })}`;
    if (kind === 'answer')
      return html`${close}${this._button(msg('Note the answer'), () => this._decide(view, msg('Answer noted.'), {}), { primary: true })}`;
    if (canAnswer(view)) return close;
    return html`${close}${this._button(msg('Add to calendar'), () => this._decide(view, msg('Added to your calendar.'), {}), { primary: true })}`;
  }

  private _body() {
    const step = this._step;
    if (step.kind === 'reading' || this._display === undefined)
      return html`<p role="status">${msg('Reading the message…')}</p>`;
    if (step.kind === 'failed')
      return html`<p role="alert">${describeError(step.error)}</p>${this._button(msg('Close'), this._next, { primary: true })}`;
    if (step.kind === 'view') return this._viewTemplate(step.view, step.error);
    return html`<div class="content"><p class="done" role="status">${icon(doneIcon)}${step.text}</p>
        <ik-outgoing-messages .messages=${step.messages}></ik-outgoing-messages></div>
      ${this._button(this._at + 1 < this.messages.length ? msg('Next message') : msg('Done'), this._next, { primary: true })}`;
  }

  protected override render() {
    const heading =
      this._step.kind === 'view'
        ? headingOf(this._step.view)
        : this._step.kind === 'done'
          ? msg('Tell the others')
          : msg('Invitation');
    return html`<ik-dialog open heading=${heading} @ik-close=${this._close}>${this._body()}</ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-invitation-dialog': IkInvitationDialog;
  }
}
