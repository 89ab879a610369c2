import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import infoIcon from 'lucide-static/icons/info.svg?raw';
import type { CalendarService } from '../../app/services.js';
import type { NotShown } from '../../domain/calendar/event-query.js';
import { localOfDay } from '../../domain/time/calendar-date.js';
import type { DayNumber } from '../../domain/time/types.js';
import { localToEpoch } from '../../domain/time/zone.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';

/** A line that says which series of a view come too often to be shown whole. Empty, and without height, when none does. */
@customElement('ik-not-shown')
@localized()
export class IkNotShown extends LitElement {
  static override styles = css`
    :host { display: block; flex: none; }
    p { display: flex; align-items: center; gap: 8px; margin: 0; padding: 7px 16px; border-block-end: 1px solid var(--ik-line); background: var(--ik-surface-2); font-size: 13px; line-height: 1.35; overflow-wrap: anywhere; }
    .icon { flex: none; inline-size: 16px; block-size: 16px; color: var(--ik-text-2); }
    .icon svg { inline-size: 16px; block-size: 16px; }
  `;

  @property({ attribute: false }) service: CalendarService | undefined;
  /** What the view shows, in days of its zone. */
  @property({ attribute: false }) range: { readonly first: DayNumber; readonly days: number } | undefined;
  /** IANA. */
  @property({ attribute: false }) timeZone = 'UTC';
  /** With the tasks that are due then. */
  @property({ attribute: false }) tasks: boolean | undefined;

  private readonly _left = new LiveController(this, () => {
    const { range, timeZone, tasks } = this;
    if (range === undefined) return undefined;
    const at = (day: number) => localToEpoch(timeZone, localOfDay(day as DayNumber));
    const window = { from: at(range.first), to: at(range.first + range.days) };
    return this.service?.watchNotShown({ ...window, timeZone, tasks });
  });

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.size > 0) this._left.refresh();
  }

  protected override render() {
    const left = this._left.value;
    return html`<div role="status">${left === undefined || left.count === 0 ? nothing : html`<p>${icon(infoIcon)}<span>${textOf(left)}</span></p>`}</div>`;
  }
}

function textOf({ count, titles }: NotShown): string {
  const names = titles.map((title) => `“${title || msg('(No title)')}”`).join(', ');
  const others = count - titles.length;
  if (others > 0) return msg(str`Not all shown: ${names} and ${others} more repeat too often to be shown whole.`);
  return count === 1
    ? msg(str`Not all shown: ${names} repeats too often to be shown whole.`)
    : msg(str`Not all shown: ${names} repeat too often to be shown whole.`);
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-not-shown': IkNotShown;
  }
}
