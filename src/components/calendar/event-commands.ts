import { msg } from '@lit/localize';
import type { Command } from '../../app/commands/command-registry.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { dayOf, localOfDay } from '../../domain/time/calendar-date.js';
import type { DayNumber, LocalMs } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import type { CalendarFlows } from './calendar-flows.js';
import type { IkCalendar } from './ik-calendar.js';
import type { DayElement } from './views/view.js';

/** The day that has the focus, or on which the event in focus begins. */
function focusedDay(calendar: IkCalendar | null): DayNumber | undefined {
  const event = calendar?.focusedEvent;
  if (event !== undefined) return dayOf(epochToLocal(calendar!.timeZone, event.start));
  return calendar?.shadowRoot?.activeElement?.closest<DayElement>('[role=gridcell]')?.day;
}

/** What the keyboard does with the event that has the focus; the sheet of shortcuts shows these too. */
export function eventCommands(calendar: () => IkCalendar | null, flows: CalendarFlows): readonly Command[] {
  const group = msg('Event in focus');
  let copied: EventOccurrence | undefined;
  const focused = () => calendar()?.focusedEvent;
  const withFocused = (act: (occurrence: EventOccurrence) => unknown) => () => {
    const occurrence = focused();
    if (occurrence !== undefined) act(occurrence);
  };
  const hasFocused = () => focused() !== undefined && getSelection()?.type !== 'Range';
  const canEdit = () => hasFocused() && focused()?.locked !== true;
  const paste = () => {
    const day = focusedDay(calendar());
    const timeZone = calendar()?.timeZone;
    if (copied === undefined || day === undefined || timeZone === undefined) return;
    const [start, end] = [epochToLocal(timeZone, copied.start), epochToLocal(timeZone, copied.end)];
    const by = localOfDay(day) - localOfDay(dayOf(start));
    const times = { start: (start + by) as LocalMs, end: (end + by) as LocalMs, allDay: copied.allDay, timeZone };
    void flows.copy(copied, times);
  };
  /** The calendar itself listens for these. */
  const own = (id: string, title: string, shortcut: string): Command => ({
    id: `event.${id}`,
    title,
    group,
    shortcut,
    when: () => false,
    run: () => {},
  });
  return [
    {
      id: 'event.edit',
      title: msg('Edit'),
      group,
      shortcut: 'e',
      when: canEdit,
      run: withFocused((o) => flows.edit(o)),
    },
    {
      id: 'event.copy',
      title: msg('Copy the event'),
      group,
      shortcut: 'Ctrl+C',
      when: hasFocused,
      run: withFocused((occurrence) => {
        copied = occurrence;
        flows.tell(msg('Event copied. Go to a day and paste it with Ctrl+V.'));
      }),
    },
    {
      id: 'event.paste',
      title: msg('Paste the event on the day in focus'),
      group,
      shortcut: 'Ctrl+V',
      when: () => copied !== undefined && focusedDay(calendar()) !== undefined,
      run: paste,
    },
    {
      id: 'event.delete',
      title: msg('Delete'),
      group,
      shortcut: 'Delete',
      when: canEdit,
      run: withFocused((occurrence) => flows.remove(occurrence)),
    },
    own('move', msg('Move the event'), 'Alt+ArrowDown'),
    own('end', msg('Move its end'), 'Alt+Shift+ArrowDown'),
    own('start', msg('Move its start'), 'Alt+PageDown'),
  ];
}
