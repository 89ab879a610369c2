// Taking back an edit that others have been told of: they believe only what is newer (IT50).
import { applyEdits } from '../../items/apply-edits.js';
import { formatEditKey } from '../../items/edit-key.js';
import { momentOfPart } from '../read-event-fields.js';
import { nameOfOccurrence, organizerIn } from './context.js';
import { allInstances, readInstances, type StoredState } from './message.js';
import { isAmong } from './people.js';
import { versionOf } from './version.js';

type EditValues = Readonly<Record<string, string | null>>;

const instancesOf = ({ text, edits }: StoredState) => readInstances(applyEdits(text, edits));
const highest = (state: StoredState) =>
  Math.max(0, ...allInstances(instancesOf(state)).map((one) => versionOf(one).sequence));

/**
 * The edits that take something back, with a SEQUENCE above all that the guests have heard. A guest's own edits have none.
 *
 * @param before - What others know; undefined when they know that it was deleted (its CANCEL was one above it).
 * @param after - The item with the edits.
 */
export function withNewerVersion(
  edits: EditValues,
  before: StoredState | undefined,
  after: StoredState,
  own: readonly string[],
): EditValues {
  const here = instancesOf(after);
  const organizer = organizerIn(here);
  if (organizer === undefined || !isAmong(organizer.key, own)) return edits;
  const sequence = (before === undefined ? highest(after) + 1 : highest(before)) + 1;
  const raised = allInstances(here).map((component) => {
    const moment = momentOfPart(component, 'RECURRENCE-ID');
    const rid = moment === undefined ? '' : nameOfOccurrence(after, here, moment);
    return [formatEditKey({ rid, name: 'SEQUENCE' }), `SEQUENCE:${sequence}`] as const;
  });
  return { ...edits, ...Object.fromEntries(raised) };
}
