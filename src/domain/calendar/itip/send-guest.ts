// What a guest sends: REPLY, by occurrence where the answers differ (RFC 5546 §3.2.3).
import { type Component, createPart, propertyValue } from '../../items/component.js';
import { unescapeText } from '../../items/content-line.js';
import { momentKey } from '../../items/moment.js';
import { copyAt } from './context.js';
import type { EditedItem, SendOptions } from './edited-item.js';
import { allInstances, type Instances, occurrenceKey } from './message.js';
import {
  commentParts,
  makeComponent,
  messageText,
  type OutgoingMessage,
  partsOf,
  publicLine,
  stampPart,
} from './outgoing.js';
import { attendeesOf, isAmong, type Participant, statusOf, withParams } from './people.js';
import { exdates } from './send-organizer.js';

/** One thing to tell: of a component, how one takes part now. */
interface Said {
  readonly component: Component;
  readonly me: Participant;
  readonly status: string;
}

const meIn = (component: Component | undefined, own: readonly string[]) =>
  component && attendeesOf(component).find(({ key }) => isAmong(key, own));

export function guestMessages(edited: EditedItem, organizer: Participant, options: SendOptions): OutgoingMessage[] {
  const { before, after } = edited;
  if (before !== undefined && isOff(before)) return [];
  const said = after === undefined ? leaving(before, options.own) : answers(before, after, options.own);
  const [first] = said;
  if (first === undefined) return [];
  const shown = after ?? (before as Instances);
  const summary = allInstances(shown)
    .map((component) => propertyValue(component, 'SUMMARY'))
    .find((text) => text !== undefined);
  const components = said.map((one) => replyComponent(one, organizer, options));
  const recurrenceId = said.length === 1 ? propertyValue(first.component, 'RECURRENCE-ID')?.trim() : undefined;
  return [
    {
      method: 'REPLY',
      uid: edited.uid,
      sender: first.me.line.value.trim(),
      recipients: [{ address: organizer.line.value.trim(), name: organizer.name }],
      title: unescapeText(summary ?? ''),
      text: messageText(components, shown),
      status: first.status,
      ...(recurrenceId !== undefined && { recurrenceId }),
      significant: true,
    },
  ];
}

function isOff({ master, overrides }: Instances): boolean {
  const component = master ?? [...overrides.values()][0];
  return component !== undefined && propertyValue(component, 'STATUS')?.trim().toUpperCase() === 'CANCELLED';
}

/** Who takes an invitation out of the calendar does not come. */
function leaving(before: Instances | undefined, own: readonly string[]): Said[] {
  if (before === undefined) return [];
  const component = before.master ?? [...before.overrides.values()][0];
  const me = meIn(component, own);
  if (component === undefined || me === undefined || statusOf(me) === 'DECLINED') return [];
  return [{ component, me, status: 'DECLINED' }];
}

function answers(before: Instances | undefined, after: Instances, own: readonly string[]): Said[] {
  const said: Said[] = [];
  for (const component of allInstances(after)) {
    const me = meIn(component, own);
    if (me === undefined) continue;
    const old = meIn(oldOf(component, before), own);
    const isForced = /;SCHEDULE-FORCE-SEND=REPLY/i.test(partsOf(component, 'ORGANIZER')[0]?.text ?? '');
    const was = old === undefined ? 'NEEDS-ACTION' : statusOf(old);
    if (was !== statusOf(me) || isForced) said.push({ component, me, status: statusOf(me) });
  }
  return [...said, ...skipped(before, after, own)];
}

/** What the component was before: an occurrence of its own was as its series says. */
function oldOf(component: Component, before: Instances | undefined): Component | undefined {
  const key = occurrenceKey(component);
  return key === '' ? before?.master : (before?.overrides.get(key) ?? before?.master);
}

/** Occurrences a guest took out of the series: declined, unless they were so before. */
function skipped(before: Instances | undefined, after: Instances, own: readonly string[]): Said[] {
  const { master } = after;
  const me = meIn(master, own);
  if (master === undefined || me === undefined) return [];
  const old = new Set(before?.master === undefined ? [] : exdates(before.master).map(momentKey));
  return exdates(master).flatMap((moment) => {
    const key = momentKey(moment);
    const override = before?.overrides.get(key);
    const was = meIn(override, own);
    if (old.has(key) || (was !== undefined && statusOf(was) === 'DECLINED')) return [];
    const component = override ?? copyAt(after, moment) ?? master;
    return [{ component, me: was ?? me, status: 'DECLINED' }];
  });
}

const REPLY_NAMES = ['UID', 'RECURRENCE-ID', 'SEQUENCE', 'DTSTART', 'DTEND', 'DUE', 'DURATION', 'SUMMARY'] as const;

function replyComponent({ component, me, status }: Said, organizer: Participant, options: SendOptions): Component {
  const line = withParams(me.line, { PARTSTAT: status, RSVP: undefined });
  return makeComponent(component.name, [
    ...partsOf(component, ...REPLY_NAMES),
    stampPart(options.now),
    createPart('ORGANIZER', publicLine(organizer)),
    createPart('ATTENDEE', publicLine({ ...me, line })),
    ...commentParts(options.comment ?? ''),
  ]);
}
