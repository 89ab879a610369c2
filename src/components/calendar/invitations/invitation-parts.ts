// What an invitation shows: reasons to look twice, the event, what changed, what else there is at that time.
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import arrowIcon from 'lucide-static/icons/arrow-right.svg?raw';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import infoIcon from 'lucide-static/icons/info.svg?raw';
import pinIcon from 'lucide-static/icons/map-pin.svg?raw';
import messageIcon from 'lucide-static/icons/message-square.svg?raw';
import textIcon from 'lucide-static/icons/text.svg?raw';
import warningIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import usersIcon from 'lucide-static/icons/users-round.svg?raw';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { InvitationView } from '../../../app/services.js';
import type { EventFields } from '../../../domain/calendar/event-fields.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import type { Collection } from '../../../domain/collections/collection.js';
import { createLocalFormats, type LocalFormats } from '../../../domain/time/local-formats.js';
import { epochToLocal } from '../../../domain/time/zone.js';
import { icon } from '../../shared/icon.js';
import { linkify } from '../linkify.js';
import { ruleText } from '../rule-text.js';
import { changedFields, concernText, introOf, personName, statusText, whenText } from './invitation-texts.js';

/** What the parts need to know beside the invitation. */
export interface PartsContext {
  readonly display: DisplaySettings;
  readonly calendars: readonly Collection[];
}

export function concernsTemplate({ concerns }: InvitationView) {
  if (concerns.length === 0) return nothing;
  return html`<ul class="concerns">
    ${concerns.map((concern) => {
      const grave = concern.level === 'ask' || concern.level === 'refuse';
      return html`<li class=${grave ? 'grave' : ''}>
        ${icon(grave ? warningIcon : infoIcon)}<span role=${grave ? 'alert' : nothing}>${concernText(concern)}</span>
      </li>`;
    })}
  </ul>`;
}

/** Without an address of one's own nothing can be for this person. @param close - The settings are elsewhere. */
export function unknownOwnTemplate(close: () => void) {
  return html`<p class="unknown-own">${icon(infoIcon)}<span>${msg('Ikebana does not know your mail address, and cannot tell what of this is about you.')}
    <a href="/settings" @click=${close}>${msg('Add it in the settings')}</a></span></p>`;
}

function row(svg: string, label: string, content: unknown) {
  return html`<div class="row"><dt>${icon(svg)}<span class="visually-hidden">${label}</span></dt><dd>${content}</dd></div>`;
}

function peopleTemplate({ attendees, organizer, organizerName }: EventFields) {
  const known = new Set(attendees.map(({ address }) => address.toLowerCase()));
  const host = organizer !== '' && !known.has(organizer.toLowerCase());
  return html`<ul class="people">
    ${host ? html`<li><span>${personName({ address: organizer, name: organizerName })}</span><span class="quiet">${msg('Organiser')}</span></li>` : nothing}
    ${attendees.map(
      (guest) => html`<li>
        <span>${personName(guest)}</span>
        <span class="quiet">${guest.address.toLowerCase() === organizer.toLowerCase() ? msg('Organiser') : statusText(guest.status)}</span>
      </li>`,
    )}
  </ul>`;
}

function whenTemplate(view: InvitationView, fields: EventFields, display: DisplaySettings, text: LocalFormats) {
  const rule = ruleText(fields.rrule, text);
  const otherZone = fields.zone !== '' && fields.zone !== display.timeZone && !fields.allDay ? fields.zone : '';
  const own = otherZone === '' ? '' : `${text.span(fields)} ${otherZone}`;
  const one = view.recurring && view.recurrenceId !== undefined ? msg('This date only') : rule;
  return html`${whenText(fields, display, text)}
    ${one === '' ? nothing : html`<div class="quiet">${one}</div>`}
    ${own === '' ? nothing : html`<div class="quiet">${own}</div>`}`;
}

/** The event itself: as it will be, or, of answers, as it is. */
export function eventTemplate(view: InvitationView, { display }: PartsContext) {
  const text = createLocalFormats(display.locale);
  const fields = view.after ?? view.before;
  const title = view.title || fields?.title || msg('(no title)');
  const [answer] = view.answers;
  const comment = answer?.comment || view.comment;
  return html`<p class="intro">${introOf(view)}</p>
    <h3 class=${view.kind === 'cancellation' ? 'cancelled' : ''}>${title}</h3>
    <dl class="facts">
      ${fields === undefined ? nothing : row(clockIcon, msg('When'), whenTemplate(view, fields, display, text))}
      ${fields?.location ? row(pinIcon, msg('Where'), linkify(fields.location)) : nothing}
      ${fields && fields.attendees.length > 0 ? row(usersIcon, msg('People'), peopleTemplate(fields)) : nothing}
      ${fields?.description ? row(textIcon, msg('Description'), html`<div class="long" tabindex="0">${linkify(fields.description)}</div>`) : nothing}
      ${comment ? row(messageIcon, msg('Message'), html`<q>${comment}</q>`) : nothing}
    </dl>`;
}

/** Before and after, line by line. */
export function changesTemplate(view: InvitationView, { display }: PartsContext) {
  const { before, after } = view;
  const isShown = view.kind === 'update' || view.kind === 'counter' || view.kind === 'cancellation';
  if (!isShown || before === undefined || after === undefined) return nothing;
  const changed = changedFields(before, after, display, createLocalFormats(display.locale));
  if (changed.length === 0) return nothing;
  const none = html`<span class="quiet">${msg('nothing')}</span>`;
  return html`<section class="changes" aria-label=${msg('What changed')}>
    <h4>${msg('What changed')}</h4>
    <dl>
      ${changed.map(
        ({ label, before: old, after: now }) => html`<div>
          <dt>${label}</dt>
          <dd><del>${old || none}</del>${icon(arrowIcon)}<ins>${now || none}</ins></dd>
        </div>`,
      )}
    </dl>
  </section>`;
}

function conflictTemplate(occurrence: EventOccurrence, { display, calendars }: PartsContext, text: LocalFormats) {
  const calendar = calendars.find(({ id }) => id === occurrence.collectionId);
  const times = {
    start: epochToLocal(display.timeZone, occurrence.start),
    end: epochToLocal(display.timeZone, occurrence.end),
    allDay: occurrence.allDay,
  };
  return html`<li class="hue" .style=${`--h:${calendar?.hue ?? 265}`}>
    <span class="bar"></span><span class="grow">${occurrence.title || msg('(no title)')}</span><span class="quiet">${text.span(times)}</span>
  </li>`;
}

/** One's own events at that time. */
export function conflictsTemplate(
  { conflicts, kind, next, recurring, recurrenceId }: InvitationView,
  context: PartsContext,
) {
  if (next === undefined || (kind !== 'invitation' && kind !== 'update' && kind !== 'counter')) return nothing;
  const text = createLocalFormats(context.display.locale);
  const series = recurring && recurrenceId === undefined;
  if (conflicts.length === 0)
    return html`<p class="free">${series ? msg('You have nothing else at its next date.') : msg('You have nothing else at that time.')}</p>`;
  const day = text.shortDay(
    Math.floor(epochToLocal(context.display.timeZone, next.start as EventOccurrence['start']) / 86_400_000) as never,
  );
  return html`<section class="conflicts" aria-label=${msg('At the same time')}>
    <h4>${series ? msg(str`At the same time on ${day}`) : msg('At the same time')}</h4>
    <ul>${conflicts.map((one) => conflictTemplate(one, context, text))}</ul>
  </section>`;
}
