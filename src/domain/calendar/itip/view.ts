// What a person sees of a message before they decide.
import { applyEdits, isSeries } from '../../items/apply-edits.js';
import { type Component, propertyValue } from '../../items/component.js';
import { unescapeText } from '../../items/content-line.js';
import { formatMoment } from '../../items/moment.js';
import type { Absence, AbsenceFields, Decline } from '../absence-fields.js';
import type { EventFields } from '../event-fields.js';
import type { EventOccurrence } from '../occurrence.js';
import { momentOfPart, readEventFields } from '../read-event-fields.js';
import { readCounter } from './answer.js';
import { inSeries, recurrenceIdOf } from './context.js';
import { allInstances, changeState, type ItipMessage, readInstances, type StoredState } from './message.js';
import { attendeeOf, statusOf } from './people.js';
import { type Reception, type Verdict, verdictOf } from './reception.js';

export interface InvitationView extends Omit<Reception, 'message' | 'change'> {
  readonly uid: string;
  readonly method: ItipMessage['method'];
  readonly verdict: Verdict;
  /** Carrying it out writes something. */
  readonly changes: boolean;
  /** The calendar it is in; absent when it is new. */
  readonly collectionId?: string;
  readonly title: string;
  /** The event as it is here; absent when it is new. */
  readonly before?: EventFields;
  /** The event as it will be; absent for what has no times that can be read. */
  readonly after?: EventFields;
  readonly recurring: boolean;
  readonly isTask: boolean;
  /** The one occurrence it is about, as the series here names it. */
  readonly recurrenceId?: string;
  /** What the organiser wrote with it (COMMENT). */
  readonly comment: string;
  /** One's own answer so far: PARTSTAT. */
  readonly myStatus?: string;
  /** Its next time, instants, and what of one's own lies in it. */
  readonly next?: { readonly start: number; readonly end: number };
  readonly conflicts: readonly EventOccurrence[];
  /** One's absence at that time, which says what becomes of invitations. */
  readonly absence?: InvitationAbsence;
}

export interface InvitationAbsence extends AbsenceFields {
  readonly absence: Absence;
  readonly occurrence: EventOccurrence;
}

/**
 * What an absence makes of a message that asks somebody to come (rules UN5, UN6): declining is proposed of every one
 * that is not declined already, and done by itself only where nobody has answered yet and nothing is doubtful. A whole
 * series is not declined for one of its dates.
 */
export function declineOf(view: Omit<InvitationView, 'conflicts'>): Decline | undefined {
  const { absence, kind, verdict, method, myStatus, me, recurring, recurrenceId } = view;
  if (absence === undefined || absence.decline === '' || (recurring && recurrenceId === undefined)) return undefined;
  const asks = (kind === 'invitation' || kind === 'update') && method !== 'PUBLISH' && verdict !== 'refuse';
  if (!asks || myStatus === 'DECLINED') return undefined;
  const isFresh = kind === 'invitation' && (myStatus ?? 'NEEDS-ACTION') === 'NEEDS-ACTION';
  const isPlain = verdict === 'apply' && me !== undefined && isFresh;
  return absence.decline === 'auto' && isPlain ? 'auto' : 'offer';
}

/** The text the event will have when the message is carried out; the message's own where that changes nothing. */
export function textAfter(reception: Reception, stored: StoredState | undefined): string {
  const { change, message } = reception;
  if (change === undefined) return stored === undefined ? message.text : applyEdits(stored.text, stored.edits);
  const { text, edits } = changeState(stored, change);
  return applyEdits(text, edits);
}

/** All of the view but its times and conflicts, which take a look into the calendars. */
export function createView(
  reception: Reception,
  stored: (StoredState & { readonly collectionId: string }) | undefined,
): Omit<InvitationView, 'conflicts' | 'next' | 'absence'> {
  const { message, change, ...rest } = reception;
  const found = readInstances(message.text);
  const [first] = allInstances(found);
  const after = textAfter(reception, stored);
  const instances = readInstances(after);
  const recurrenceId = first === undefined ? undefined : nameIn(after, first);
  const fields = message.method === 'COUNTER' && stored ? readCounter(message, stored) : undefined;
  const before = fields?.before ?? (stored && readEventFields(applyEdits(stored.text, stored.edits), recurrenceId));
  const own = instances.overrides.get(recurrenceKey(instances, recurrenceId)) ?? instances.master ?? first;
  const me = own && reception.me ? attendeeOf(own, reception.me) : undefined;
  return {
    ...rest,
    uid: message.uid,
    method: message.method,
    verdict: verdictOf(reception),
    changes: change !== undefined,
    title: titleOf(first, own),
    recurring: instances.master !== undefined && isSeries(instances.master),
    isTask: found.kind === 'VTODO',
    comment: unescapeText((first && propertyValue(first, 'COMMENT')) ?? ''),
    ...(stored && { collectionId: stored.collectionId }),
    ...(before && { before }),
    ...(recurrenceId !== undefined && { recurrenceId }),
    ...(me && { myStatus: statusOf(me) }),
    ...afterFields(fields?.after ?? readEventFields(after, recurrenceId) ?? readEventFields(message.text)),
  };
}

const afterFields = (after: EventFields | undefined) => after && { after };

function titleOf(first: Component | undefined, own: Component | undefined): string {
  const title = (first && propertyValue(first, 'SUMMARY')) ?? (own && propertyValue(own, 'SUMMARY')) ?? '';
  return unescapeText(title);
}

/** RECURRENCE-ID of a message's component, as the item's series writes it. */
function nameIn(text: string, component: Component): string | undefined {
  const moment = momentOfPart(component, 'RECURRENCE-ID');
  if (moment === undefined) return undefined;
  const here = readInstances(text);
  return here.master === undefined ? recurrenceIdOf(component) : formatMoment(inSeries(here, moment));
}

function recurrenceKey({ overrides }: ReturnType<typeof readInstances>, recurrenceId: string | undefined): string {
  for (const [key, override] of overrides) if (recurrenceIdOf(override) === recurrenceId) return key;
  return '';
}
