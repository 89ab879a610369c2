import { msg, updateWhenLocaleChanges } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import bellIcon from 'lucide-static/icons/bell.svg?raw';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import linkIcon from 'lucide-static/icons/link.svg?raw';
import pinIcon from 'lucide-static/icons/map-pin.svg?raw';
import pencilIcon from 'lucide-static/icons/pencil.svg?raw';
import textIcon from 'lucide-static/icons/text.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import usersIcon from 'lucide-static/icons/users.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import type { EventCard } from '../../domain/calendar/event-card.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { buttons } from '../shared/buttons.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { alarmText } from './alarm-text.js';
import { type EventAction, EventActionEvent } from './calendar-events.js';
import { linkify, safeLink } from './linkify.js';
import { ruleText } from './rule-text.js';

/** What the popover shows: one event, or a day's list of them. */
export type PopoverContent =
  | {
      readonly kind: 'event';
      readonly occurrence: EventOccurrence;
      readonly when: string;
      readonly calendar: string;
      readonly hue: number;
      /** The rest of the event, as soon as it is read. */
      readonly detail?: Promise<{ readonly fields: EventCard } | undefined>;
    }
  | {
      readonly kind: 'day';
      readonly title: string;
      readonly rows: readonly { readonly occurrence: EventOccurrence; readonly time: string; readonly hue: number }[];
    };

/** The person chose an event of a day's list. */
export class PopoverPickEvent extends Event {
  constructor(readonly occurrence: EventOccurrence) {
    super('ik-popover-pick');
  }
}

/** The card beside an event, and the list behind "+n more". Internal part of <ik-calendar>. */
export class IkCalendarPopover extends LitElement {
  static override styles = [
    buttons,
    hue,
    css`
      .pop {
        position: fixed; inset: auto; margin: 0; padding: 14px 16px; inline-size: min(330px, calc(100vw - 24px)); max-block-size: min(480px, 80dvh);
        overflow: auto; border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface); color: var(--ik-text);
        box-shadow: var(--ik-shadow); font: 14px/1.45 var(--ik-font);
      }
      .pop:focus { outline: none; }
      .top { display: flex; align-items: center; gap: 2px; }
      .top .chip { margin-inline-end: auto; min-inline-size: 0; }
      .dot { inline-size: 9px; block-size: 9px; border-radius: 3px; background: var(--hue-bar); flex: none; }
      .icon-button { inline-size: 32px; min-block-size: 32px; color: var(--ik-text-2); }
      h2 { margin: 8px 0 6px; font-size: 17px; line-height: 1.3; overflow-wrap: anywhere; }
      h2.cancelled { text-decoration: line-through; }
      dl { margin: 0; display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 8px 8px; }
      dt { color: var(--ik-text-2); }
      dt .icon svg { inline-size: 16px; block-size: 16px; }
      dd { margin: 0; overflow-wrap: anywhere; }
      .long { white-space: pre-line; max-block-size: 160px; overflow: auto; }
      .quiet { color: var(--ik-text-2); }
      a { color: var(--ik-accent); }
      ul { margin: 8px 0 0; padding: 0; list-style: none; display: grid; gap: 4px; }
      .pick {
        display: block; inline-size: 100%; min-block-size: 32px; padding: 4px 10px; border: 0; border-inline-start: 3px solid var(--hue-bar); border-radius: 6px;
        background: var(--hue-fill); color: var(--hue-text); font: inherit; font-size: 13px; text-align: start; cursor: pointer; overflow: hidden;
        text-overflow: ellipsis; white-space: nowrap;
      }
      @media (width < 560px) {
        .pop { inset: auto 0 0; inline-size: 100%; max-inline-size: none; border-radius: 16px 16px 0 0; padding-block-end: 28px; }
      }
      @media (pointer: coarse) { .icon-button { inline-size: 44px; min-block-size: 44px; } .pick { min-block-size: 44px; } }
    `,
  ];

  // Lit's own form: its decorators would cost the embeddable file a kilobyte.
  static override properties = {
    content: { attribute: false },
    text: { attribute: false },
    actions: { attribute: false },
    _card: { state: true },
  };

  content: PopoverContent | undefined;
  text!: LocalFormats;
  /** Buttons of an event's card. */
  actions: readonly EventAction[] = [];
  private _card: EventCard | undefined;
  private _anchor: Element | undefined;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  private get _pop(): HTMLElement {
    return this.renderRoot.querySelector('.pop')!;
  }

  /** Shows the content beside an element. The focus goes in, and back when it closes. */
  async open(content: PopoverContent, anchor: Element): Promise<void> {
    this.content = content;
    this._anchor = anchor;
    await this.updateComplete;
    this._pop.showPopover();
    this._place();
    this._pop.focus();
  }

  close(): void {
    if (this._pop?.matches(':popover-open')) this._pop.hidePopover();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('content')) return;
    this._card = undefined;
    const content = this.content;
    if (content?.kind !== 'event') return;
    // Without its details the card still says what the grid knows.
    content.detail?.then(
      (detail) => {
        if (this.content === content) this._card = detail?.fields;
      },
      () => {},
    );
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('_card') && this._pop?.matches(':popover-open')) this._place();
  }

  /** Beside the event, where there is room; over its edge otherwise. On phones the CSS makes it a sheet. */
  private _place() {
    if (innerWidth < 560 || this._anchor === undefined) {
      this._pop.style.cssText = '';
      return;
    }
    const at = this._anchor.getBoundingClientRect();
    const own = this._pop.getBoundingClientRect();
    const gap = 8;
    const after = at.right + gap + own.width <= innerWidth - gap;
    const before = at.left - gap - own.width >= gap;
    const left = after ? at.right + gap : before ? at.left - gap - own.width : (innerWidth - own.width) / 2;
    const wantedTop = after || before ? at.top - 8 : at.bottom + gap;
    this._pop.style.left = `${left}px`;
    this._pop.style.top = `${Math.max(gap, Math.min(wantedTop, innerHeight - own.height - gap))}px`;
  }

  private _onToggle = (event: ToggleEvent) => {
    if (event.newState !== 'closed') return;
    if (this._anchor instanceof HTMLElement && this.shadowRoot?.activeElement) this._anchor.focus();
    this.dispatchEvent(new Event('ik-close'));
  };

  private _do(action: EventAction) {
    if (this.content?.kind !== 'event') return;
    const { occurrence } = this.content;
    this.close();
    this.dispatchEvent(new EventActionEvent(action, occurrence));
  }

  private _closeButton() {
    return html`<button type="button" class="icon-button plain" aria-label=${msg('Close')} @click=${this.close}>${icon(closeIcon)}</button>`;
  }

  private _action = (action: EventAction) => {
    const [svg, label] = {
      edit: [pencilIcon, msg('Edit')] as const,
      duplicate: [copyIcon, msg('Duplicate')] as const,
      delete: [trashIcon, msg('Delete')] as const,
    }[action];
    return html`<button type="button" class="icon-button plain" aria-label=${label} title=${label} @click=${() => this._do(action)}>${icon(svg)}</button>`;
  };

  private _event(content: Extract<PopoverContent, { kind: 'event' }>): TemplateResult {
    const { occurrence, when } = content;
    const fields = this._card;
    const rule = ruleText(fields?.rrule ?? '', this.text) || (occurrence.recurring ? msg('Repeats') : '');
    const under = [rule, occurrence.zone ?? ''].filter(Boolean).join(' · ');
    return html`<div class="top hue" .style=${`--h:${content.hue}`}>
        <span class="chip" ?hidden=${content.calendar === ''}><span class="dot"></span>${content.calendar}</span>
        ${this.actions.map(this._action)}${this._closeButton()}
      </div>
      <h2 id="title" class=${occurrence.status === 'CANCELLED' ? 'cancelled' : ''}>${occurrence.title || msg('(no title)')}</h2>
      <dl>
        ${row(clockIcon, msg('When'), html`${when}${under ? html`<div class="quiet">${under}</div>` : nothing}`)}
        ${row(pinIcon, msg('Where'), (fields?.location ?? occurrence.location) && linkify(fields?.location ?? occurrence.location ?? ''))}
        ${row(linkIcon, msg('Link'), fields?.url && safeLink(fields.url, fields.url))}
        ${row(usersIcon, msg('People'), fields?.attendees.length && fields.attendees.map((a) => a.name || a.address.replace(/^mailto:/i, '')).join(', '))}
        ${row(bellIcon, msg('Reminder'), fields?.alarms.length && fields.alarms.map(alarmText).join(', '))}
        ${row(textIcon, msg('Description'), fields?.description && html`<div class="long" tabindex="0">${linkify(fields.description)}</div>`)}
      </dl>`;
  }

  private _day(content: Extract<PopoverContent, { kind: 'day' }>): TemplateResult {
    return html`<div class="top"><h2 id="title" class="chip">${content.title}</h2>${this._closeButton()}</div>
      <ul>
        ${content.rows.map(
          ({ occurrence, time, hue }) => html`<li>
            <button type="button" class="pick hue" .style=${`--h:${hue}`} @click=${() => this.dispatchEvent(new PopoverPickEvent(occurrence))}>
              ${time} ${occurrence.title || msg('(no title)')}
            </button>
          </li>`,
        )}
      </ul>`;
  }

  protected override render() {
    const { content } = this;
    return html`<div class="pop" part="popover" popover="auto" tabindex="-1" role="dialog" aria-labelledby="title" @toggle=${this._onToggle}>
      ${content === undefined ? html`<span id="title"></span>` : content.kind === 'event' ? this._event(content) : this._day(content)}
    </div>`;
  }
}

function row(svg: string, name: string, value: unknown): TemplateResult | typeof nothing {
  if (!value) return nothing;
  return html`<dt>${icon(svg)}<span class="visually-hidden">${name}</span></dt><dd>${value}</dd>`;
}

customElements.define('ik-calendar-popover', IkCalendarPopover);

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-popover': IkCalendarPopover;
  }
  interface HTMLElementEventMap {
    'ik-popover-pick': PopoverPickEvent;
  }
}
