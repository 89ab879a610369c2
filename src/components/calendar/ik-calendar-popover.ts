import { msg } from '@lit/localize';
import { ReactiveElement } from '@lit/reactive-element';
import bellIcon from 'lucide-static/icons/bell.svg?raw';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import linkIcon from 'lucide-static/icons/link.svg?raw';
import pinIcon from 'lucide-static/icons/map-pin.svg?raw';
import textIcon from 'lucide-static/icons/text.svg?raw';
import usersIcon from 'lucide-static/icons/users.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import type { EventCard } from '../../domain/calendar/event-card.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { build, buildIcon } from '../shared/build.js';
import { buttons } from '../shared/buttons.styles.js';
import { hue } from '../shared/hue.styles.js';
import { alarmText } from './alarm-text.js';
import { type EventAction, EventActionEvent } from './calendar-events.js';
import { styles } from './ik-calendar-popover.styles.js';
import { linkify, safeLink } from './linkify.js';
import { ruleText } from './rule-text.js';
import { stateClasses, titleOf } from './views/chip-pool.js';

/** What the popover shows: one event, or a day's list of them. */
export type PopoverContent = EventContent | DayContent;

interface EventContent {
  readonly kind: 'event';
  readonly occurrence: EventOccurrence;
  readonly when: string;
  readonly calendar: string;
  readonly hue: number;
  /** The rest of the event, as soon as it is read. */
  readonly detail?: Promise<{ readonly fields: EventCard } | undefined>;
  /** Takes the place of what the popover itself says under the title. */
  readonly body?: Promise<Node>;
}

interface DayContent {
  readonly kind: 'day';
  readonly title: string;
  readonly rows: readonly { readonly occurrence: EventOccurrence; readonly time: string; readonly hue: number }[];
}

/** The person chose an event of a day's list. */
export class PopoverPickEvent extends Event {
  constructor(readonly occurrence: EventOccurrence) {
    super('ik-popover-pick');
  }
}

/** The card beside an event, and the list behind "+n more". Internal part of <ik-calendar>. */
export class IkCalendarPopover extends ReactiveElement {
  static override styles = [buttons, hue, styles];

  text!: LocalFormats;
  /** Buttons of an event's card. */
  actions: readonly EventAction[] = [];
  /** What its list of a day shows, in order. */
  listed: DayContent['rows'] = [];
  private _anchor: Element | undefined;
  private readonly _pop = build('div', {
    className: 'pop',
    part: 'popover',
    popover: 'auto',
    tabIndex: -1,
    role: 'dialog',
    ontoggle: (event) => this._onToggle(event as ToggleEvent),
  });

  protected override firstUpdated() {
    this._pop.setAttribute('aria-labelledby', 'title');
    this.renderRoot.append(this._pop);
    // What is read later makes it higher.
    new ResizeObserver(() => this._place()).observe(this._pop);
  }

  /** Shows the content beside an element. The focus goes in, and back when it closes. */
  async open(content: PopoverContent, anchor: Element): Promise<void> {
    await this.updateComplete;
    this._anchor = anchor;
    if (content.kind === 'event') this._showEvent(content);
    else this._pop.replaceChildren(...this._day(content));
    this._pop.showPopover();
    this._place();
    this._pop.focus();
  }

  close(): void {
    if (this._pop.matches(':popover-open')) this._pop.hidePopover();
  }

  /** Without its details, as long as they are read and when they cannot be, the card says what the grid knows. */
  private _showEvent(content: EventContent) {
    const list = build('dl', {}, ...this._rows(content));
    this._pop.replaceChildren(...this._head(content), list);
    content.detail?.then(
      (detail) => {
        list.replaceChildren(...this._rows(content, detail?.fields));
      },
      () => {},
    );
    content.body?.then(
      (body) => list.replaceWith(body),
      () => {},
    );
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

  private _button(label: string, svg: string, onclick: () => void) {
    const properties = {
      type: 'button',
      className: 'icon-button plain',
      ariaLabel: label,
      title: label,
      onclick,
    } as const;
    return build('button', properties, buildIcon(svg));
  }

  private _top(start: Node, hue: number, actions: readonly EventAction[], occurrence?: EventOccurrence) {
    const buttons = actions.map(({ name, label, icon }) =>
      this._button(label, icon, () => {
        this.close();
        this.dispatchEvent(new EventActionEvent(name, occurrence!));
      }),
    );
    const close = this._button(msg('Close'), closeIcon, () => this.close());
    return build('div', { className: 'top hue', style: `--h:${hue}` }, start, ...buttons, close);
  }

  private _head({ occurrence, calendar, hue }: EventContent): Node[] {
    const dot = build('span', { className: 'dot' });
    const chip = build('span', { className: 'chip', style: calendar === '' ? 'visibility:hidden' : '' }, dot, calendar);
    const className = occurrence.status === 'CANCELLED' ? 'cancelled' : '';
    const title = build('h2', { id: 'title', className }, titleOf(occurrence));
    const actions = this.actions.filter(({ keeps }) => keeps || !occurrence.locked);
    return [this._top(chip, hue, actions, occurrence), title];
  }

  private _rows({ occurrence, when }: EventContent, card?: EventCard): Node[] {
    const rule = ruleText(card?.rrule ?? '', this.text) || (occurrence.recurring ? msg('Repeats') : '');
    const under = [rule, occurrence.zone].filter(Boolean).join(' · ');
    const people = card?.attendees.map(({ name, address }) => name || address.replace(/^mailto:/i, '')) ?? [];
    const long = build('div', { className: 'long', tabIndex: 0 }, ...linkify(card?.description ?? ''));
    return [
      ...row(clockIcon, msg('When'), when, build('div', { className: 'quiet' }, under)),
      ...row(pinIcon, msg('Where'), ...linkify(card?.location ?? occurrence.location ?? '')),
      ...row(linkIcon, msg('Link'), safeLink(card?.url ?? '')),
      ...row(usersIcon, msg('People'), people.join(', ')),
      ...row(bellIcon, msg('Reminder'), card?.alarms.map(alarmText).join(', ') ?? ''),
      ...row(textIcon, msg('Description'), card?.description ? long : ''),
    ];
  }

  private _day({ title, rows }: DayContent): Node[] {
    this.listed = rows;
    const items = rows.map(({ occurrence, time, hue }) => {
      const onclick = () => this.dispatchEvent(new PopoverPickEvent(occurrence));
      const text = `${time} ${titleOf(occurrence)}`;
      return build(
        'li',
        {},
        build(
          'button',
          { type: 'button', className: `pick hue${stateClasses(occurrence)}`, style: `--h:${hue}`, onclick },
          text,
        ),
      );
    });
    const heading = build('h2', { id: 'title', className: 'chip' }, title);
    return [this._top(heading, 0, []), build('ul', {}, ...items)];
  }
}

/** A line of the card; none when there is nothing to say. */
function row(svg: string, name: string, ...value: readonly (Node | string)[]): Node[] {
  if (value.length === 0 || value[0] === '') return [];
  const term = build('dt', {}, buildIcon(svg), build('span', { className: 'visually-hidden' }, name));
  return [term, build('dd', {}, ...value)];
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
