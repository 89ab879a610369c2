import { systemClock } from '../domain/time/clock.js';
import { AppDatabase } from '../store/database.js';
import { createMailStore } from '../store/mail/mail-store.js';
import type { MailTouched } from '../store/mail/memory.js';
import { mailChannel } from './channels.js';
import { exposeApi } from './expose-api.js';
import type { ProgressMessage } from './format.api.js';
import { createMailApi } from './mail/mail-api.js';
import type { MailApi, MailChange, MailChangedMessage } from './mail.api.js';

const database = self.name;
const db = new AppDatabase(database);
const others = new BroadcastChannel(mailChannel(database));

/** Beyond this many a page is better off asking for whatever it shows. */
const MAX_NAMED_THREADS = 500;

function changeOf({ accounts, mailboxIds, threads }: MailTouched): MailChange {
  const threadIds = threads.size > MAX_NAMED_THREADS ? [] : [...threads].map(String);
  return { accounts, mailboxIds: [...mailboxIds], threadIds };
}

const tellPage = (change: MailChange) => postMessage({ type: 'mail-changed', change } satisfies MailChangedMessage);

const store = createMailStore(db, (touched) => {
  const change = changeOf(touched);
  tellPage(change);
  others.postMessage(change);
});

others.onmessage = async ({ data }: MessageEvent<MailChange>) => {
  await store.refresh().catch(() => {}); // whoever asks next gets the error
  tellPage(data);
};

const ready = store.refresh();
ready.catch(() => {}); // whoever asks gets the error

exposeApi<MailApi>(
  createMailApi(
    {
      store,
      search: { find: async () => ({ scores: new Float32Array(0), notIndexed: 0 }), snippets: async () => new Map() },
      now: () => systemClock.now(),
      newId: () => crypto.randomUUID(),
      report: (id, progress) => postMessage({ type: 'progress', id, progress } satisfies ProgressMessage),
      indexProgress: () => ({ done: 0, fraction: 1 }),
    },
    ready,
  ),
);
