import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientCodec, clientMessages } from '../../../../src/sync/protocol/client-messages.js';
import {
  numberToRefusal,
  ProtocolError,
  type Refusal,
  refusals,
  retryClass,
} from '../../../../src/sync/protocol/errors.js';
import { requestOf } from '../../../../src/sync/protocol/frame.js';
import { MAX_FRAME_BYTES } from '../../../../src/sync/protocol/limits.js';
import { relayCodec, relayMessages } from '../../../../src/sync/protocol/relay-messages.js';
import { clientSamples, relaySamples, some } from '../../../support/sync/messages.js';

type Decode = (frame: Uint8Array) => { kind: string; request: number };
type Encode = (message: never) => Uint8Array;
const directions = [
  ['a client', clientSamples, clientCodec.encode as Encode, clientCodec.decode as Decode, clientMessages],
  ['a relay', relaySamples, relayCodec.encode as Encode, relayCodec.decode as Decode, relayMessages],
] as const;

/** @returns What came of reading, as something to compare; anything thrown but a ProtocolError fails the test. */
function attempt(decode: Decode, frame: Uint8Array): { readonly message?: unknown; readonly code?: Refusal } {
  try {
    return { message: decode(frame) };
  } catch (error) {
    if (error instanceof ProtocolError) return { code: error.code };
    throw error;
  }
}

describe.each(directions)('messages of %s', (_, samples, encode, decode, table) => {
  it('are all written and read back as they were', () => {
    expect(samples.map(({ kind }) => kind).sort()).toEqual(Object.keys(table).sort());
    for (const sample of samples) expect(decode(encode(sample as never))).toEqual(sample);
  });

  it('have numbers of their own', () => {
    const numbers = Object.values(table).map(({ type }) => type);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('carry their request where it can be read even when the rest cannot', () => {
    for (const sample of samples) expect(requestOf(encode(sample as never))).toBe(sample.request);
    expect(requestOf(some(4))).toBe(0);
  });

  it('cut short anywhere, or with a byte more, are refused', () => {
    for (const sample of samples) {
      const frame = encode(sample as never);
      for (let length = 0; length < frame.length; length += Math.max(1, Math.floor(frame.length / 60)))
        expect(attempt(decode, frame.subarray(0, length)).code).toBe('MALFORMED');
      expect(attempt(decode, Uint8Array.of(...frame, 0)).code).toBe('MALFORMED');
    }
  });

  it('of more than a frame are refused before they are read', () => {
    expect(attempt(decode, new Uint8Array(MAX_FRAME_BYTES + 1)).code).toBe('TOO_LARGE');
    expect(attempt(decode, new Uint8Array(MAX_FRAME_BYTES)).code).toBe('MALFORMED');
  });

  it('changed at random are refused with the typed error or are another message in its one encoding', () => {
    const frames = samples.map((sample) => encode(sample as never));
    const mutation = fc.oneof(
      fc.record({ at: fc.nat(), to: fc.nat(255) }).map(({ at, to }) => (frame: number[]) => {
        frame[at % frame.length] = to;
      }),
      fc.record({ at: fc.nat(), many: fc.integer({ min: 1, max: 9 }) }).map(({ at, many }) => (frame: number[]) => {
        frame.splice(at % frame.length, many);
      }),
      fc.record({ at: fc.nat(), put: fc.uint8Array({ maxLength: 9 }) }).map(({ at, put }) => (frame: number[]) => {
        frame.splice(at % frame.length, 0, ...put);
      }),
      fc.record({ at: fc.nat(), from: fc.nat(), many: fc.nat(40) }).map(({ at, from, many }) => (frame: number[]) => {
        frame.splice(at % frame.length, 0, ...frame.slice(from % frame.length, (from % frame.length) + many));
      }),
    );
    let read = 0;
    fc.assert(
      fc.property(fc.nat(frames.length - 1), fc.array(mutation, { minLength: 1, maxLength: 4 }), (which, mutations) => {
        const frame = [...frames[which]!];
        for (const mutate of mutations) if (frame.length > 0) mutate(frame);
        const { message } = attempt(decode, Uint8Array.from(frame));
        if (message === undefined) return;
        read++;
        expect(encode(message as never)).toEqual(Uint8Array.from(frame));
      }),
      { numRuns: 10_000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});

describe('refusals', () => {
  it('have numbers of their own that lead back to them', () => {
    for (const code of Object.keys(refusals) as Refusal[]) expect(numberToRefusal(refusals[code].number)).toBe(code);
    expect(numberToRefusal(0)).toBeUndefined();
  });

  it('say what the sender may do', () => {
    expect(['BUSY', 'STALE_EPOCH', 'ROLE'].map((code) => retryClass(code as Refusal))).toEqual([
      'retry',
      'fixup',
      'fatal',
    ]);
    expect(new ProtocolError('RATE', '').retry).toBe('retry');
  });
});
