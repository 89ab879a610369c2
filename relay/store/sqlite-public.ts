import type { Row, Statement } from './sqlite.js';
import type { AddressRecord, PublicLink, RelayStore } from './store.js';

const hexOf = (bytes: unknown): string => Buffer.from(bytes as Uint8Array).toString('hex');
const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

function addressOf(row: Row | undefined): AddressRecord | undefined {
  if (row === undefined) return undefined;
  return {
    seq: row.seq as number,
    ts: row.ts as number,
    address: hexOf(row.address),
    account: hexOf(row.account),
    before: row.before as Uint8Array,
    h: row.h as Uint8Array,
  };
}

type PublicReads = Pick<
  RelayStore,
  'documentsAfter' | 'blobsAfter' | 'addressRecord' | 'directory' | 'directoryHead' | 'link' | 'isLinked' | 'blobOwner'
>;

/** Reads of what belongs to no document: whose addresses are whose, and what is shown to everybody with a link. */
export function createPublicReads(sql: (text: string) => Statement): PublicReads {
  const listAfter = (table: 'doc' | 'blob', key: 'doc' | 'id') => async (after: string, limit: number) => {
    const { all } = sql(`SELECT count(*) AS "all" FROM ${table}`).get() as Row;
    const text = `SELECT ${key} AS id FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ?`;
    const rows = sql(text).all(bytesOf(after), limit) as Row[];
    return rows.map(({ id }) => ({ id: hexOf(id), all: all as number }));
  };
  return {
    documentsAfter: listAfter('doc', 'doc'),
    blobsAfter: listAfter('blob', 'id'),
    async addressRecord(address) {
      const row = sql('SELECT * FROM directory WHERE address = ? ORDER BY seq DESC LIMIT 1').get(bytesOf(address));
      return addressOf(row as Row | undefined);
    },
    async directory(from, limit) {
      const rows = sql('SELECT * FROM directory WHERE seq >= ? ORDER BY seq LIMIT ?').all(from, limit) as Row[];
      return rows.flatMap((row) => addressOf(row) ?? []);
    },
    async directoryHead() {
      return addressOf(sql('SELECT * FROM directory ORDER BY seq DESC LIMIT 1').get() as Row | undefined);
    },
    async link(id): Promise<PublicLink | undefined> {
      const row = sql('SELECT * FROM link WHERE id = ?').get(bytesOf(id)) as Row | undefined;
      if (row === undefined) return undefined;
      const { owner, form, blob, ts } = row;
      return {
        id,
        owner: hexOf(owner),
        form: form as 1 | 2,
        ...(blob === null ? {} : { blob: hexOf(blob) }),
        ts: ts as number,
      };
    },
    isLinked: async (blob) => sql('SELECT 1 FROM link WHERE blob = ? LIMIT 1').get(bytesOf(blob)) !== undefined,
    async blobOwner(id) {
      const row = sql('SELECT owner FROM blob WHERE id = ?').get(bytesOf(id)) as Row | undefined;
      return row && hexOf(row.owner);
    },
  };
}
