import { describe, expect, it, vi } from 'vitest';
import { createActivityRegistry } from '../../../../src/app/activity/activity-registry.js';
import { createActivityService, type NetworkEvents } from '../../../../src/app/activity/activity-service.js';
import type { Activity, WaitingMessage } from '../../../../src/domain/activity/activity.js';
import type { Collection } from '../../../../src/domain/collections/collection.js';
import type { Progress } from '../../../../src/domain/items/import.js';
import type { MailAccount } from '../../../../src/domain/mail/mailbox.js';
import type { MailAccountState } from '../../../../src/domain/mail/server-problem.js';
import type { RejectedEdit, SyncStatus } from '../../../../src/domain/sharing/sharing.js';
import { createCell } from '../../../support/cell.js';

const account: MailAccount = { id: 'm', kind: 'jmap', name: 'me@example.org', identities: [] };
const calendar = { id: 'c', kind: 'calendar', name: 'Club' } as Collection;

function open(withMail = true) {
  const network = Object.assign(new EventTarget(), { navigator: { onLine: true } });
  const cells = {
    sync: createCell<SyncStatus>({ state: 'off', relay: '', waiting: 0 }),
    rejected: createCell<readonly RejectedEdit[]>([]),
    calendars: createCell<readonly Collection[]>([calendar]),
    accounts: createCell<readonly MailAccount[]>([{ ...account, id: 'local', kind: 'local' }, account]),
    states: createCell<readonly MailAccountState[]>([]),
    waiting: createCell({}),
    outgoing: createCell<readonly WaitingMessage[]>([]),
    indexing: createCell<Progress>({ done: 2, total: 2, fraction: 1 }),
  };
  const watchMail = vi.fn();
  const asked = <T>(cell: T) => {
    watchMail();
    return cell;
  };
  const registry = createActivityRegistry();
  const service = createActivityService(
    registry,
    {
      sync: { watch: () => cells.sync },
      sharing: { watchRejected: () => cells.rejected },
      collections: { watch: () => cells.calendars },
      mail: {
        watchAccounts: () => asked(cells.accounts),
        watchWaiting: () => asked(cells.waiting),
        watchOutgoing: () => asked(cells.outgoing),
        watchIndexing: () => asked(cells.indexing),
      },
      mailServers: { watchStates: () => asked(cells.states) },
    } as never,
    network as unknown as NetworkEvents,
  );
  const seen: Activity[] = [];
  const { unsubscribe } = service.watch(withMail).subscribe({ next: (value) => seen.push(value), error: () => {} });
  const last = async () => {
    await Promise.resolve();
    return seen.at(-1)!;
  };
  return { network, cells, registry, service, seen, last, unsubscribe, watchMail };
}

describe('what goes on, together', () => {
  it('is told once for all that answer at the same time, and again after each change', async () => {
    const { cells, registry, last, seen } = open();
    expect(await last()).toMatchObject({
      isOnline: true,
      running: [],
      mail: [{ accountId: 'm', name: 'me@example.org', waiting: {}, refused: [] }],
    });
    expect(seen.length).toBe(1);
    cells.states.set([{ accountId: 'm', phase: 'fetching', done: 1, total: 9 }]);
    cells.waiting.set({ m: { place: 2 } });
    cells.indexing.set({ done: 1, total: 2, fraction: 0.5 });
    expect(await last()).toMatchObject({
      mail: [{ state: { phase: 'fetching' }, waiting: { place: 2 } }],
      indexing: { fraction: 0.5 },
    });
    cells.indexing.set({ done: 2, total: 2, fraction: 1 });
    expect((await last()).indexing).toBeUndefined();
    registry.noteAct('Deleted.', async () => {});
    expect((await last()).acts).toMatchObject([{ message: 'Deleted.' }]);
  });

  it('[AC2] follows the network', async () => {
    const { network, last } = open();
    network.navigator.onLine = false;
    network.dispatchEvent(new Event('offline'));
    expect((await last()).isOnline).toBe(false);
    network.navigator.onLine = true;
    network.dispatchEvent(new Event('online'));
    expect((await last()).isOnline).toBe(true);
  });

  it('names calendars that could not be fetched, but not for want of a network', async () => {
    const { cells, last } = open();
    const failing = (code: 'net/status' | 'net/offline'): Collection => ({
      ...calendar,
      refresh: { checkedAt: 1, error: { code, detail: { host: 'cal.example' } } },
    });
    cells.calendars.set([failing('net/status')]);
    expect((await last()).calendars).toMatchObject([{ name: 'Club', error: { code: 'net/status' } }]);
    cells.calendars.set([failing('net/offline')]);
    expect((await last()).calendars).toEqual([]);
  });

  it('starts nothing of mail where mail is not used, and ends with whoever watches', async () => {
    const { cells, last, seen, unsubscribe, watchMail } = open(false);
    expect((await last()).mail).toEqual([]);
    expect(watchMail).not.toHaveBeenCalled();
    unsubscribe();
    cells.rejected.set([{} as RejectedEdit]);
    await last();
    expect(seen.length).toBe(1);
  });
});
