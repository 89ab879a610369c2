import { systemClock } from '../domain/time/clock.js';
import { AppDatabase } from '../store/database.js';
import { hasMail } from '../store/mail/rows.js';
import { createRowStore } from '../store/row-store.js';
import type { StoreChange } from '../store/store-change.js';
import { toStoreError } from '../store/store-errors.js';
import { readShownStatus } from '../store/sync-status.js';
import { type ChangeBroadcast, changesChannel } from './channels.js';
import { exposeApi } from './expose-api.js';
import type { ProgressMessage } from './format.api.js';
import type { AccountQueries, ChangedMessage, MailQueries, QueryApi, SyncQueries } from './query.api.js';
import { createOnce } from './reader/once.js';
import { createReader, type Reader } from './reader/reader.js';

const database = self.name;
const db = new AppDatabase(database);
const reader = createReader(createRowStore(db), systemClock, (id, progress) =>
  postMessage({ type: 'progress', id, progress } satisfies ProgressMessage),
);

/** Started before anybody asks: the first view needs both. */
const early = Promise.all([reader.collections(), reader.settings()]);
early.catch(() => {}); // whoever asks gets the error

/** Changes of commands come twice, with the answer and as told to all tabs: whatever hangs on them is read once. */
const isNews = createOnce();

new BroadcastChannel(changesChannel(database)).onmessage = ({ data }: MessageEvent<ChangeBroadcast>) => {
  if (!isNews(data.id)) return;
  reader.forget(data.change);
  postMessage({ type: 'changed', change: data.change } satisfies ChangedMessage);
};

type Reading = Omit<Reader, 'forget'> & AccountQueries & SyncQueries & MailQueries;

/** A reader whose failures are AppErrors. */
function guarded(reading: Reading): Reading {
  const entries = Object.entries(reading).map(([name, read]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await (read as (...all: unknown[]) => Promise<unknown>)(...args);
      } catch (error) {
        throw toStoreError(error);
      }
    },
  ]);
  return Object.fromEntries(entries) as Reading;
}

exposeApi<QueryApi>({
  ...guarded({
    ...reader,
    syncStatus: () => readShownStatus(db),
    hasMail: () => hasMail(db),
    account: async () => (await import('./reader/account-reader.js')).readAccount(db),
  }),
  async noteChange(change: StoreChange, told?: string) {
    if (!isNews(told)) return false;
    reader.forget(change);
    return true;
  },
});
