import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import bellIcon from 'lucide-static/icons/bell-ring.svg?raw';
import summaryIcon from 'lucide-static/icons/sunrise.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import type { Reminder } from '../../domain/reminders/reminder.js';
import { type Snooze, snoozeChoices } from '../../domain/reminders/reminder-state.js';
import { systemClock } from '../../domain/time/clock.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';

/** What a person wants of a reminder; several are dismissed together. Does not bubble. */
export class ReminderWishEvent extends Event {
  constructor(
    readonly wish: 'open' | 'dismiss' | 'snooze',
    readonly reminders: readonly Reminder[],
    readonly snooze?: Snooze,
  ) {
    super('ik-reminder-wish');
  }
}

/** Reminders in a corner of the app, when the system does not show them; and those that were missed, together. */
@customElement('ik-reminder-card')
@localized()
export class IkReminderCard extends LitElement {
  static override styles = [
    controls,
    css`
      :host { position: fixed; z-index: 70; inset-block-start: 16px; inset-inline-end: 16px; display: grid; gap: 10px; inline-size: min(360px, calc(100vw - 24px)); max-block-size: 80dvh; overflow: auto; font: 14px/1.45 var(--ik-font); }
      :host([hidden]) { display: none; }
      section { display: grid; gap: 8px; padding: 14px 16px; border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface); color: var(--ik-text); box-shadow: var(--ik-shadow); }
      .top { display: flex; align-items: start; gap: 10px; }
      .top > .icon { margin-block-start: 2px; color: var(--ik-accent); }
      .text { flex: 1; min-inline-size: 0; overflow-wrap: anywhere; }
      h2 { margin: 0; font-size: 15px; font-weight: 600; }
      p { margin: 0; color: var(--ik-text-2); font-size: 13px; }
      ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 2px; max-block-size: 240px; overflow: auto; }
      li button { display: block; inline-size: 100%; min-block-size: 32px; padding: 4px 8px; border: 0; border-radius: 8px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
      li button:hover { background: var(--ik-surface-2); }
      .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
      .buttons .button, select { min-block-size: 34px; }
      select { flex: 1; min-inline-size: 0; padding: 0 8px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); color: var(--ik-text); font: inherit; }
      .close { inline-size: 32px; min-block-size: 32px; margin: -4px -6px 0 0; }
      @media (width < 720px) { :host { inset-inline: 12px; inset-block-start: 12px; inline-size: auto; } }
      @media (pointer: coarse) { .buttons .button, select, li button, .close { min-block-size: 44px; } .close { inline-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) reminders: readonly Reminder[] = [];
  @property({ attribute: false }) missed: readonly Reminder[] = [];
  /** When and where, in the person's language. */
  @property({ attribute: false }) describe: (reminder: Reminder) => string = () => '';

  private _wish(wish: ReminderWishEvent['wish'], reminders: readonly Reminder[], snooze?: Snooze) {
    this.dispatchEvent(new ReminderWishEvent(wish, reminders, snooze));
  }

  private _close(reminders: readonly Reminder[]) {
    return html`<button type="button" class="icon-button plain close" aria-label=${msg('Dismiss')} @click=${() => this._wish('dismiss', reminders)}>${icon(closeIcon)}</button>`;
  }

  private _card = (reminder: Reminder) => {
    const title = reminder.title || msg('(no title)');
    const isSummary = reminder.summary !== undefined;
    const label = isSummary ? msg(str`Daily summary: ${title}`) : msg(str`Reminder: ${title}`);
    return html`<section role="alertdialog" aria-label=${label}>
      <div class="top">${icon(isSummary ? summaryIcon : bellIcon)}<div class="text"><h2>${title}</h2><p>${this.describe(reminder)}</p></div>${this._close([reminder])}</div>
      <div class="buttons">
        <button type="button" class="button primary" @click=${() => this._wish('open', [reminder])}>${msg('Open')}</button>
        ${isSummary ? nothing : this._snoozes(reminder)}
      </div>
    </section>`;
  };

  private _snoozes(reminder: Reminder) {
    const choices = snoozeChoices(reminder, systemClock.now());
    const onChange = (event: Event) => {
      const choice = choices[(event.target as HTMLSelectElement).selectedIndex - 1];
      if (choice !== undefined) this._wish('snooze', [reminder], choice);
    };
    return html`<select aria-label=${msg('Snooze')} @change=${onChange}>
      <option selected>${msg('Snooze…')}</option>
      ${choices.map((choice) => html`<option>${snoozeText(choice)}</option>`)}
    </select>`;
  }

  private _missed() {
    const { missed } = this;
    if (missed.length === 0) return nothing;
    const heading =
      missed.length === 1 ? msg('You missed a reminder') : msg(str`You missed ${missed.length} reminders`);
    return html`<section role="alertdialog" aria-label=${heading}>
      <div class="top">${icon(bellIcon)}<div class="text"><h2>${heading}</h2></div>${this._close(missed)}</div>
      <ul>${missed.map(
        (reminder) => html`<li><button type="button" @click=${() => this._wish('open', [reminder])}>
          ${reminder.title || msg('(no title)')}<p>${this.describe(reminder)}</p></button></li>`,
      )}</ul>
    </section>`;
  }

  protected override render() {
    return html`${this._missed()}${repeat(this.reminders, ({ key }) => key, this._card)}`;
  }
}

function snoozeText(choice: Snooze): string {
  if (choice === 'start') return msg('Until it starts');
  if (choice === 'tomorrow') return msg('Until tomorrow, 9:00');
  return choice === 60 ? msg('1 hour') : msg(str`${choice} minutes`);
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-reminder-card': IkReminderCard;
  }
}
