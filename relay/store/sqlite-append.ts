import { KINDS } from './schema.js';
import type { Row, Statement } from './sqlite.js';
import type { Append, AppendOutcome } from './store.js';

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
/** What SQLite and the indexes take per record besides its bytes, roughly: quota counts it, else empty entries are free. */
export const RECORD_OVERHEAD = 160;

export interface SqlWriter {
  append(append: Append): AppendOutcome;
  purge(doc: number | undefined, covered: { snapshot: number; upTo: number; before: number }): number;
  forget(doc: number | undefined, upTo: number, before: number): number;
}

interface DocRow {
  readonly id: number;
  readonly head: number;
}

/** What changes the tables; its caller opens and closes the transaction. */
export function createSqlWriter(sql: (text: string) => Statement): SqlWriter {
  const find = (doc: Uint8Array) => sql('SELECT id, head FROM doc WHERE doc = ?').get(doc) as DocRow | undefined;

  /** The counter's row, moved on; nothing when `n` does not follow. */
  function nextAuthor(doc: number, device: Uint8Array, n: number, seq: number): number | undefined {
    if (n !== 1) {
      const moved = sql('UPDATE author SET n = ?, seq = ? WHERE doc = ? AND device = ? AND n = ? RETURNING id').get(
        n,
        seq,
        doc,
        device,
        n - 1,
      ) as Row | undefined;
      return moved?.id as number | undefined;
    }
    const added = sql('INSERT OR IGNORE INTO author (doc, device, n, seq) VALUES (?, ?, 1, ?) RETURNING id').get(
      doc,
      device,
      seq,
    ) as Row | undefined;
    return added?.id as number | undefined;
  }

  function append({
    doc,
    record,
    state,
    owner,
    joined = [],
    left = [],
    invited = [],
    uninvited = [],
    refs = [],
  }: Append): AppendOutcome {
    const key = bytesOf(doc);
    const found = find(key);
    if (record.seq !== (found?.head ?? 0) + 1) return 'moved';
    if (found === undefined && (state === undefined || owner === undefined))
      throw new Error('A document begins with a state and an owner.');
    const size = record.entry.length + RECORD_OVERHEAD;
    const id =
      found?.id ??
      Number(
        sql(`INSERT INTO doc (doc, head, h, ts, state, owner, bytes, snap, purged, since)
          VALUES (?, 0, x'', 0, x'', ?, 0, 0, 0, 0)`).run(key, bytesOf(owner ?? '')).lastInsertRowid,
      );
    const author = nextAuthor(id, bytesOf(record.device), record.n, record.seq);
    if (author === undefined) {
      if (found === undefined) sql('DELETE FROM doc WHERE id = ?').run(id);
      return 'moved';
    }
    const kind = KINDS.indexOf(record.kind);
    sql('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      id,
      record.seq,
      record.ts,
      kind,
      author,
      record.n,
      record.entryHash,
      record.h,
      record.entry,
    );
    sql('UPDATE doc SET head = ?, h = ?, ts = ?, bytes = bytes + ?, since = since + ? WHERE id = ?').run(
      record.seq,
      record.h,
      record.ts,
      size,
      record.kind === 'content' ? 1 : 0,
      id,
    );
    if (state !== undefined) sql('UPDATE doc SET state = ? WHERE id = ?').run(state, id);
    if (record.kind === 'snapshot') sql('UPDATE doc SET snap = ?, since = 0 WHERE id = ?').run(record.seq, id);
    for (const account of left) sql('DELETE FROM member WHERE account = ? AND doc = ?').run(bytesOf(account), id);
    for (const { account, role } of joined)
      sql('INSERT OR REPLACE INTO member VALUES (?, ?, ?)').run(bytesOf(account), id, role);
    for (const { account, invite } of invited)
      sql('INSERT OR REPLACE INTO invite VALUES (?, ?, ?, ?)').run(id, bytesOf(invite), bytesOf(account), record.seq);
    for (const invite of uninvited) sql('DELETE FROM invite WHERE doc = ? AND invite = ?').run(id, bytesOf(invite));
    for (const blob of refs) sql('INSERT OR IGNORE INTO ref VALUES (?, ?)').run(bytesOf(blob), id);
    return 'done';
  }

  return {
    append,
    purge(doc, { snapshot, upTo, before }) {
      if (doc === undefined) return 0;
      const { bytes } = sql(`SELECT coalesce(sum(length(entry)), 0) AS bytes FROM log
        WHERE doc = ? AND seq <= ? AND ts < ? AND kind = 0 AND entry IS NOT NULL`).get(doc, upTo, before) as Row;
      const { changes } = sql(`UPDATE log SET entry = NULL
        WHERE doc = ? AND seq <= ? AND ts < ? AND kind = 0 AND entry IS NOT NULL`).run(doc, upTo, before);
      sql('UPDATE doc SET bytes = bytes - ?, purged = max(purged, ?) WHERE id = ?').run(bytes as number, snapshot, doc);
      return Number(changes);
    },
    forget(doc, upTo, before) {
      if (doc === undefined) return 0;
      const { changes } = sql(
        'DELETE FROM log WHERE doc = ? AND seq <= ? AND ts < ? AND kind = 0 AND entry IS NULL',
      ).run(doc, upTo, before);
      sql('UPDATE doc SET bytes = bytes - ? WHERE id = ?').run(Number(changes) * RECORD_OVERHEAD, doc);
      return Number(changes);
    },
  };
}
