// The person's address for component tests: the code is 123456.
import type { AddressService } from '../../src/app/account/address-service.js';
import { AppError } from '../../src/domain/errors.js';
import { type Cell, createCell } from './cell.js';

type Log = (name: string, ...args: readonly unknown[]) => unknown;

export function createFakeAddresses(log: Log = () => undefined): AddressService & { readonly lost: Cell<boolean> } {
  const lost = createCell(false);
  return {
    lost,
    watchLost: () => lost,
    async sendCode(address) {
      log('addresses.sendCode', address);
      if (!address.includes('@')) throw new AppError('sync/refused', 'no', { refusal: 'MALFORMED' });
    },
    async prove(address, code) {
      log('addresses.prove', address, code);
      if (code !== '123456') throw new AppError('sync/refused', 'no', { refusal: 'AUTH', expected: 4 });
      lost.set(false);
    },
  };
}
