import { hexToBytes } from '../src/sync/protocol/bytes.js';
import { ProtocolError } from '../src/sync/protocol/errors.js';
import { directoryHash, NO_HASH } from '../src/sync/protocol/identifiers.js';
import type { AddressRecord, RelayStore } from './store/store.js';

/** Whose addresses are whose: a chain of records to which something is only ever added. */
export interface Directory {
  find(address: string): Promise<AddressRecord | undefined>;
  /** Notes that the account has the address, unless that is what was noted last. @returns The record that says so. */
  bind(address: string, account: string): Promise<AddressRecord>;
}

export function createDirectory(store: RelayStore, now: () => number): Directory {
  let turn: Promise<unknown> = Promise.resolve();

  async function add(address: string, account: string): Promise<AddressRecord> {
    const known = await store.addressRecord(address);
    if (known?.account === account) return known;
    const head = await store.directoryHead();
    const seq = (head?.seq ?? 0) + 1;
    const ts = Math.max(now(), head?.ts ?? 0);
    const before = head?.h ?? NO_HASH;
    const h = directoryHash(before, seq, ts, hexToBytes(address), hexToBytes(account));
    const record = { seq, ts, address, account, before, h };
    if ((await store.appendAddress(record)) === 'moved') throw new ProtocolError('BUSY', 'another record came first');
    return record;
  }

  return {
    find: (address) => store.addressRecord(address),
    bind(address, account) {
      const added = turn.then(() => add(address, account));
      turn = added.catch(() => undefined);
      return added;
    },
  };
}
