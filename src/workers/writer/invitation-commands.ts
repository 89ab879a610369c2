// Messages that are carried out, and answers that are given.
import { acceptCounter, answerChange } from '../../domain/calendar/itip/answer.js';
import { changeState, type ItemChange, type StoredState } from '../../domain/calendar/itip/message.js';
import { receive } from '../../domain/calendar/itip/receive.js';
import { verdictOf } from '../../domain/calendar/itip/reception.js';
import { messagesOf } from '../../domain/calendar/itip/send.js';
import { canEdit } from '../../domain/collections/collection.js';
import { DELETED } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import { isLive, recordToCollection } from '../../store/collection-record.js';
import type { StoredItem } from '../../store/shard-items.js';
import type { GivenAnswer } from '../event-commands.api.js';
import type { ItemWrite } from '../item-commands.api.js';
import { mayWrite } from '../shares.js';
import type { Command } from '../sync.api.js';
import { deletion, planItems } from './plan-items.js';
import { ownAddresses, planEvents, stateOf } from './plan-people.js';
import { liveCollection, type Plan, readStored, requireItem, type WriterContext } from './write-documents.js';

export type InvitationCommand = Extract<Command, { type: 'receiveMessage' | 'answerEvent' }>;

interface Place {
  readonly collectionId: string;
  /** Deleted ones too. */
  readonly item: StoredItem | undefined;
}

/** Where the event is; where it is to go when it is nowhere. */
async function findPlace({ db }: WriterContext, uid: string, home: string): Promise<Place> {
  const calendars = (await db.collections.toArray()).filter(
    (record) => isLive(record) && record.kind === 'calendar' && canEdit(recordToCollection(record)),
  );
  for (const { id } of calendars) {
    if (!(await mayWrite(db, id))) continue;
    const item = await readStored(db, id, uid);
    if (stateOf(item) !== undefined) return { collectionId: id, item };
  }
  await liveCollection(db, home);
  return { collectionId: home, item: await readStored(db, home, uid) };
}

async function planReceive(
  context: WriterContext,
  { message, decision }: Extract<InvitationCommand, { type: 'receiveMessage' }>,
): Promise<Plan> {
  const { uid } = message;
  const { collectionId, item } = await findPlace(context, uid, decision.collectionId);
  const stored = stateOf(item);
  const own = await ownAddresses(context);
  const reception = receive(message, stored, { own });
  const verdict = verdictOf(reception);
  const isRefused = verdict === 'refuse' || (verdict === 'ask' && !decision.insist);
  if (isRefused) throw new AppError('invite/refused', 'The message may not change this event.', { uid });
  if (decision.remove === true && stored !== undefined)
    return planItems(context, [deletion(context, collectionId, uid)], { uid });
  if (decision.takeProposal === true && stored !== undefined) {
    const edits = acceptCounter(message, stored, context.clock.now());
    return planEvents(context, [{ collectionId, uid, edits }], { uid });
  }
  const change = reception.change ?? { edits: {} };
  const received = changeState(stored, change);
  const { answer } = decision;
  const answered =
    answer === undefined ? { edits: {} } : answerAll(received, reception.occurrences, answer.address, answer.status);
  const write = {
    collectionId,
    uid,
    ...change,
    edits: { ...freshEdits(item, change), ...change.edits, ...answered.edits },
  };
  const plan = await planItems(context, [write], { uid });
  if (answer === undefined) return plan;
  return withReply(context, plan, uid, received, answered, answer);
}

/** A text that comes in the place of another, deleted or not, takes none of its edits over. */
function freshEdits(item: StoredItem | undefined, { text }: ItemChange): ItemWrite['edits'] {
  if (item === undefined || text === undefined) return {};
  const none = Object.fromEntries(Object.keys(item.edits).map((key) => [key, null]));
  return DELETED in none ? { ...none, [DELETED]: '' } : none;
}

function answerAll(
  state: StoredState,
  occurrences: readonly string[],
  address: string,
  status: GivenAnswer['status'],
): ItemChange {
  const wanted = occurrences.includes('') ? [undefined] : occurrences;
  const edits: Record<string, string | null> = {};
  for (const recurrenceId of wanted) Object.assign(edits, answerChange(state, recurrenceId, address, status).edits);
  return { edits };
}

/** Who answers says so, even when it is what they said before. */
async function withReply(
  context: WriterContext,
  plan: Plan,
  uid: string,
  before: StoredState,
  answered: ItemChange,
  { address, comment }: GivenAnswer,
): Promise<Plan> {
  const own = [...(await ownAddresses(context)), address];
  const unanswered = changeState(before, { edits: withoutAnswers(answered) });
  const options = { own, now: context.clock.now(), comment };
  const messages = messagesOf(uid, unanswered, changeState(before, answered), options);
  return { ...plan, answer: { ...plan.answer, messages } };
}

function withoutAnswers({ edits }: ItemChange): ItemChange['edits'] {
  return Object.fromEntries(
    Object.entries(edits).map(([key, line]) => [
      key,
      line?.replace(/PARTSTAT=[A-Z-]+/, 'PARTSTAT=NEEDS-ACTION') ?? null,
    ]),
  );
}

async function planAnswer(
  context: WriterContext,
  { ref, answer }: Extract<InvitationCommand, { type: 'answerEvent' }>,
): Promise<Plan> {
  const { collectionId, uid, recurrenceId } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const change = answerChange(item, recurrenceId, answer.address, answer.status);
  const write = { collectionId, uid, edits: change.edits };
  const plan = await planItems(context, [write], { uid });
  return withReply(context, plan, uid, item, change, answer);
}

export function planInvitationCommand(context: WriterContext, command: InvitationCommand): Promise<Plan> {
  return command.type === 'receiveMessage' ? planReceive(context, command) : planAnswer(context, command);
}
