// Requests about the person's own account.
import { AppError } from '../../domain/errors.js';
import { readAccountRecord } from '../../store/account-record.js';
import { forgetAccount } from '../../store/forget-account.js';
import type { AccountSecret, LogAccess } from '../../sync/client/ports.js';
import { recoveryKeyOf } from '../../sync/identity/account-devices.js';
import { replaceRecovery, revokeDevice } from '../../sync/identity/account-entries.js';
import { createAccount, nextRecoverySecret } from '../../sync/identity/create-account.js';
import { isRevoked, restoreAccount } from '../../sync/identity/recovery.js';
import { hexToBytes } from '../../sync/protocol/bytes.js';
import { recoveryKeys } from '../../sync/protocol/secrets.js';
import type { AccountRequests } from '../account.api.js';
import type { NetHandlers } from '../net.api.js';
import type { AccountHost } from './account-host.js';
import { beginAnew } from './begin-anew.js';
import { loadCredentials } from './credentials.js';
import { enterAccount, introductionOf, logNameOf } from './enter-account.js';
import { createPairing } from './pairing-session.js';
import { registerAccount } from './register-account.js';
import { secretNames } from './secret-names.js';

type Handlers = Required<Pick<NetHandlers, keyof AccountRequests>>;

/** The present key of the account; without it nothing can be changed. */
async function presentSecret(access: LogAccess): Promise<AccountSecret> {
  const secret = await access.accountSecret();
  if (secret === undefined) throw new AppError('sync/account', 'The account’s key is not here yet.');
  return secret;
}

async function revoke(host: AccountHost, device: string): Promise<void> {
  const { access } = host;
  await access.appendToAccount(async (author) => revokeDevice(author, await presentSecret(access), device));
}

export function createAccountHandlers(host: AccountHost): Handlers {
  const { db, secrets, environment, random } = host;
  const pairing = createPairing(host);

  return {
    ...pairing,
    createAccount(asked) {
      return enterAccount(host, { ...introductionOf(asked), isThere: false }, async (keys) => {
        const { account, entries, recoverySecret } = await createAccount(keys, logNameOf(asked), random);
        await secrets.put(secretNames.recovery, recoverySecret);
        return { account, relay: asked.relay, relayKey: await registerAccount(environment, asked, entries) };
      }) as Promise<undefined>;
    },

    beginAnew: (asked) => beginAnew(host, asked),

    async restoreAccount({ secret, ...asked }) {
      const { relay } = asked;
      await enterAccount(host, { ...introductionOf(asked), isThere: true }, async (keys) => {
        const device = logNameOf(asked);
        const restored = await restoreAccount({ environment, random, relay, secret, keys, device });
        return { ...restored, relay };
      });
      return undefined;
    },

    async signOut() {
      const record = await readAccountRecord(db);
      if (record === undefined) return true;
      pairing.end();
      // As long as the others can be told, they are: this device is in their lists otherwise, with a key to come.
      const told = await revoke(host, record.device).then(
        () => true,
        // The relay cuts a revoked device off at once, often before its answer has come.
        async () => {
          const credentials = await loadCredentials(db, secrets).catch(() => undefined);
          return credentials !== undefined && isRevoked(environment, credentials);
        },
      );
      await host.stop();
      await forgetAccount(db);
      await host.restart();
      host.tell();
      return told;
    },

    async revokeDevices({ devices }) {
      for (const device of devices) {
        await revoke(host, device);
        host.tell();
      }
      return undefined;
    },

    recoverySecret: () => secrets.get(secretNames.recovery),

    async forgetRecoverySecret() {
      const state = await host.access.account();
      const key = state && recoveryKeyOf(state.account);
      if (key === undefined) throw new AppError('sync/account', 'The account is not here yet.');
      await secrets.remove(secretNames.recovery);
      host.tell();
      return key;
    },

    async newRecoveryKey() {
      const record = await readAccountRecord(db);
      if (record === undefined) throw new AppError('sync/account', 'There is no account on this device.');
      const fresh = nextRecoverySecret(hexToBytes(record.account), random);
      const keys = await recoveryKeys(fresh);
      const { access } = host;
      await access.appendToAccount(async (author) => replaceRecovery(author, await presentSecret(access), keys));
      await secrets.put(secretNames.recovery, fresh);
      host.tell();
      return fresh;
    },
  };
}
