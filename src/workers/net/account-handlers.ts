// Requests about the person's own account.
import { AppError } from '../../domain/errors.js';
import { readAccountRecord } from '../../store/account-record.js';
import { forgetAccount } from '../../store/forget-account.js';
import { openConnection } from '../../sync/client/connection.js';
import type { AccountSecret, LogAccess } from '../../sync/client/ports.js';
import { recoveryKeyOf } from '../../sync/identity/account-devices.js';
import { fitDeviceName, replaceRecovery, revokeDevice } from '../../sync/identity/account-entries.js';
import { createAccount, nextRecoverySecret } from '../../sync/identity/create-account.js';
import { isRevoked, restoreAccount } from '../../sync/identity/recovery.js';
import { hexToBytes } from '../../sync/protocol/bytes.js';
import { recoveryKeys } from '../../sync/protocol/secrets.js';
import type { AccountRequests } from '../account.api.js';
import type { NetHandlers } from '../net.api.js';
import type { AccountHost } from './account-host.js';
import { loadCredentials } from './credentials.js';
import { enterAccount } from './enter-account.js';
import { createPairing } from './pairing-session.js';
import { secretNames } from './secret-names.js';

type Handlers = Required<Pick<NetHandlers, keyof AccountRequests>>;

/** The relay's own code to sign up is not a device's fault: said in its own words. */
function signUpError(error: unknown): unknown {
  if (!(error instanceof AppError) || error.detail.refusal !== 'NOT_MEMBER') return error;
  return new AppError('sync/code', 'The relay asks for a code to sign up.', { why: 'sign-up' }, { cause: error });
}

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
    createAccount({ relay, deviceName, code }) {
      return enterAccount(host, { deviceName, isThere: false }, async (keys) => {
        const { account, entries, recoverySecret } = await createAccount(
          keys,
          { kind: 1, name: fitDeviceName(deviceName) },
          random,
        );
        await secrets.put(secretNames.recovery, recoverySecret);
        const connection = await openConnection({ environment, url: relay, onPush: () => {} });
        try {
          const wanted = code?.trim();
          await connection.ask('register', {
            entries: entries.map(({ bytes }) => bytes),
            ...(wanted && { code: wanted }),
          });
        } catch (error) {
          throw signUpError(error);
        } finally {
          connection.close();
        }
        return { account, relay, relayKey: connection.hello.relay };
      }) as Promise<undefined>;
    },

    async restoreAccount({ relay, deviceName, secret }) {
      await enterAccount(host, { deviceName, isThere: true }, async (keys) => {
        const device = { kind: 1 as const, name: fitDeviceName(deviceName) };
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
