import type { NewTimes } from '../calendar/event-change.js';
import { type LocalMs, MS_PER_DAY } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import type { TaskFields } from './task-fields.js';

const startOfDay = (local: number) => (Math.floor(local / MS_PER_DAY) * MS_PER_DAY) as LocalMs;

/** A task's fields after it was put elsewhere in a calendar: that is when it is due; it starts as much earlier as before. */
export function moveTaskFields(fields: TaskFields, times: NewTimes): TaskFields {
  const { allDay, timeZone } = times;
  const wasTimed = !fields.allDay;
  const zone = allDay ? '' : wasTimed ? fields.zone : timeZone;
  const due = allDay ? startOfDay(times.start) : toZone(times.start, timeZone, zone);
  const lead = fields.start === null || fields.due === null ? 0 : fields.due - fields.start;
  const start = fields.start === null ? null : ((due - (allDay ? startOfDay(lead) : lead)) as LocalMs);
  // A task that only says when it starts goes on saying that.
  return fields.due === null && fields.start !== null
    ? { ...fields, allDay, zone, start: due }
    : { ...fields, allDay, zone, start, due };
}

/** A wall clock of the view in the task's own zone; a floating one goes by the clock it is looked at with. */
function toZone(local: LocalMs, viewZone: string, zone: string): LocalMs {
  return zone === '' || zone === viewZone ? local : epochToLocal(zone, localToEpoch(viewZone, local));
}
