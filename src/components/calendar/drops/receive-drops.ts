// Mail and contacts dropped on a calendar that is beside them (rule SL9 in docs/rules/shell.md).
import { msg } from '@lit/localize';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Services } from '../../../app/services.js';
import { clickTimes, type Slot } from '../../../domain/calendar/layout/times.js';
import { draggedContacts } from '../../contacts/contact-drag.js';
import { draggedMail } from '../../mail/mail-drag.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import type { IkCalendar } from '../ik-calendar.js';
import type { IkCalendarPage } from '../ik-calendar-page.js';
import type { ChipElement } from '../views/view.js';

export interface DropHost extends HTMLElement {
  readonly services: Services | undefined;
  readonly display: DisplaySettings;
}

interface Target {
  readonly calendar: IkCalendar;
  readonly chip: ChipElement | undefined;
  readonly slotAt: (x: number, y: number) => Slot | undefined;
}

/** Lets calendars anywhere in the app take what is dragged from mail and contacts. */
export function receiveDrops(app: DropHost): void {
  let target: Target | undefined;

  const clear = () => {
    if (target === undefined) return;
    target.calendar.viewStage.calendarView?.showGhost(undefined, 0, '');
    if (target.chip) target.chip.style.outline = '';
    target = undefined;
  };

  const over = (event: DragEvent) => {
    const [mail, contacts] = [draggedMail(event), draggedContacts(event)];
    const found = mail || contacts ? targetOf(event, target) : undefined;
    // An event takes people; a message makes an event of its own.
    const chip = contacts ? found?.chip : undefined;
    if (target && (found?.calendar !== target.calendar || chip !== target.chip)) clear();
    const slot = found?.slotAt(event.clientX, event.clientY);
    if (found === undefined || (slot === undefined && chip === undefined)) return clear();
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = mail ? 'move' : 'copy';
    target = { ...found, chip };
    const { calendarView } = found.calendar.viewStage;
    if (chip) {
      calendarView.showGhost(undefined, 0, '');
      chip.style.outline = '2px solid var(--ik-accent)';
    } else if (slot) calendarView.showGhost(clickTimes(slot), 265, mail?.[0]?.subject || msg('New event'));
  };

  const drop = (event: DragEvent) => {
    const { services, display } = app;
    const at = target;
    const slot = at?.slotAt(event.clientX, event.clientY);
    const occurrence = at?.chip && at.calendar.occurrenceOf(at.chip);
    const [mail, contacts] = [draggedMail(event), draggedContacts(event)];
    clear();
    const page = at && pageOf(at.calendar);
    if (page === undefined || services === undefined || (!mail && !contacts)) return;
    event.preventDefault();
    import('./drop-on-calendar.js')
      .then(({ dropContacts, dropMail }) =>
        mail
          ? slot && dropMail(page, services, display, mail, slot)
          : dropContacts(page, services, display, contacts!, occurrence ?? slot),
      )
      .catch((error: unknown) => page.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' })));
  };

  app.addEventListener('dragover', over);
  app.addEventListener('drop', drop);
  document.addEventListener('dragend', clear);
}

function targetOf(event: DragEvent, before: Target | undefined): Target | undefined {
  const path = event.composedPath();
  const calendar = path.find((one): one is IkCalendar => one instanceof Element && one.localName === 'ik-calendar');
  if (calendar?.viewStage.calendarView === undefined) return undefined;
  const chip = path.find((one) => one instanceof HTMLElement && one.matches('.event:not(.ghost)')) as
    | ChipElement
    | undefined;
  // Where the grid is was read when the drag came over it.
  return {
    calendar,
    chip,
    slotAt: before?.calendar === calendar ? before.slotAt : calendar.viewStage.calendarView.measure(),
  };
}

const pageOf = (calendar: IkCalendar): IkCalendarPage | undefined => {
  const { host } = calendar.getRootNode() as ShadowRoot;
  return host?.localName === 'ik-calendar-page' ? (host as IkCalendarPage) : undefined;
};
