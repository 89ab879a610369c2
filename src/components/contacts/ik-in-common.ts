import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { dayOf, formatIsoDate } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { LiveController } from '../shared/live-controller.js';

const SHOWN = 5;
const LIMIT = 50;

const styles = css`
  :host { display: block; }
  section { display: grid; gap: 6px; padding: 12px 16px; border: 1px solid var(--ik-line); border-radius: 12px; font-size: 13.5px; }
  ul { display: grid; gap: 2px; margin: 0; padding: 0; list-style: none; }
  a { display: grid; min-block-size: 32px; align-content: center; color: var(--ik-text); text-decoration: none; overflow-wrap: anywhere; }
  a:hover span:first-child { color: var(--ik-accent); text-decoration: underline; }
  .when, p { margin: 0; color: var(--ik-text-2); font-size: 12.5px; }
  .next { font-weight: 600; }
  @media (pointer: coarse) { a { min-block-size: 44px; } }
`;

/** What the device knows of a person besides the card: the next meeting, and others they took or take part in. */
@customElement('ik-in-common')
@localized()
export class IkInCommon extends LitElement {
  static override styles = [controls, styles];

  /** E-mail addresses. Replaced, never changed in place. */
  @property({ attribute: false, hasChanged: (now, before) => String(now) !== String(before) })
  addresses: readonly string[] = [];
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  private readonly _events = new LiveController<readonly EventOccurrence[]>(this, () => {
    const { _services: services, _display: display, addresses } = this;
    if (services === undefined || display === undefined || addresses.length === 0) return undefined;
    return services.calendar.watchEventsWith(addresses, { timeZone: display.timeZone, limit: LIMIT });
  });

  protected override willUpdate(changed: PropertyValues) {
    const isOther = changed.has('addresses');
    if (isOther) this._events.value = undefined; // those of somebody else
    if (isOther || changed.has('_services') || changed.has('_display')) this._events.refresh();
  }

  private _event(event: EventOccurrence, display: DisplaySettings, isNext: boolean) {
    const start = epochToLocal(display.timeZone, event.start);
    const end = epochToLocal(display.timeZone, event.end);
    const when = createLocalFormats(display.locale).span({ start, end, allDay: event.allDay }, true);
    return html`<li><a href=${`/calendar/day/${formatIsoDate(dayOf(start))}`}><span class=${isNext ? 'next' : ''}>${
      isNext ? msg(str`Next: ${event.title}`) : event.title || msg('Without a title')
    }</span><span class="when">${when}</span></a></li>`;
  }

  protected override render() {
    // Without an answer the card is as good as before: nothing is said.
    const { _display: display } = this;
    const events = this._events.value ?? [];
    if (events.length === 0 || display === undefined) return nothing;
    const isNext = (event: EventOccurrence, at: number) => at === 0 && event.end > systemClock.now();
    const rest = events.length - SHOWN;
    return html`<section aria-labelledby="head"><h3 class="eyebrow" id="head">${msg('In common')}</h3>
      <ul>${events.slice(0, SHOWN).map((event, at) => this._event(event, display, isNext(event, at)))}</ul>
      ${rest > 0 ? html`<p>${msg(str`and ${rest} more`)}</p>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-in-common': IkInCommon;
  }
}
