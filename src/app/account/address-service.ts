import type { Watchable } from '../../domain/watchable.js';
import type { Engine } from '../engine.js';
import { watchQuery } from '../watch.js';

/** The address by which others find the person. All of it rejects with AppError `sync/*`. */
export interface AddressService {
  /** Whether the relay names somebody else for it. */
  watchLost(): Watchable<boolean>;
  sendCode(address: string): Promise<void>;
  /** @param code - What came by mail; spaces in it do no harm. */
  prove(address: string, code: string): Promise<void>;
}

export function createAddressService(engine: Engine): AddressService {
  return {
    watchLost: () =>
      watchQuery(
        engine.changes,
        () => engine.query((api) => api.addressLost()),
        (change) => change.sync === true,
      ),
    sendCode: (address) => engine.perform('sendAddressCode', { address }),
    prove: (address, code) => engine.perform('proveAddress', { address, code }),
  };
}
