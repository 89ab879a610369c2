// People who share, for tests: a whole device each, and the requests that their dialogs make.
import { createSecretStore } from '../../../src/store/secret-store.js';
import { bytesToHex } from '../../../src/sync/protocol/bytes.js';
import { systemRandom } from '../../../src/sync/protocol/seal.js';
import { createSharing, type Sharing } from '../../../src/workers/net/sharing/handlers.js';
import type { SharingRequests } from '../../../src/workers/sharing.api.js';
import { commandId } from '../writer.js';
import { firstDevice, type TestDevice } from './devices.js';

/** Requests by name, as a page performs them. */
export type Ask = <K extends keyof SharingRequests>(
  type: K,
  ask: SharingRequests[K]['ask'],
) => Promise<SharingRequests[K]['answer']>;

export interface Sharer extends TestDevice {
  /** Account, hexadecimal. */
  readonly me: string;
  readonly ask: Ask;
  /** What happens whenever the relay is there. */
  look(): Promise<void>;
  readonly noteChange: Sharing['noteChange'];
}

/** @param device - One that is in an account. */
export function sharerOf(device: TestDevice): Sharer {
  const { writer, session, account } = device;
  const { handlers, look, noteChange } = createSharing(
    {
      db: writer.db,
      access: session.access,
      secrets: createSecretStore(writer.db),
      random: systemRandom,
      async run(command) {
        await writer.run(commandId(), command);
        session.nudge();
      },
      changed: () => {},
    },
    () => session.syncNow(),
  );
  const ask: Ask = (type, asked) =>
    (handlers[type] as unknown as (asked: object) => Promise<never>)(asked as unknown as object);
  return { ...device, me: bytesToHex(account), ask, look, noteChange };
}

/** Somebody new, whose recovery key is confirmed. */
export async function newSharer(url: string, name: string): Promise<Sharer> {
  const sharer = sharerOf(await firstDevice(url));
  const recovery = { key: '00'.repeat(16), confirmed: 1 };
  await sharer.writer.run(commandId(), { type: 'noteAccount', note: { name, recovery } });
  await sharer.settled();
  return sharer;
}
