// Items to rows: what the store keeps of them for drawing and counting.
import { unescapeText } from '../items/content-line.js';
import type { Item } from '../items/item.js';
import { projectTask } from '../tasks/project-task.js';
import { absenceNames, withAbsences } from './absence.js';
import { createScanNames, drawnNames, lineOf, type ScannedComponent, scanComponents } from './component-scan.js';
import { withDeclined } from './declined.js';
import { ItemZones } from './item-zones.js';
import { projectComponents } from './project-item.js';
import type { CalendarRow, ItemRows } from './row-types.js';

const OTHER_KINDS = { VJOURNAL: 'journal', VFREEBUSY: 'freebusy' } as const;
/** Longer titles are cut: rows are for drawing. */
const MAX_TITLE = 500;

/** Properties that rows are made of. */
export const rowNames = [...drawnNames.names, ...absenceNames, 'ATTENDEE'] as const;
const scanned = createScanNames(...rowNames);

/**
 * What the store keeps of an item for drawing and counting. Never throws: what cannot be read is left out.
 *
 * @param components - of its text, when it was scanned already; with at least {@link rowNames}.
 */
export function projectCalendarItem(
  item: Item,
  components: readonly ScannedComponent[] = scanComponents(item.text, scanned),
  zones = new ItemZones(components),
): ItemRows {
  const rows: CalendarRow[] = projectComponents(item.uid, components, 'VEVENT', zones);
  if (components.some(({ name }) => name === 'VTODO')) rows.push(...projectTask(item.uid, item.text));
  for (const name of ['VJOURNAL', 'VFREEBUSY'] as const) {
    const found = components.find((component) => component.name === name);
    if (found === undefined) continue;
    const title = unescapeText((lineOf(found, 'SUMMARY')?.value ?? '').slice(0, MAX_TITLE)).trim();
    rows.push({ kind: OTHER_KINDS[name], uid: item.uid, title });
  }
  return withDeclined(withAbsences(rows, components), components, zones);
}
