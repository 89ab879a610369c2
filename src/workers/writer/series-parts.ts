// Series that were divided: what is written where (SS12–SS15 in docs/rules/calendar.md).
import {
  type EditChanges,
  endPart,
  knownOf,
  lateOccurrenceEdits,
  nameInText,
  nameInWhole,
  PART,
  parsePart,
  partsOf,
  type SeriesPart,
  SPLIT,
  splitKey,
} from '../../domain/calendar/series-parts.js';
import { DELETED, placeOfDocument, splitItemKey } from '../../domain/collections/document-id.js';
import type { Edits, ItemRef } from '../../domain/items/item.js';
import { isCounted, type KeyChanges, type StoredItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import type { ItemWrite } from '../item-commands.api.js';
import { createItemReader, type ItemReader } from './item-reader.js';
import { planItems } from './plan-items.js';
import { type WriterContext, writeDocuments } from './write-documents.js';

/** Where a division is noted, and under which name. */
export interface PlannedPart {
  /** The series that was divided first. */
  readonly whole: ItemRef;
  readonly at: string;
  /** Of the new series: the same on every device that divides at the same place. */
  readonly uid: string;
  readonly known: Readonly<Record<string, string>>;
  /** Edits that an item of that UID still has; it was taken back. */
  readonly stale: Edits | undefined;
}

/** @returns undefined when the item has no such occurrence. */
export async function planPart(
  context: WriterContext,
  item: StoredItem,
  { collectionId, uid, recurrenceId }: ItemRef & { readonly recurrenceId: string },
  target: string,
): Promise<PlannedPart | undefined> {
  const reader = createItemReader(context.db);
  const name = nameInText(item, recurrenceId);
  if (name === undefined) return undefined;
  const part = parsePart(item.edits[PART]);
  const first = part && (await readAnyway(reader, part));
  const whole = part && first ? { collectionId: part.collectionId, uid: part.uid } : { collectionId, uid };
  const at = part && first ? nameInWhole(name, part) : name;
  const wanted = `${whole.uid}_R${at}`;
  const there = await readAnyway(reader, { collectionId: target, uid: wanted });
  const own = isCounted(there) ? crypto.randomUUID() : wanted;
  return {
    whole,
    at,
    uid: own,
    known: knownOf((first ?? item).edits),
    stale: own === wanted ? there?.edits : undefined,
  };
}

const readAnyway = (reader: ItemReader, { collectionId, uid }: ItemRef): Promise<StoredItem | undefined> =>
  reader.read(collectionId, uid).catch(() => undefined);

/** Writes of a division: what ends, what begins, and the word of it. */
export function partWrites(
  { whole, at, uid, known, stale }: PlannedPart,
  ended: ItemWrite,
  fresh: {
    readonly collectionId: string;
    readonly text: string;
    readonly changes: Edits;
    readonly recurrenceId: string;
  },
): ItemWrite[] {
  const { collectionId, text, changes, recurrenceId } = fresh;
  const part: SeriesPart = { collectionId, uid, at, rid: nameInText({ text, edits: {} }, recurrenceId) ?? at, known };
  const cleared = Object.fromEntries(Object.keys(stale ?? {}).map((key) => [key, null]));
  const own = { ...changes, [PART]: JSON.stringify({ ...part, ...whole, known: {} }) };
  return [
    ...withWord(ended, whole, part),
    { collectionId, uid, text, edits: { ...cleared, ...own, ...(stale === undefined ? {} : { [DELETED]: '' }) } },
  ];
}

/** Writes of an end after which nothing begins. */
export function endWrites({ whole, at, known }: PlannedPart, ended: ItemWrite): ItemWrite[] {
  return withWord(ended, whole, { collectionId: ended.collectionId, uid: '', at, rid: '', known });
}

function withWord(ended: ItemWrite, whole: ItemRef, part: SeriesPart): ItemWrite[] {
  const word = { [splitKey(part)]: JSON.stringify(part) };
  const isWhole = ended.collectionId === whole.collectionId && ended.uid === whole.uid;
  return isWhole ? [{ ...ended, edits: { ...ended.edits, ...word } }] : [ended, { ...whole, edits: word }];
}

const says = (name: string) => /^(?:RRULE|EXRULE|RDATE)(?:;|$)/.test(name);

/**
 * A person who gives a series another rule says how far it goes: what was said of its parts before does not end it any more.
 */
export function freeOfParts(item: StoredItem): Edits {
  const words = Object.keys(item.edits).filter((key) => key === PART || key.startsWith(SPLIT));
  return Object.fromEntries(words.filter((key) => item.edits[key] !== '').map((key) => [key, '']));
}

/** Whether a change of a document divides a series, or takes that back. */
export const divides = (changes: ReadonlyMap<string, KeyChanges>): boolean =>
  [...changes.values()].some((keys) => [...keys.keys()].some((key) => splitItemKey(key).editKey?.startsWith(SPLIT)));

/** Which edit keys of which items changed. */
export function changedEdits(
  changes: Iterable<readonly [string, KeyChanges]>,
): Map<string, { ref: ItemRef; keys: Set<string> }> {
  const found = new Map<string, { ref: ItemRef; keys: Set<string> }>();
  for (const [docId, keys] of changes) {
    const { collectionId, shard } = placeOfDocument(docId);
    if (shard === 'meta') continue;
    for (const key of keys.keys()) {
      const { uid, editKey } = splitItemKey(key);
      if (editKey === undefined) continue;
      const id = `${collectionId} ${uid}`;
      const known = found.get(id) ?? { ref: { collectionId, uid }, keys: new Set() };
      known.keys.add(editKey);
      found.set(id, known);
    }
  }
  return found;
}

const matters = (keys: ReadonlySet<string>) =>
  [...keys].some(
    (key) => key === PART || key.startsWith(SPLIT) || key.startsWith('@') || key.startsWith('EXDATE;') || says(key),
  );

/**
 * Writes that bring the parts of a series into line after something of them has changed: each ends where the next begins,
 * and what was said of single occurrences is with the part that has them. Every device writes the same.
 */
async function settleParts(context: WriterContext, ref: ItemRef, keys: ReadonlySet<string>): Promise<ItemWrite[]> {
  if (!matters(keys)) return [];
  const reader = createItemReader(context.db);
  const item = await readAnyway(reader, ref);
  const part = parsePart(item?.edits[PART]);
  const wholeRef: ItemRef = part === undefined ? ref : { collectionId: part.collectionId, uid: part.uid };
  const whole = part === undefined ? item : await readAnyway(reader, wholeRef);
  const parts = whole === undefined ? [] : partsOf(whole.edits);
  if (whole === undefined || (parts.length === 0 && ![...keys].some((key) => key.startsWith(SPLIT)))) return [];
  const late = lateOccurrenceEdits(whole.edits, parts, part === undefined ? keys : arrived(ref, part, keys));
  const writes: ItemWrite[] = [];
  const put = async (at: ItemRef, stored: StoredItem | undefined, edits: EditChanges) => {
    const changed = Object.entries(edits).filter(([key, value]) => (stored?.edits[key] ?? null) !== value);
    if (changed.length === 0 || !(await isEditable(reader, at.collectionId))) return;
    writes.push({ collectionId: at.collectionId, uid: at.uid, edits: Object.fromEntries(changed) });
  };
  const now = context.clock.now();
  if (isCounted(whole)) await put(wholeRef, whole, endPart(whole, undefined, parts[0], now));
  for (const [index, one] of parts.entries()) {
    const stored = one.uid === '' ? undefined : await readAnyway(reader, one);
    if (!isCounted(stored) || parsePart(stored.edits[PART]) === undefined) continue;
    await put(one, stored, { ...endPart(stored, one, parts[index + 1], now), ...late.get(one) });
  }
  return writes;
}

/** A part may come after the word of it: then what was said of its occurrences meanwhile is new to it. */
function arrived({ uid }: ItemRef, { at }: SeriesPart, keys: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(keys.has(PART) ? [splitKey({ uid, at })] : []);
}

async function isEditable(reader: ItemReader, collectionId: string): Promise<boolean> {
  return (await reader.editable(collectionId).catch(() => undefined)) !== undefined;
}

/** Parts of a series that a change has touched, brought into line. */
export async function settleAfter(
  context: WriterContext,
  changes: Iterable<readonly [string, KeyChanges]>,
): Promise<StoreChange[]> {
  const done: StoreChange[] = [];
  for (const { ref, keys } of changedEdits(changes).values()) {
    const writes = await settleParts(context, ref, keys);
    if (writes.length > 0) done.push(await writeDocuments(context, await planItems(context, writes)));
  }
  return done;
}
