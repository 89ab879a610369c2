import type { Progress } from '../domain/items/import.js';
import { systemClock, systemZone } from '../domain/time/clock.js';
import { AppDatabase } from '../store/database.js';
import { createMailStore } from '../store/mail/mail-store.js';
import type { MailTouched } from '../store/mail/memory.js';
import { createSegments } from '../store/mail/search/segments.js';
import { startAssistant } from './assistant/start-assistant.js';
import type { AssistantApi } from './assistant.api.js';
import { mailChannel, mailIndexLock } from './channels.js';
import { exposeApi } from './expose-api.js';
import type { ProgressMessage } from './format.api.js';
import { createMailApi } from './mail/mail-api.js';
import { createMailIndexer } from './mail/search/index-emails.js';
import { createMailSearch } from './mail/search/mail-search.js';
import { startMailServers } from './mail/servers/start-servers.js';
import { INDEX_PROGRESS, type MailApi, type MailChange, type MailChangedMessage } from './mail.api.js';
import type { MailServersApi } from './mail-servers.api.js';

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
  if (touched.threads.size > 0) index();
});

const report = (id: string, progress: Progress) =>
  postMessage({ type: 'progress', id, progress } satisfies ProgressMessage);
const segments = createSegments(db);
const indexer = createMailIndexer({
  store,
  segments,
  alone: (work) =>
    navigator.locks.request(mailIndexLock(database), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await work();
    }),
  onProgress: (progress) => report(INDEX_PROGRESS, progress),
});

/** What cannot be indexed now, as the disk is full, is tried again with the next change. */
function index(): void {
  indexer.run().catch(() => {});
}

others.onmessage = async ({ data }: MessageEvent<MailChange>) => {
  await store.refresh().catch(() => {}); // whoever asks next gets the error
  tellPage(data);
  index();
};

const ready = store.refresh();
ready.then(index, () => {}); // whoever asks gets the error

const servers = startMailServers(store, database, ready);
const api = createMailApi(
  {
    store,
    search: createMailSearch({ store, segments, now: () => systemClock.now(), timeZone: systemZone() }),
    now: () => systemClock.now(),
    newId: () => crypto.randomUUID(),
    report,
    indexProgress: () => indexer.progress(),
  },
  ready,
);

exposeApi<MailApi & MailServersApi & AssistantApi>({
  ...api,
  ...servers.api,
  ...startAssistant(servers.secrets),
  async command(id, command) {
    const answer = await api.command(id, command);
    await servers.told();
    return answer;
  },
});
