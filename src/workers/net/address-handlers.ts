// The person's address: proved, and looked after.
import type { AppDatabase } from '../../store/database.js';
import { bindAddress } from '../../sync/client/bind-address.js';
import { lostAddresses } from '../../sync/client/directory.js';
import type { LogAccess } from '../../sync/client/ports.js';
import { ADDRESS_LOST, type AddressRequests } from '../address.api.js';
import type { NetHandlers } from '../net.api.js';
import type { Command } from '../sync.api.js';

export interface AddressOptions {
  readonly db: AppDatabase;
  readonly access: LogAccess;
  run(command: Command): Promise<void>;
  /** Something that pages show has changed. */
  changed(): void;
}

export interface Addresses {
  readonly handlers: Required<Pick<NetHandlers, keyof AddressRequests>>;
  /** Looks whether the relay still tells others that the addresses are this account's. Never rejects. */
  look(): Promise<void>;
}

export function createAddresses({ db, access, run, changed }: AddressOptions): Addresses {
  async function audit(): Promise<void> {
    const lost = (await lostAddresses(access)).length > 0;
    const known = (await db.local.get(ADDRESS_LOST))?.value === '1';
    if (lost === known) return;
    await db.local.put({ name: ADDRESS_LOST, value: lost ? '1' : '' });
    changed();
  }

  return {
    handlers: {
      async sendAddressCode({ address }) {
        await access.ask('bindStart', { address: address.trim() });
        return undefined;
      },
      async proveAddress({ address, code }) {
        await bindAddress(access, address, code);
        await run({ type: 'noteAccount', note: { address: address.trim() } });
        await audit();
        return undefined;
      },
    },
    look: () => audit().catch(() => {}), // the next time it is online
  };
}
