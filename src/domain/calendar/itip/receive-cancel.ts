// CANCEL: an event, or single occurrences, do not take place (RFC 5546 §3.2.5). What is cancelled stays, struck out.
import { isSeries } from '../../items/apply-edits.js';
import { type Component, propertyValue } from '../../items/component.js';
import { formatEditKey } from '../../items/edit-key.js';
import { instantOf, type Moment } from '../../items/moment.js';
import { formatIcalDate, formatIcalUtc } from '../../time/ical-time.js';
import { type EpochMs, MS_PER_DAY } from '../../time/types.js';
import { momentOfPart } from '../read-event-fields.js';
import { inSeries, nameOfOccurrence, type ReceiveContext, seriesStart } from './context.js';
import { type Instances, type ItemChange, occurrenceKey, type StoredState } from './message.js';
import { compareVersions, versionOf } from './version.js';

export type CancelOutcome =
  | { readonly state: 'newer'; readonly change: ItemChange }
  | { readonly state: 'outdated' | 'duplicate' | 'unknown-occurrence' };

type EditValues = Record<string, string | null>;

const isCancelled = (component: Component) => propertyValue(component, 'STATUS')?.trim().toUpperCase() === 'CANCELLED';

export function receiveCancel(context: ReceiveContext, stored: StoredState, here: Instances): CancelOutcome {
  const { found } = context;
  const edits: EditValues = {};
  const states = new Set<'outdated' | 'duplicate' | 'unknown-occurrence'>();
  if (found.master !== undefined) {
    const whole = here.master ?? [...here.overrides.values()][0];
    if (whole === undefined) states.add('unknown-occurrence');
    else if (compareVersions(versionOf(found.master), versionOf(whole)) < 0) states.add('outdated');
    else if (isCancelled(whole)) states.add('duplicate');
    else Object.assign(edits, cancelWhole(found.master, stored, here));
  }
  for (const wanted of found.overrides.values()) {
    const result = cancelOccurrence(wanted, stored, here);
    if (typeof result === 'string') states.add(result);
    else Object.assign(edits, result);
  }
  if (Object.keys(edits).length > 0) return { state: 'newer', change: { edits } };
  const [state = 'duplicate'] = states;
  return { state };
}

/** Occurrences of their own say their status themselves. */
function cancelWhole(message: Component, stored: StoredState, here: Instances): EditValues {
  const edits = statusEdits('', message);
  for (const override of here.overrides.values()) {
    const moment = momentOfPart(override, 'RECURRENCE-ID');
    if (moment === undefined || isCancelled(override)) continue;
    const rid =
      here.master === undefined && override === [...here.overrides.values()][0]
        ? ''
        : nameOfOccurrence(stored, here, moment);
    edits[formatEditKey({ rid, name: 'STATUS' })] = 'STATUS:CANCELLED';
  }
  return edits;
}

function cancelOccurrence(
  wanted: Component,
  stored: StoredState,
  here: Instances,
): EditValues | 'outdated' | 'duplicate' | 'unknown-occurrence' {
  const written = momentOfPart(wanted, 'RECURRENCE-ID');
  const old = here.overrides.get(occurrenceKey(wanted));
  const isKnown = old !== undefined || (here.master !== undefined && isSeries(here.master));
  if (written === undefined || !isKnown) return 'unknown-occurrence';
  const base = old ?? (here.master as Component);
  const order = compareVersions(versionOf(wanted), versionOf(base));
  if (old === undefined ? versionOf(wanted).sequence < versionOf(base).sequence : order < 0) return 'outdated';
  const moment = inSeries(here, written);
  if (isOnwards(wanted) && here.master !== undefined) return endSeries(wanted, here.master, moment, stored, here);
  if (isCancelled(base)) return 'duplicate';
  return cancelOne(wanted, moment, stored, here);
}

function cancelOne(message: Component, moment: Moment, stored: StoredState, here: Instances): EditValues {
  const rid = nameOfOccurrence(stored, here, moment);
  const edits = statusEdits(rid, message);
  return edits;
}

function statusEdits(rid: string, message: Component): EditValues {
  const edits: EditValues = { [formatEditKey({ rid, name: 'STATUS' })]: 'STATUS:CANCELLED' };
  edits[formatEditKey({ rid, name: 'SEQUENCE' })] = `SEQUENCE:${versionOf(message).sequence}`;
  const stamp = message.parts.find(({ name }) => name === 'DTSTAMP');
  if (stamp !== undefined) edits[formatEditKey({ rid, name: 'DTSTAMP' })] = stamp.text;
  return edits;
}

const isOnwards = (component: Component) =>
  component.parts.some(({ name, text }) => name === 'RECURRENCE-ID' && /;RANGE=THISANDFUTURE/i.test(text));

/** This and all later ones: the rule ends before it, and single occurrences after it are cancelled. */
function endSeries(
  message: Component,
  master: Component,
  moment: Moment,
  stored: StoredState,
  here: Instances,
): EditValues {
  const rule = propertyValue(master, 'RRULE');
  const edits: EditValues = { SEQUENCE: `SEQUENCE:${versionOf(message).sequence}` };
  if (rule !== undefined) {
    const rest = rule.split(';').filter((part) => !/^(?:UNTIL|COUNT)=/i.test(part));
    edits.RRULE = `RRULE:${[...rest, `UNTIL=${untilBefore(moment, here)}`].join(';')}`;
  }
  for (const override of here.overrides.values()) {
    const own = momentOfPart(override, 'RECURRENCE-ID');
    if (own !== undefined && instantOf(own) >= instantOf(moment))
      Object.assign(edits, cancelOne(message, inSeries(here, own), stored, here));
  }
  return edits;
}

function untilBefore(moment: Moment, here: Instances): string {
  if (moment.date) return formatIcalDate(moment.local - MS_PER_DAY);
  const floating = seriesStart(here)?.zone === '';
  const until = formatIcalUtc((instantOf(moment) - 1000) as EpochMs);
  return floating ? until.replace('Z', '') : until;
}
