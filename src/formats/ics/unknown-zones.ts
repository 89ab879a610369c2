// Names of time zones that nothing explains (TZ5): the times that use them float, which an import says.
import { scanComponents } from '../../domain/calendar/component-scan.js';
import { ItemZones } from '../../domain/calendar/item-zones.js';
import type { ProblemList } from '../text/problem-list.js';

const ZONED_TIMES =
  /^(?:DTSTART|DTEND|DUE|RECURRENCE-ID|RDATE|EXDATE)(?:;[^:\r\n]*?)?;TZID=(?:"([^"\r\n]*)"|([^";:,\r\n]*))[;:]/gim;

/**
 * Reports each name once, in the first component that uses it.
 *
 * @param zones - VTIMEZONEs by TZID, those whose name leads to no zone.
 */
export function reportUnknownZones(
  zones: ReadonlyMap<string, { readonly text: string }>,
  components: readonly { readonly text: string; readonly line: number }[],
  problems: ProblemList,
): void {
  const looked = new Set<string>();
  for (const { text, line } of components) {
    for (const [whole, quoted, bare = ''] of text.matchAll(ZONED_TIMES)) {
      const tzid = (quoted ?? bare).trim();
      if (tzid === '' || looked.has(tzid)) continue;
      looked.add(tzid);
      const own = scanComponents(zones.get(tzid)?.text ?? '');
      if (new ItemZones(own).find(tzid) !== undefined) continue;
      const at = line + text.slice(0, text.indexOf(whole)).split('\n').length - 1;
      problems.add('ics/no-zone', `Nothing says what the time zone ${tzid} is.`, at, lineAt(text, whole));
    }
  }
}

function lineAt(text: string, start: string): string {
  const from = text.indexOf(start);
  return text.slice(from, text.indexOf('\r\n', from));
}
