import { type TransferHandler, transferHandlers } from 'comlink';
import { AppError, type Detail, type ProblemCode } from '../domain/errors.js';

interface Thrown {
  readonly value: unknown;
}

interface WireError {
  readonly code?: ProblemCode;
  readonly message?: string;
  readonly detail?: Detail;
}

const registered = new WeakSet<object>();

/** Keeps `code` and `detail` of an AppError across Comlink, which copies only name, message and stack. Both threads call it. */
export function registerErrorTransfer(): void {
  const plain = transferHandlers.get('throw') as TransferHandler<Thrown, unknown>;
  if (registered.has(plain)) return;
  const handler: TransferHandler<Thrown, unknown> = {
    canHandle: plain.canHandle,
    serialize(thrown) {
      const { value } = thrown;
      if (!(value instanceof AppError)) return plain.serialize(thrown);
      return [{ code: value.code, message: value.message, detail: value.detail } satisfies WireError, []];
    },
    deserialize(wire) {
      const { code, message = '', detail } = wire as WireError;
      if (code === undefined) return plain.deserialize(wire);
      throw new AppError(code, message, detail);
    },
  };
  registered.add(handler);
  transferHandlers.set('throw', handler);
}
