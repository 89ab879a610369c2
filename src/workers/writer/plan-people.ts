// Edits of events that others take part in: what changes with them, and what the others should be told.

import { editsAmongPeople } from '../../domain/calendar/itip/guest-rules.js';
import { changeState, type StoredState } from '../../domain/calendar/itip/message.js';
import type { OutgoingMessage } from '../../domain/calendar/itip/outgoing.js';
import { hasPeople, messagesOf } from '../../domain/calendar/itip/send.js';
import { withNewerVersion } from '../../domain/calendar/itip/take-back.js';
import { DELETED } from '../../domain/collections/document-id.js';
import { readSettings } from '../../domain/settings/read-settings.js';
import { isCounted, type StoredItem } from '../../store/shard-items.js';
import type { ItemWrite } from '../item-commands.api.js';
import { createItemReader } from './item-reader.js';
import { planItems } from './plan-items.js';
import { type Plan, readStored, type WriterContext } from './write-documents.js';

/** The person's calendar addresses. */
export async function ownAddresses({ db }: WriterContext): Promise<readonly string[]> {
  return readSettings(await db.settings.toArray()).addresses;
}

/** An item as rules on invitations see it: a deleted one is none. */
export function stateOf(item: StoredItem | undefined): StoredState | undefined {
  return isCounted(item) ? { text: item.text, edits: item.edits } : undefined;
}

/** The item after a write; undefined when that deletes it. */
export function stateAfter(state: StoredItem | StoredState | undefined, write: ItemWrite): StoredState | undefined {
  const after = changeState(state, write);
  if (after.text === '' || (after.edits[DELETED] ?? '') !== '') return undefined;
  return after;
}

interface Told {
  before?: StoredState;
  after?: StoredState;
}

/** {@link planItems} for events: with what the rules on guests add, and the messages that tell them. */
export async function planEvents(
  context: WriterContext,
  writes: readonly ItemWrite[],
  answer: Plan['answer'] = {},
): Promise<Plan> {
  const reader = createItemReader(context.db);
  // Side by side, and read once: each waits for the database's process, and none for another.
  const reading = writes.flatMap(({ collectionId, uid }) => [
    reader.editable(collectionId),
    reader.read(collectionId, uid),
  ]);
  const [own] = await Promise.all([ownAddresses(context), ...reading]);
  // An event that goes to another calendar is deleted in one and new in the other: it is told of once.
  const told = new Map<string, Told>();
  const planned: ItemWrite[] = [];
  for (const write of writes) {
    const item = await reader.read(write.collectionId, write.uid);
    const before = stateOf(item);
    const first = stateAfter(item, write);
    const edits = first !== undefined && hasPeople(first) ? editsAmongPeople(write.edits, first, own) : write.edits;
    const whole = { ...write, edits };
    planned.push(whole);
    const known = told.get(write.uid) ?? {};
    told.set(write.uid, { before: known.before ?? before, after: stateAfter(item, whole) ?? known.after });
  }
  const plan = await planItems(context, planned, answer, { reader });
  const messages = own.length === 0 ? [] : messagesAbout(told, own, context);
  return messages.length === 0 ? plan : { ...plan, answer: { ...plan.answer, messages } };
}

/** Takes back edits that others were told of. Events only: nothing else is told of. */
export async function planTakenBack(context: WriterContext, writes: readonly ItemWrite[]): Promise<Plan> {
  const own = await ownAddresses(context);
  const newer: ItemWrite[] = [];
  for (const write of writes) {
    const item = await readStored(context.db, write.collectionId, write.uid);
    const after = stateAfter(item, write);
    const isTold = after !== undefined && hasPeople(after);
    newer.push(isTold ? { ...write, edits: withNewerVersion(write.edits, stateOf(item), after, own) } : write);
  }
  return planEvents(context, newer);
}

function messagesAbout(
  told: ReadonlyMap<string, Told>,
  own: readonly string[],
  { clock }: WriterContext,
): OutgoingMessage[] {
  const people = [...told].filter(([, { before, after }]) =>
    [before, after].some((state) => state && hasPeople(state)),
  );
  return people.flatMap(([uid, { before, after }]) => messagesOf(uid, before, after, { own, now: clock.now() }));
}
