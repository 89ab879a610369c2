import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import slotsIcon from 'lucide-static/icons/calendar-clock.svg?raw';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { contactOfDay } from '../../domain/contacts/special-days.js';
import { icon } from '../shared/icon.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { nameAbsences, showAbsences } from './absences/absence-views.js';
import type { EventSelectEvent } from './calendar-events.js';
import { SLOTS_URL, TASKS_URL } from './calendar-route.js';
import type { IkCalendar } from './ik-calendar.js';
import type { IkNotShown } from './ik-not-shown.js';
import { hearTasks } from './task-views.js';

/** What an empty calendar offers. @param host - Wishes are dispatched from it. */
export function gettingStarted(host: HTMLElement, create: () => void) {
  return html`<section class="empty" aria-label=${msg('Getting started')}>
    <p>${matchMedia('(hover: none)').matches ? msg('Nothing here yet. Import an .ics file, or write your first event.') : msg('Nothing here yet. Drop an .ics file anywhere, or write your first event.')}</p>
    <div>
      <button type="button" class="button" @click=${() => host.dispatchEvent(new ImportRequestEvent())}>${msg('Import a file')}</button>
      <a class="button" href="/settings/join">${msg('On another device already?')}</a>
      <button type="button" class="button primary" @click=${create}>${msg('New event')}</button>
    </div>
  </section>`;
}

/** Over the view: which series come too often to be shown whole. */
export function notShownNote(view: Pick<IkNotShown, 'service' | 'range' | 'timeZone' | 'tasks'>) {
  void import('./ik-not-shown.js');
  return html`<ik-not-shown .service=${view.service} .range=${view.range} .timeZone=${view.timeZone} .tasks=${view.tasks}></ik-not-shown>`;
}

/** A birthday is a contact's: its card says more than ours. @returns whether it was one. */
export function openContact(host: HTMLElement, event: EventSelectEvent): boolean {
  const contact = event.occurrence.locked ? contactOfDay(event.occurrence.uid) : undefined;
  if (contact === undefined) return false;
  event.preventDefault();
  void import('../contacts/contacts-route.js').then(({ contactsUrl }) =>
    host.dispatchEvent(new NavigateEvent(contactsUrl('all', contact))),
  );
  return true;
}

/**
 * What the app's calendar draws beyond what the widget does: boxes on tasks, signs on absences.
 *
 * @param known - The one that has it already.
 * @returns the one that has it now.
 */
export function dressCalendar(
  calendar: IkCalendar | null,
  known: IkCalendar | null,
  toggleTask: (task: EventOccurrence) => void,
): IkCalendar | null {
  if (calendar === null) return known;
  nameAbsences(calendar);
  if (calendar === known) return known;
  const dress = (one: IkCalendar) => {
    hearTasks(one, (chip) => one.occurrenceOf(chip), toggleTask);
    showAbsences(one);
  };
  void calendar.updateComplete.then(async () => {
    dress(calendar);
    markPopoverOf(calendar);
    if (navigator.maxTouchPoints === 0) return;
    const { followFinger } = await import('./interaction/follow-finger.js');
    followFinger(calendar, (peek) => {
      nameAbsences(peek);
      dress(peek);
    });
  });
  return calendar;
}

/** The popover is made when it is first needed. */
function markPopoverOf(calendar: IkCalendar): void {
  const watch = new MutationObserver(async () => {
    const popover = calendar.renderRoot.querySelector('ik-calendar-popover');
    if (popover === null) return;
    watch.disconnect();
    const { markPopover } = await import('./popover-marks.js');
    await popover.updateComplete;
    markPopover(popover);
  });
  watch.observe(calendar.renderRoot, { childList: true });
}

/** Below the small month: the list of tasks, whether they stand in the views, and the times that others can book. */
export function sidebarEntries(entries: {
  readonly shown: boolean;
  readonly show: () => void;
  readonly isTasks: boolean;
  readonly isSlots: boolean;
}) {
  return html`<div class="tasks hue">
      <input type="checkbox" aria-label=${msg('Show tasks in the calendar')} .checked=${entries.shown} @change=${entries.show} />
      <a href=${TASKS_URL} aria-current=${entries.isTasks ? 'page' : nothing}>${msg('Tasks')}</a>
    </div>
    <div class="tasks slots"><span class="sign">${icon(slotsIcon)}</span>
    <a href=${SLOTS_URL} aria-current=${entries.isSlots ? 'page' : nothing}>${msg('Bookable times')}</a></div>`;
}
