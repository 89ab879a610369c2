// Records of segments: those of a batch of messages as they are, merged ones deflated.
import type { AppDatabase } from '../../database.js';
import { deflate } from '../../deflate.js';
import type { MailSegmentRecord, MailTermsRecord } from '../records.js';
import { unpack } from '../unpack.js';
import type { SegmentPart } from './segment-format.js';

export type Segment = MailSegmentRecord & { readonly id: number };

/** A part as it is written: its records may be deflated. */
export interface PackedPart {
  readonly terms: PackedData;
  readonly positions: PackedData;
}
type PackedData = Pick<MailTermsRecord, 'data' | 'size'>;

/** Inside a transaction. */
export async function addSegment(db: AppDatabase, parts: readonly SegmentPart[], emails: number): Promise<void> {
  if (parts.length === 0) return;
  const plain = parts.map(({ terms, positions }) => ({ terms: { data: terms }, positions: { data: positions } }));
  const starts = parts.map(({ start }) => start);
  const segment = await db.mailSegments.add({ emails, bytes: octetsOf(plain), starts });
  await putParts(db, segment, 0, plain);
}

export const octetsOf = (parts: readonly PackedPart[]) =>
  parts.reduce((sum, { terms, positions }) => sum + terms.data.length + positions.data.length, 0);

export async function putParts(
  db: AppDatabase,
  segment: number,
  from: number,
  parts: readonly PackedPart[],
): Promise<void> {
  await db.mailTerms.bulkPut(parts.map(({ terms }, index) => ({ segment, part: from + index, ...terms })));
  await db.mailPositions.bulkPut(parts.map(({ positions }, index) => ({ segment, part: from + index, ...positions })));
}

/** A quarter less. Never inside a transaction. */
export async function pack(bytes: Uint8Array<ArrayBuffer>): Promise<PackedData> {
  const { data, deflated } = await deflate(bytes);
  // A view of a larger buffer would be stored with all of it.
  const own = data.byteLength === data.buffer.byteLength ? data : data.slice();
  return { data: own as Uint8Array<ArrayBuffer>, ...(deflated && { size: bytes.length }) };
}

/** Unpacked. */
export const dataOf = (record: MailTermsRecord) =>
  unpack({ data: record.data, deflated: record.size !== undefined, size: record.size ?? 0 });

/** Inside a transaction: nothing is indexed any more. */
export async function clearSegments(db: AppDatabase): Promise<void> {
  await Promise.all([db.mailSegments.clear(), db.mailTerms.clear(), db.mailPositions.clear(), db.mailTexts.clear()]);
}

export async function dropParts(db: AppDatabase, segment: number): Promise<void> {
  for (const table of [db.mailTerms, db.mailPositions])
    await table.where('[segment+part]').between([segment, -Infinity], [segment, Infinity]).delete();
}

/** Takes away what a merge that was cut short has left. Only by whoever may merge. */
export async function dropUnfinished(db: AppDatabase): Promise<void> {
  const open = await db.mailSegments.filter(({ isOpen }) => isOpen === true).toArray();
  if (open.length === 0) return;
  await db.transaction('rw', [db.mailSegments, db.mailTerms, db.mailPositions], async () => {
    for (const { id = 0 } of open) {
      await db.mailSegments.delete(id);
      await dropParts(db, id);
    }
  });
}
