import { type Collection, canEdit } from '../../domain/collections/collection.js';
import type { Settings } from '../../domain/settings/settings.js';

/** The calendar of new events: the chosen one, or the first that is shown. */
export function defaultCalendar(
  calendars: readonly Collection[],
  settings: Settings | undefined,
): Collection | undefined {
  const editable = calendars.filter(canEdit);
  const chosen = settings?.defaultCalendarId;
  return editable.find(({ id }) => id === chosen) ?? editable.find(({ visible }) => visible) ?? editable[0];
}
