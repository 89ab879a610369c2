// A series that was divided knows its parts, so that devices which divided it apart agree where each of them ends
// (SS12–SS15 in docs/rules/calendar.md).
import { applyEdits, isOverride } from '../items/apply-edits.js';
import { parseComponents } from '../items/component.js';
import type { Edits } from '../items/item.js';
import { formatMoment, type Moment, readMomentValue } from '../items/moment.js';
import { frameOf, fromText } from '../items/series-frame.js';
import { valueId } from '../items/value-id.js';
import type { EpochMs, LocalMs } from '../time/types.js';
import { findContext } from './event-edits.js';
import { projectCalendarItem } from './project-calendar-item.js';
import { readEventComponents } from './read-event-fields.js';
import { startsBetween } from './recurrence/recurrence-set.js';
import { compileSeries } from './series.js';
import { endSeriesEdits, startOfSeries } from './split-series.js';

/** Begins the edit keys of an item that say where it was divided: one for each part, `''` when that was undone. */
export const SPLIT = 'split ';
/** Edit key of a part: what it is a part of. */
export const PART = 'part';
/** Edit key under which it stands what a part's end took the place of. */
export const CUT = 'cut';

/** How an item stands. */
export interface PartState {
  readonly text: string;
  readonly edits: Edits;
}

/** Where a part is, and of which occurrence on. */
export interface SeriesPart {
  readonly collectionId: string;
  /** Of the new series; '' where the rest was only taken away. */
  readonly uid: string;
  /** Its first occurrence as the text of the divided series names it. */
  readonly at: string;
  /** The same occurrence as its own text names it. */
  readonly rid: string;
  /** `valueId` of the edits of single occurrences that went along, by key. */
  readonly known: Readonly<Record<string, string>>;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** `undefined` for what is no such word: it may come from another device. */
export function parsePart(text: string | undefined): SeriesPart | undefined {
  try {
    const { collectionId, uid, at, rid, known } = JSON.parse(text ?? '') as Partial<SeriesPart>;
    if (!isText(collectionId) || !isText(uid) || !isText(at) || !isText(rid)) return undefined;
    if (readMomentValue(at, '') === undefined) return undefined;
    return { collectionId, uid, at, rid, known: typeof known === 'object' && known !== null ? known : {} };
  } catch {
    return undefined;
  }
}

export const splitKey = ({ uid, at }: Pick<SeriesPart, 'uid' | 'at'>) => `${SPLIT}${uid === '' ? `-${at}` : uid}`;

/** The parts of a series, the earliest first. */
export function partsOf(edits: Edits): SeriesPart[] {
  const parts = Object.entries(edits).flatMap(([key, value]) => (key.startsWith(SPLIT) ? [parsePart(value)] : []));
  return parts
    .filter((part) => part !== undefined)
    .sort((a, b) => timeOf(a.at) - timeOf(b.at) || (a.uid < b.uid ? -1 : 1));
}

/** Wall clock, also of what is written in UTC: only times of one series are compared. */
const timeOf = (name: string): number => readMomentValue(name, '')?.local ?? 0;

/** How an occurrence is called in the text of its item. */
export function nameInText({ text, edits }: PartState, recurrenceId: string): string | undefined {
  const components = readEventComponents(applyEdits(text, edits));
  return findContext(text, edits, components, { scope: 'this', recurrenceId })?.rid;
}

/** An occurrence of a part as the text of the divided series names it. */
export function nameInWhole(name: string, { at, rid }: SeriesPart): string {
  const moment = readMomentValue(at, '');
  if (moment === undefined) return name;
  return formatMoment({ ...moment, local: (moment.local + timeOf(name) - timeOf(rid)) as LocalMs });
}

/** Edits of single occurrences, which go along with the part that has the occurrence. */
export function occurrenceEdits(edits: Edits): Record<string, string> {
  const own = Object.entries(edits).filter(([key]) => key.startsWith('@') || key.startsWith('EXDATE;'));
  return Object.fromEntries(own);
}

export function knownOf(edits: Edits): Record<string, string> {
  return Object.fromEntries(Object.entries(occurrenceEdits(edits)).map(([key, value]) => [key, valueId(value)]));
}

/** New values of edit keys; `null` takes one out. */
export type EditChanges = Record<string, string | null>;

/**
 * What ends the whole, or a part, before the next part begins; or lets it go on as before, where that part is no more.
 *
 * @param part - Absent for the divided series itself.
 * @param next - What begins next; `undefined` when nothing does.
 */
export function endPart(
  state: PartState,
  part: SeriesPart | undefined,
  next: SeriesPart | undefined,
  now: EpochMs,
): EditChanges {
  const { text, edits } = state;
  const free = withoutCut(edits);
  const wrote = next === undefined ? {} : endAt({ text, edits: free }, part, next, now);
  const before = Object.fromEntries(Object.keys(wrote).map((key) => [key, free[key] ?? null]));
  const cut = Object.keys(wrote).length === 0 ? '' : JSON.stringify({ before, wrote });
  const wanted: Record<string, string | undefined> = { ...free, ...wrote };
  if (cut !== '' || edits[CUT]) wanted[CUT] = cut;
  const keys = new Set([...Object.keys(wanted), ...Object.keys(edits)]);
  return Object.fromEntries(
    [...keys].filter((key) => wanted[key] !== edits[key]).map((key) => [key, wanted[key] ?? null]),
  );
}

/** The edits as they would be had nobody ended this part. What a person wrote since counts. */
function withoutCut(edits: Edits): Record<string, string> {
  const free: Record<string, string> = { ...edits };
  try {
    const { before, wrote } = JSON.parse(edits[CUT] ?? '') as { before: EditChanges; wrote: Record<string, string> };
    for (const [key, value] of Object.entries(wrote)) {
      if (free[key] !== value) continue;
      const own = before[key];
      if (isText(own)) free[key] = own;
      else delete free[key];
    }
  } catch {
    // there was none
  }
  return free;
}

const stamps = new Set(['SEQUENCE', 'DTSTAMP', 'LAST-MODIFIED']);

/** Without stamps: all devices write the same. */
function endAt(state: PartState, part: SeriesPart | undefined, next: SeriesPart, now: EpochMs): Record<string, string> {
  const { text, edits } = state;
  const value = applyEdits(text, edits);
  const written = parseComponents(text).find((one) => one.name !== 'VTIMEZONE' && !isOverride(one));
  const { master } = readEventComponents(value);
  const start = written && startOfSeries(written);
  if (start === undefined || master === undefined) return {};
  const ownTime = part === undefined ? timeOf(next.at) : timeOf(next.at) + timeOf(part.rid) - timeOf(part.at);
  const at: Moment = fromText({ ...start, local: ownTime as LocalMs }, frameOf(written, master));
  const [drawn] = projectCalendarItem({ uid: '', text: value });
  const row = drawn?.kind === 'task' ? drawn.series : drawn;
  if (
    row?.kind !== 'series' ||
    startsBetween(compileSeries(row).set, at.local, Number.POSITIVE_INFINITY, 1).length === 0
  )
    return {};
  const ended = endSeriesEdits(text, edits, formatMoment(at), now) ?? {};
  return Object.fromEntries(Object.entries(ended).filter(([key]) => !stamps.has(key)));
}

/**
 * Edits of single occurrences that came too late for the division: the part that has the occurrence now gets them. Only
 * where the series stands as it stood when it was divided, for then both texts name it alike.
 *
 * @param keys - Edit keys of the divided series that have just changed.
 */
export function lateOccurrenceEdits(
  edits: Edits,
  parts: readonly SeriesPart[],
  keys: ReadonlySet<string>,
): Map<SeriesPart, Record<string, string>> {
  const late = new Map<SeriesPart, Record<string, string>>();
  for (const [key, value] of Object.entries(occurrenceEdits(edits))) {
    const name = key.startsWith('@') ? key.slice(1, key.indexOf(' ')) : key.slice(key.indexOf(';') + 1);
    const time = readMomentValue(name, '')?.local;
    const part = time === undefined ? undefined : parts.findLast(({ at }) => timeOf(at) <= time);
    if (part === undefined || part.uid === '' || part.at !== part.rid) continue;
    const isNew = keys.has(key) || keys.has(splitKey(part));
    if (isNew && part.known[key] !== valueId(value)) late.set(part, { ...late.get(part), [key]: value });
  }
  return late;
}
