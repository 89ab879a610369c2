// A relay that shows one device less than it has: what lies on that device's line in its place.
import { bytesToHex, hexToBytes } from '../../../src/sync/protocol/bytes.js';
import { type RelayMessage, relayCodec } from '../../../src/sync/protocol/relay-messages.js';
import type { Line } from './devices.js';

/** @param most - Of each document (hexadecimal) the last record that is shown; 0: that it is there is not told either. */
export function withhold(line: Line, most: ReadonlyMap<string, number>): void {
  const limitOf = (doc: Uint8Array) => most.get(bytesToHex(doc)) ?? Number.POSITIVE_INFINITY;

  function change(message: RelayMessage): RelayMessage | undefined {
    switch (message.kind) {
      case 'records': {
        const limit = limitOf(message.doc);
        const records = message.records.filter(({ seq }) => seq <= limit);
        if (records.length === 0 && message.request === 0 && message.records.length > 0) return undefined;
        return { ...message, records, head: Math.min(message.head, limit) };
      }
      case 'synced':
        return {
          ...message,
          docs: message.docs.map(([doc, state, seq, hash]) => [doc, state, Math.min(seq, limitOf(doc)), hash]),
        };
      case 'mine':
        return { ...message, docs: message.docs.filter(([doc]) => limitOf(doc) > 0) };
      case 'lag':
        return limitOf(message.doc) < message.head ? undefined : message;
      default:
        return message;
    }
  }

  line.relaySays = (frame) => {
    const message = relayCodec.decode(hexToBytes(bytesToHex(frame)));
    const said = change(message);
    return said && relayCodec.encode(said);
  };
}
