// A transport frame: one byte of type, four of request, then the message's CBOR. A request of 0 answers nobody.
import { type Bytes, concat, u32 } from './bytes.js';
import { ProtocolError } from './errors.js';
import { MAX_FRAME_BYTES } from './limits.js';
import { decodeAs, encodeAs, type Schema, type Value } from './schema.js';

/** Kinds of messages of one direction: the number on the wire and the payload's schema. */
export type MessageTable = Readonly<Record<string, { readonly type: number; readonly payload: Schema<unknown> }>>;

/** A message as it is used: its kind, the request it belongs to, and its fields. */
export type MessageOf<T extends MessageTable> = {
  [K in keyof T & string]: { readonly kind: K; readonly request: number } & Value<T[K]['payload']>;
}[keyof T & string];

/** How one side writes a direction's messages and the other reads them. */
export interface MessageCodec<T extends MessageTable> {
  /** @throws {ProtocolError} `MALFORMED` or `TOO_LARGE`: the message is outside its schema or the frame's limit. */
  encode(message: MessageOf<T>): Bytes;
  /** @throws {ProtocolError} `MALFORMED` or `TOO_LARGE`, and nothing else, for whatever bytes. */
  decode(frame: Uint8Array): MessageOf<T>;
}

const HEAD_BYTES = 5;
const MAX_REQUEST = 0xffff_ffff;

/** @param table - No two kinds have the same number. */
export function createCodec<const T extends MessageTable>(table: T): MessageCodec<T> {
  const kindByType = new Map(Object.entries(table).map(([kind, { type }]) => [type, kind as keyof T & string]));
  const schemaOf = (kind: keyof T & string) => table[kind]!.payload as Schema<object>;
  return {
    encode({ kind, request, ...payload }) {
      if (!(Number.isInteger(request) && request >= 0 && request <= MAX_REQUEST))
        throw new ProtocolError('MALFORMED', `request ${request}`);
      const body = encodeAs(schemaOf(kind), payload);
      if (body.length + HEAD_BYTES > MAX_FRAME_BYTES) throw new ProtocolError('TOO_LARGE', `frame of ${body.length}`);
      return concat(new Uint8Array([table[kind]!.type]), u32(request), body);
    },
    decode(frame) {
      if (frame.length > MAX_FRAME_BYTES) throw new ProtocolError('TOO_LARGE', `frame of ${frame.length} bytes`);
      const kind = kindByType.get(frame[0] ?? -1);
      if (kind === undefined || frame.length < HEAD_BYTES) throw new ProtocolError('MALFORMED', 'not a message');
      const request = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(1);
      return { kind, request, ...decodeAs(schemaOf(kind), frame.subarray(HEAD_BYTES)) } as MessageOf<T>;
    },
  };
}

/** @returns The request a frame belongs to, for refusing one that cannot be read; 0 when it is too short to say. */
export const requestOf = (frame: Uint8Array): number =>
  frame.length < HEAD_BYTES ? 0 : new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(1);
