// Messages between organiser and guests, looked at beside what is stored; nothing is written here.
import type { Interval } from '../../domain/calendar/availability/availability.js';
import { expandOne } from '../../domain/calendar/expand-fairly.js';
import { counterMessage, declineCounter, refreshMessage } from '../../domain/calendar/itip/answer.js';
import type { ItipMessage } from '../../domain/calendar/itip/message.js';
import { receive } from '../../domain/calendar/itip/receive.js';
import { messagesOf } from '../../domain/calendar/itip/send.js';
import { createView, type InvitationAbsence, textAfter } from '../../domain/calendar/itip/view.js';
import { readEventFields } from '../../domain/calendar/read-event-fields.js';
import { projectCalendarItem, seriesSpan } from '../../domain/calendar/rows.js';
import type { ItemRef } from '../../domain/items/item.js';
import type { Settings } from '../../domain/settings/settings.js';
import type { Clock } from '../../domain/time/clock.js';
import { type EpochMs, MS_PER_DAY } from '../../domain/time/types.js';
import type { CollectionRecord } from '../../store/database.js';
import type { StoredItem } from '../../store/shard-items.js';
import { currentText } from '../project-stored.js';
import type { QueryApi } from '../query.api.js';
import type { OccurrenceReader } from './occurrence-reader.js';

export type InvitationReader = Pick<QueryApi, 'invitation' | 'proposal' | 'answerTo' | 'requestOf'>;

export interface InvitationSources {
  readonly collections: () => Promise<CollectionRecord[]>;
  readonly settings: () => Promise<Settings>;
  readonly itemOf: (ref: ItemRef) => Promise<StoredItem | undefined>;
  readonly occurrences: OccurrenceReader;
  readonly clock: Clock;
}

/** How far ahead the next time of a series is looked for. */
const REACH = 400 * MS_PER_DAY;
/** Attack: an event of a thousand years is in conflict with everything. */
const MAX_CONFLICTS = 20;

const queryOf = ({ start, end }: Interval, timeZone: string) => ({
  from: start as EpochMs,
  to: Math.max(end, start + 1) as EpochMs,
  timeZone,
});

export function createInvitationReader(sources: InvitationSources): InvitationReader {
  const { collections, settings, itemOf, occurrences, clock } = sources;

  async function findItem(uid: string): Promise<(StoredItem & { collectionId: string }) | undefined> {
    for (const { id, kind } of await collections()) {
      const item = kind === 'calendar' ? await itemOf({ collectionId: id, uid }) : undefined;
      if (item !== undefined) return { ...item, collectionId: id };
    }
    return undefined;
  }

  /** When it is next: of a message on one occurrence that one, of what is past the first. */
  function nextTime(text: string, uid: string, timeZone: string, recurrenceId: string | undefined) {
    const rows = projectCalendarItem({ uid, text });
    const spans = rows.flatMap((row) => (row.kind === 'event' || row.kind === 'series' ? [seriesSpan(row)] : []));
    if (spans.length === 0) return undefined;
    const first = Math.min(...spans.map((span) => span.first));
    const expand = (from: number) =>
      expandOne(rows, { from: from as EpochMs, to: (from + REACH) as EpochMs }, timeZone, '').found;
    const all = recurrenceId === undefined ? [] : expand(first - MS_PER_DAY);
    const named = all.find((one) => one.recurrenceId === recurrenceId);
    const found = named ?? expand(Math.max(first - MS_PER_DAY, clock.now())).at(0) ?? expand(first - MS_PER_DAY).at(0);
    return found && { start: found.start, end: found.end };
  }

  async function conflictsIn(uid: string, window: Interval, timeZone: string) {
    // What one said no to is in nobody's way.
    const { addresses } = await settings();
    const own = { addresses, showDeclined: false };
    const all = await occurrences.read(queryOf(window, timeZone), await collections(), own);
    return all
      .filter((one) => one.uid !== uid && one.transparent !== true && one.status !== 'CANCELLED')
      .slice(0, MAX_CONFLICTS);
  }

  /** One's own absence then, of calendars that are hidden, too; out of office before focus time. */
  async function absenceIn(uid: string, window: Interval, timeZone: string): Promise<InvitationAbsence | undefined> {
    const all = await collections();
    const collectionIds = all.filter(({ kind, source }) => kind === 'calendar' && !source).map(({ id }) => id);
    const { addresses } = await settings();
    const own = { addresses, showDeclined: false };
    const found = await occurrences.read({ ...queryOf(window, timeZone), collectionIds }, all, own);
    const away = found.filter((one) => one.uid !== uid && one.away && !one.transparent && one.status !== 'CANCELLED');
    const occurrence = away.find((one) => one.away === 'out-of-office') ?? away[0];
    const item = occurrence && (await itemOf(occurrence));
    const fields = item && readEventFields(currentText(item), occurrence.recurrenceId);
    if (occurrence === undefined || fields === undefined || fields.absence === '') return undefined;
    const { absence, decline, declineText } = fields;
    return { absence, decline, declineText, occurrence };
  }

  return {
    async invitation(message, timeZone) {
      const stored = await findItem(message.uid);
      const { addresses } = await settings();
      const reception = receive(message, stored, { own: addresses });
      const view = createView(reception, stored);
      const text = message.method === 'COUNTER' ? message.text : textAfter(reception, stored);
      const next = view.after && nextTime(text, message.uid, timeZone, view.recurrenceId);
      const conflicts = next === undefined ? [] : await conflictsIn(message.uid, next, timeZone);
      const absence = next && (await absenceIn(message.uid, next, timeZone));
      return { ...view, conflicts, ...(next && { next }), ...(absence && { absence }) };
    },
    async proposal({ message, uid, recurrenceId, address, fields, comment }) {
      const state = (await findItem(uid)) ?? (message && { text: message.text, edits: {} });
      if (state === undefined) return undefined;
      return counterMessage({ uid, state, recurrenceId, address, fields, comment, now: clock.now() });
    },
    async answerTo(message: ItipMessage, comment) {
      if (message.method === 'COUNTER') return declineCounter(message, comment, clock.now());
      const [me] = (await settings()).addresses;
      return me === undefined ? undefined : refreshMessage(message, me, clock.now());
    },
    async requestOf(ref) {
      const item = await itemOf(ref);
      const { addresses: own } = await settings();
      return item === undefined ? [] : messagesOf(ref.uid, undefined, item, { own, now: clock.now() });
    },
  };
}
