import type { PairingState } from '../../domain/sharing/pairing.js';
import { readRelayAddress } from '../../domain/sharing/relay-address.js';
import { systemClock } from '../../domain/time/clock.js';
import type { Watchable } from '../../domain/watchable.js';
import type { Engine } from '../engine.js';
import { watchQuery } from '../watch.js';
import type { AccountService, RecoveryService } from './account.js';
import { deviceLooks } from './device-looks.js';

/** A file beside the app that its operator fills in: `{"relay": "wss://relay.example.org"}`. */
const RELAY_FILE = '/relay.json';
/** A pairing is asked about again after a failure; the writer may just have moved to another tab. */
const RETRY_MS = 1_000;

async function offeredRelay(): Promise<string> {
  try {
    const response = await fetch(RELAY_FILE, { cache: 'no-cache' });
    const found = response.ok ? ((await response.json()) as { readonly relay?: unknown }).relay : undefined;
    const read = readRelayAddress(typeof found === 'string' ? found : '');
    return 'address' in read ? read.address : '';
  } catch {
    return ''; // none is placed, or this device is offline: the person types one
  }
}

export function createAccountService(engine: Engine): AccountService {
  const words = () => import('./recovery-words.js');
  const account = () => engine.query((api) => api.account());

  const noteRecovery = (key: string) =>
    engine.run({ type: 'noteAccount', note: { recovery: { key, confirmed: systemClock.now() } } });

  const recovery: RecoveryService = {
    async show() {
      const secret = await engine.perform('recoverySecret', {});
      return secret && (await words()).wordsOf(secret);
    },
    async confirm() {
      await noteRecovery(await engine.perform('forgetRecoverySecret', {}));
    },
    async renew() {
      return (await words()).wordsOf(await engine.perform('newRecoveryKey', {}));
    },
    read: async (text) => (await words()).readWords(text),
    suggest: async (begin, limit) => (await words()).suggestWords(begin, limit),
    async restore({ phrase, relay, deviceName }) {
      const secret = (await words()).secretOf(phrase);
      await engine.perform('restoreAccount', { relay, deviceName, secret, ...deviceLooks() });
    },
  };

  function watchPairing(): Watchable<PairingState> {
    return {
      subscribe(observer) {
        let open = true;
        const follow = async () => {
          let seen = 0;
          while (open) {
            try {
              const state = await engine.perform('pairing', { seen });
              if (!open) return;
              if (state.version !== seen) observer.next(state);
              seen = state.version;
            } catch (error) {
              if (open) observer.error(error);
              seen = 0;
              await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
            }
          }
        };
        void follow();
        return {
          unsubscribe() {
            open = false;
          },
        };
      },
    };
  }

  return {
    watch: () => watchQuery(engine.changes, account, (change) => change.sync === true || change.settings),
    offeredRelay,
    async create({ name, ...input }) {
      await engine.perform('createAccount', { ...input, ...deviceLooks() });
      await engine.run({ type: 'noteAccount', note: { name } });
    },
    async beginAnew({ name, ...input }) {
      await engine.perform('beginAnew', { ...input, ...deviceLooks() });
      await engine.run({ type: 'noteAccount', note: { name } });
    },
    rename: (name) => engine.run({ type: 'noteAccount', note: { name } }),
    renameDevice: (id, name) => engine.run({ type: 'noteAccount', note: {}, device: { id, name } }),
    signOut: () => engine.perform('signOut', {}),
    revoke: (devices) => engine.perform('revokeDevices', { devices }),
    watchPairing,
    startJoin: (input) => engine.perform('startJoin', { ...input, ...deviceLooks() }),
    startAdmit: (code) => engine.perform('startAdmit', { code }),
    answerDigits: (same) => engine.perform('answerDigits', { same }),
    stopPairing: () => engine.perform('stopPairing', {}),
    recovery,
  };
}
