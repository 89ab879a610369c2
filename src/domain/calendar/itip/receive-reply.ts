// REPLY: what a guest answers (RFC 5546 §3.2.3). Each answer is one edit of one guest's line, so that guests who
// answer at once all count.
import { isSeries } from '../../items/apply-edits.js';
import { type Component, propertyValue } from '../../items/component.js';
import { formatContentLine, paramValue, unescapeText } from '../../items/content-line.js';
import { momentOfPart } from '../read-event-fields.js';
import { keyOfAttendee } from './component-edits.js';
import { copyAt, inSeries, nameOfOccurrence, type ReceiveContext, recurrenceIdOf } from './context.js';
import { allInstances, type Instances, occurrenceKey, type StoredState } from './message.js';
import {
  addressKey,
  attendeeOf,
  attendeesOf,
  isAmong,
  type Participant,
  sentByOf,
  statusOf,
  writeParams,
} from './people.js';
import type { Concern, GuestAnswer } from './reception.js';
import { versionOf } from './version.js';

/** When a guest answered, so that an earlier answer that arrives late does not count. Apple's servers write it too. */
export const ANSWERED = 'X-CALENDARSERVER-DTSTAMP';
/** What a guest wrote with the answer; as Apple and Exchange keep it. */
export const REMARK = 'X-RESPONSE-COMMENT';
/** Attack: a novel in every answer, kept on the guest list for ever. */
export const MAX_REMARK = 500;

export interface ReplyOutcome {
  readonly edits: Readonly<Record<string, string | null>>;
  readonly answers: readonly GuestAnswer[];
  readonly concerns: readonly Concern[];
}

/** The one who answers; undefined when a component names none, several or different ones. */
export function answererOf(context: ReceiveContext): Participant | undefined {
  const components = allInstances(context.found);
  const answerers = components.map((component) => {
    // A delegation names the delegate as well (RFC 5546 §3.2.2.3).
    const all = attendeesOf(component);
    return all.length === 1 ? all[0] : all.find((one) => statusOf(one) === 'DELEGATED');
  });
  const [first] = answerers;
  return first !== undefined && answerers.every((one) => one?.key === first.key) ? first : undefined;
}

export function receiveReply(context: ReceiveContext, stored: StoredState, here: Instances): ReplyOutcome {
  const answerer = answererOf(context);
  if (answerer === undefined) return { edits: {}, answers: [], concerns: [{ code: 'no-attendee', level: 'refuse' }] };
  const edits: Record<string, string | null> = {};
  const concerns: Concern[] = senderConcerns(context, answerer);
  const answers: GuestAnswer[] = [];
  for (const component of allInstances(context.found)) {
    answers.push(readAnswer(component, answerer));
    const result = answerEdits(component, answerer, stored, here);
    if ('code' in result) concerns.push(result);
    else {
      Object.assign(edits, result.edits);
      concerns.push(...result.concerns);
    }
  }
  // Of several occurrences one that is new is enough to have something to do.
  const left = Object.keys(edits).length > 0 ? concerns.filter(({ level }) => level !== 'done') : concerns;
  return { edits, answers, concerns: left };
}

function senderConcerns({ sender }: ReceiveContext, answerer: Participant): Concern[] {
  if (sender === undefined) return [];
  const allowed = [answerer.key, ...(sentByOf(answerer) ?? [])].flat();
  if (isAmong(sender, allowed)) return [];
  return [{ code: 'sender-differs', level: 'ask', address: addressKey(sender), expected: answerer.key }];
}

/** What the guest says of one component. */
export function readAnswer(component: Component, answerer: Participant): GuestAnswer {
  const line = attendeeOf(component, answerer.key) ?? answerer;
  return {
    address: line.line.value.trim(),
    name: line.name,
    status: statusOf(line),
    comment: unescapeText(propertyValue(component, 'COMMENT') ?? '').slice(0, MAX_REMARK),
    delegate: paramValue(line.line, 'DELEGATED-TO') ?? '',
    recurrenceId: recurrenceIdOf(component),
  };
}

interface AnswerEdits {
  readonly edits: Readonly<Record<string, string>>;
  readonly concerns: readonly Concern[];
}

function answerEdits(
  component: Component,
  answerer: Participant,
  stored: StoredState,
  here: Instances,
): AnswerEdits | Concern {
  const target = targetOf(component, stored, here);
  if (target === undefined) return { code: 'unknown-occurrence', level: 'refuse' };
  const { rid, current } = target;
  const known = attendeeOf(current, answerer.key);
  const stamp = propertyValue(component, 'DTSTAMP')?.trim() ?? '';
  const before = known === undefined ? '' : (paramValue(known.line, ANSWERED) ?? '');
  const answer = readAnswer(component, answerer);
  const isSame = known !== undefined && statusOf(known) === answer.status && before === stamp && stamp !== '';
  if (isSame) return { code: 'duplicate', level: 'done' };
  // Both are UTC in one form: as texts they stand in the order of time.
  if (before !== '' && stamp !== '' && stamp < before) return { code: 'outdated', level: 'done' };
  const concerns: Concern[] = [];
  if (versionOf(component).sequence < versionOf(current).sequence) concerns.push({ code: 'old-answer', level: 'ask' });
  const delegator = paramValue(answerer.line, 'DELEGATED-FROM');
  const isDelegate = delegator !== undefined && attendeeOf(current, delegator) !== undefined;
  if (known === undefined && !isDelegate)
    concerns.push({ code: 'guest-not-invited', level: 'ask', address: answerer.key });
  const edits = guestEdits(rid, current, component, answerer, answer, stamp);
  return { edits, concerns };
}

/** Lines of the guest and, where the guest sends another, of that one. */
function guestEdits(
  rid: string,
  current: Component,
  component: Component,
  answerer: Participant,
  answer: GuestAnswer,
  stamp: string,
): Record<string, string> {
  const edits: Record<string, string> = {};
  const said = attendeeOf(component, answerer.key)?.line ?? answerer.line;
  const known = attendeeOf(current, answerer.key);
  edits[keyOfAttendee(rid, current, answerer.key)] = writeParams(known?.line ?? said, {
    PARTSTAT: answer.status,
    'DELEGATED-TO': paramValue(said, 'DELEGATED-TO'),
    'DELEGATED-FROM': paramValue(said, 'DELEGATED-FROM') ?? (known && paramValue(known.line, 'DELEGATED-FROM')),
    [ANSWERED]: stamp === '' ? undefined : stamp,
    [REMARK]: answer.comment === '' ? undefined : answer.comment.replaceAll('"', "'"),
  });
  for (const other of attendeesOf(component)) {
    if (other.key === answerer.key || answer.delegate === '' || other.key !== addressKey(answer.delegate)) continue;
    if (attendeeOf(current, other.key) === undefined)
      edits[keyOfAttendee(rid, current, other.key)] = formatContentLine(other.line);
  }
  return edits;
}

interface Target {
  readonly rid: string;
  readonly current: Component;
}

/** Which component of ours is meant, and by which name its edits go. */
export function targetOf(component: Component, stored: StoredState, here: Instances): Target | undefined {
  const written = momentOfPart(component, 'RECURRENCE-ID');
  if (written === undefined) {
    const current = here.master ?? [...here.overrides.values()][0];
    return current && { rid: '', current };
  }
  const old = here.overrides.get(occurrenceKey(component));
  const moment = inSeries(here, written);
  const isOfSeries = here.master !== undefined && isSeries(here.master);
  const current = old ?? (isOfSeries ? copyAt(here, moment) : undefined);
  if (current === undefined) return undefined;
  const rid = nameOfOccurrence(stored, here, moment);
  return { rid, current };
}
