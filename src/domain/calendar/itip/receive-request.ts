// REQUEST, PUBLISH and ADD: what the organiser says of the event (RFC 5546 §3.2.1, §3.2.2, §3.2.4).
import { isSeries } from '../../items/apply-edits.js';
import { type Component, createPart, formatComponents, propertyValue } from '../../items/component.js';
import { formatEditKey } from '../../items/edit-key.js';
import { formatMoment, formatMomentLine, type Moment, momentKey, readMomentLine } from '../../items/moment.js';
import { momentOfPart } from '../read-event-fields.js';
import { componentEdits } from './component-edits.js';
import { copyAt, dateForEdit, inSeries, nameOfOccurrence, type ReceiveContext } from './context.js';
import { type Instances, type ItemChange, occurrenceKey, type StoredState } from './message.js';
import { attendeesOf, isAmong, statusOf, writeParams } from './people.js';
import { compareVersions, versionOf } from './version.js';

/** `newer` has a change; the others have none. */
export type RequestOutcome =
  | { readonly state: 'newer'; readonly change: ItemChange }
  | { readonly state: 'outdated' | 'duplicate' | 'unknown-event' };

type EditValues = Record<string, string | null>;

/** What a REQUEST does to what is here. */
export function receiveRequest(context: ReceiveContext): RequestOutcome {
  const { message, found, stored, here } = context;
  if (stored === undefined || here === undefined) return { state: 'newer', change: { text: message.text, edits: {} } };
  if (found.master !== undefined && isNewerWhole(found.master, here)) return replaceWhole(context, stored, here);
  return receiveOccurrences(context, stored, here);
}

function isNewerWhole(master: Component, here: Instances): boolean {
  return here.master === undefined || compareVersions(versionOf(master), versionOf(here.master)) > 0;
}

/** The newer version takes the place of the item; what is a person's own stays (IT12). */
function replaceWhole(context: ReceiveContext, stored: StoredState, here: Instances): RequestOutcome {
  const { found } = context;
  const master = found.master as Component;
  const own = (component: Component, old: Component | undefined) =>
    old === undefined ? component : keepAnswer(keepPersonal(component, old), old, context);
  const overrides = [...found.overrides].map(([key, override]) => {
    const old = here.overrides.get(key);
    return old !== undefined && compareVersions(versionOf(override), versionOf(old)) < 0 ? old : own(override, old);
  });
  const { sequence } = versionOf(master);
  const kept = [...here.overrides].filter(
    ([key, old]) => !found.overrides.has(key) && isSeries(master) && versionOf(old).sequence >= sequence,
  );
  const known = new Set(found.zones.map((zone) => propertyValue(zone, 'TZID')));
  const zones = kept.length === 0 ? [] : here.zones.filter((zone) => !known.has(propertyValue(zone, 'TZID')));
  const text = formatComponents([
    ...found.zones,
    ...zones,
    own(master, here.master),
    ...overrides,
    ...kept.map(([, old]) => old),
  ]);
  return {
    state: 'newer',
    change: { text, edits: Object.fromEntries(Object.keys(stored.edits).map((key) => [key, null])) },
  };
}

/** Alarms, colour and, where the organiser has none, categories. */
function keepPersonal(component: Component, old: Component): Component {
  const isOwn = (name: string) =>
    name === 'VALARM' ||
    (name === 'COLOR' && propertyValue(old, name) !== undefined) ||
    (name === 'CATEGORIES' && propertyValue(component, name) === undefined);
  const lines = component.parts.filter(({ name }) => !isOwn(name));
  const blocks = old.parts.filter(({ name, block }) => isOwn(name) && block);
  const own = old.parts.filter(({ name, block }) => isOwn(name) && !block);
  return {
    ...component,
    parts: [...lines.filter(({ block }) => !block), ...own, ...lines.filter(({ block }) => block), ...blocks],
  };
}

/** An answer the organiser has not heard of yet holds as long as the times are the same (IT13). */
function keepAnswer(component: Component, old: Component, { own }: ReceiveContext): Component {
  if (versionOf(component).sequence !== versionOf(old).sequence) return component;
  const answers = new Map(attendeesOf(old).map((attendee) => [attendee.key, attendee]));
  const parts = component.parts.map((part) => {
    const [me] = part.name === 'ATTENDEE' && !part.block ? attendeesOf({ ...component, parts: [part] }) : [];
    const mine = me && isAmong(me.key, own) ? answers.get(me.key) : undefined;
    if (me === undefined || mine === undefined || statusOf(me) !== 'NEEDS-ACTION') return part;
    return statusOf(mine) === 'NEEDS-ACTION'
      ? part
      : createPart('ATTENDEE', writeParams(me.line, { PARTSTAT: statusOf(mine) }));
  });
  return { ...component, parts };
}

/** Single occurrences, each by its own version. */
function receiveOccurrences(context: ReceiveContext, stored: StoredState, here: Instances): RequestOutcome {
  const { found } = context;
  const edits: EditValues = {};
  const added: Component[] = [];
  let isOld = found.master !== undefined && here.master !== undefined && isOlder(found.master, here.master);
  for (const [key, wanted] of found.overrides) {
    const old = here.overrides.get(key);
    const order = old ? compareVersions(versionOf(wanted), versionOf(old)) : orderAgainstSeries(wanted, here);
    if (order < 0) isOld = true;
    if (order <= 0) continue;
    if (old === undefined && (here.master === undefined || !isSeries(here.master))) added.push(wanted);
    else Object.assign(edits, occurrenceEdits(context, stored, here, wanted));
  }
  if (added.length > 0) return { state: 'newer', change: { text: stored.text + formatComponents(added), edits } };
  if (Object.keys(edits).length > 0) return { state: 'newer', change: { edits } };
  return { state: isOld ? 'outdated' : 'duplicate' };
}

const isOlder = (a: Component, b: Component) => compareVersions(versionOf(a), versionOf(b)) < 0;

/** An occurrence that is as the series says: a message about it counts unless it is of an earlier schedule. */
function orderAgainstSeries(wanted: Component, { master }: Instances): number {
  return master !== undefined && versionOf(wanted).sequence < versionOf(master).sequence ? -1 : 1;
}

/** Edits that make one occurrence say what the message says of it; one that was taken away is back. */
function occurrenceEdits(context: ReceiveContext, stored: StoredState, here: Instances, wanted: Component): EditValues {
  const written = momentOfPart(wanted, 'RECURRENCE-ID');
  if (written === undefined) return {};
  const moment = inSeries(here, written);
  const rid = nameOfOccurrence(stored, here, moment);
  const old = here.overrides.get(occurrenceKey(wanted));
  const current = old ?? copyAt(here, moment);
  if (current === undefined) return {};
  const edits = componentEdits(rid, current, keepAnswer(wanted, current, context), stored.edits, context.zones);
  return { ...edits, ...bringBack(stored, here, moment) };
}

function bringBack(stored: StoredState, here: Instances, moment: Moment): EditValues {
  const away = here.master?.parts.some(
    (part) => part.name === 'EXDATE' && !part.block && exdateKeys(part.text).includes(momentKey(moment)),
  );
  return away ? { [formatEditKey({ name: 'EXDATE', id: formatMoment(dateForEdit(stored, here, moment)) })]: '' } : {};
}

function exdateKeys(text: string): string[] {
  const colon = text.indexOf(':');
  const head = text.slice(0, colon + 1);
  return text
    .slice(colon + 1)
    .split(',')
    .flatMap((value) => {
      const moment = readMomentLine(head + value);
      return moment === undefined ? [] : [momentKey(moment)];
    });
}

/** ADD: further occurrences of a series, or of an event that becomes one by them. */
export function receiveAdd(context: ReceiveContext): RequestOutcome {
  const { found, stored, here } = context;
  const series = here?.master;
  const wanted = found.master;
  const start = wanted && momentOfPart(wanted, 'DTSTART');
  if (stored === undefined || here === undefined || series === undefined) return { state: 'unknown-event' };
  if (wanted === undefined || start === undefined) return { state: 'duplicate' };
  const moment = inSeries(here, start);
  const isHere = here.overrides.has(momentKey(moment));
  const order = compareVersions(versionOf(wanted), versionOf(series));
  if (order < 0 || isHere) return { state: isHere ? 'duplicate' : 'outdated' };
  const rid = nameOfOccurrence(stored, here, moment);
  const edits = componentEdits(rid, copyAt(here, moment) ?? series, wanted, stored.edits, context.zones);
  const date = dateForEdit(stored, here, moment);
  edits[formatEditKey({ name: 'RDATE', id: formatMoment(date) })] = formatMomentLine('RDATE', date);
  edits.SEQUENCE = `SEQUENCE:${versionOf(wanted).sequence}`;
  // An override that says nothing of its own would not be made: its time is always said.
  edits[formatEditKey({ rid, name: 'DTSTART' })] ??= formatMomentLine('DTSTART', moment);
  return { state: 'newer', change: { edits } };
}
