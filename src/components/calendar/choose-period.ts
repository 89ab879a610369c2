import type { DayRange } from '../../domain/calendar/layout/range.js';
import type { SchedulePeriod } from '../../domain/settings/settings.js';
import { formatIsoDate } from '../../domain/time/calendar-date.js';

/** Asks for the days of the schedule; its code is loaded now. @param shown - What is proposed. */
export async function choosePeriod(
  root: Node,
  { first, days }: DayRange,
  choose: (period: SchedulePeriod) => void,
): Promise<void> {
  await import('./ik-period-dialog.js');
  const dialog = document.createElement('ik-period-dialog');
  const [from, to] = [formatIsoDate(first), formatIsoDate(first + days - 1)];
  dialog.addEventListener('ik-close', () => dialog.remove());
  root.appendChild(Object.assign(dialog, { from, to, choose }));
}
