// An account for component tests: one that is there, with two devices, or none.
import type { AccountService, AccountView, PairingState } from '../../src/app/account/account.js';
import { readWords, suggestWords } from '../../src/app/account/recovery-words.js';
import type { Done } from '../../src/app/services.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { type Cell, createCell } from './cell.js';

export const exampleAccount: AccountView = {
  id: 'a1'.repeat(16),
  name: 'Anna Keller',
  address: '',
  relay: 'wss://relay.example.org',
  devices: [
    {
      id: '11'.repeat(16),
      name: 'Laptop',
      kind: 'browser',
      isThis: true,
      revoked: false,
      lastSeen: Date.UTC(2026, 10, 29, 9) as EpochMs,
    },
    {
      id: '22'.repeat(16),
      name: 'Phone',
      kind: 'app',
      form: 'phone',
      isThis: false,
      revoked: false,
      lastSeen: Date.UTC(2026, 10, 27, 18, 30) as EpochMs,
    },
    { id: '33'.repeat(16), name: 'Old tablet', kind: 'browser', isThis: false, revoked: true },
  ],
  recovery: { confirmed: true, since: Date.UTC(2026, 10, 1) as EpochMs, shown: false },
};

export const exampleWords =
  'hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel tennis maple dilemma loan word shrug inflict delay length'.split(
    ' ',
  );

export type FakeAccount = AccountService & {
  readonly view: Cell<AccountView | undefined>;
  readonly pairing: Cell<PairingState>;
};

type Log = (name: string, ...args: readonly unknown[]) => Done;

export function createFakeAccount(log: Log = () => ({ undo: async () => {} }), first?: AccountView): FakeAccount {
  const view = createCell<AccountView | undefined>(first);
  const pairing = createCell<PairingState>({ version: 1, stage: 'none' });
  const enter = (name: string) => view.set({ ...exampleAccount, name, recovery: { confirmed: false, shown: true } });
  const devices = (change: (device: AccountView['devices'][number]) => AccountView['devices'][number]) => {
    const account = view.get();
    if (account) view.set({ ...account, devices: account.devices.map(change) });
  };
  return {
    view,
    pairing,
    watch: () => view,
    offeredRelay: async () => 'wss://relay.example.org',
    async create(input) {
      log('account.create', input);
      enter(input.name);
    },
    async beginAnew(input) {
      log('account.beginAnew', input);
      enter(input.name);
    },
    async rename(name) {
      const account = view.get();
      if (account) view.set({ ...account, name });
      return log('account.rename', name);
    },
    async renameDevice(id, name) {
      devices((device) => (device.id === id ? { ...device, name } : device));
      return log('account.renameDevice', id, name);
    },
    async signOut() {
      log('account.signOut');
      view.set(undefined);
      return true;
    },
    async revoke(ids) {
      log('account.revoke', ids);
      devices((device) => (ids.includes(device.id) ? { ...device, revoked: true } : device));
    },
    watchPairing: () => pairing,
    startJoin: async (input) => void log('account.startJoin', input),
    startAdmit: async (code) => void log('account.startAdmit', code),
    answerDigits: async (same) => void log('account.answerDigits', same),
    stopPairing: async () => void log('account.stopPairing'),
    recovery: {
      show: async () => (view.get()?.recovery.shown ? exampleWords : undefined),
      async confirm() {
        log('account.recovery.confirm');
        const account = view.get();
        if (account) view.set({ ...account, recovery: { confirmed: true, since: 0 as EpochMs, shown: false } });
      },
      async renew() {
        log('account.recovery.renew');
        const account = view.get();
        if (account) view.set({ ...account, recovery: { confirmed: false, shown: true } });
        return exampleWords;
      },
      read: async (text) => readWords(text),
      suggest: async (begin, limit) => suggestWords(begin, limit),
      async restore(input) {
        log('account.recovery.restore', input);
        enter('Anna Keller');
      },
    },
  };
}
