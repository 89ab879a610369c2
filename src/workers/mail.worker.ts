import type { Progress } from '../domain/items/import.js';
import { systemClock, systemZone } from '../domain/time/clock.js';
import { AppDatabase } from '../store/database.js';
import { createMailStore } from '../store/mail/mail-store.js';
import type { MailTouched } from '../store/mail/memory.js';
import { createSegments } from '../store/mail/search/segments.js';
import { allowOwnScripts } from '../trusted-types.js';
import { startAssistant } from './assistant/start-assistant.js';
import type { AssistantApi } from './assistant.api.js';
import { mailChannel, mailIndexLock, mailJunkLock, mailRulesLock, mailWakeLock } from './channels.js';
import { exposeApi } from './expose-api.js';
import type { ProgressMessage } from './format.api.js';
import { createJunkApi } from './mail/junk/junk-api.js';
import { createKnownSenders } from './mail/junk/known-sender.js';
import { createMailJunk, type MailJunk } from './mail/junk/mail-junk.js';
import { createMailApi } from './mail/mail-api.js';
import { fetchForRules } from './mail/rules/fetch-for-rules.js';
import { createRulesApi } from './mail/rules/rules-api.js';
import { type ArrivalRules, createArrivalRules } from './mail/rules/run-arrivals.js';
import { createMailIndexer } from './mail/search/index-emails.js';
import { createMailSearch } from './mail/search/mail-search.js';
import { createPdfReader } from './mail/search/pdf-reader.js';
import { createPdfWorker, loadPdfScript } from './mail/search/pdf-script.js';
import { browserEnvironment } from './mail/servers/browser-environment.js';
import { startMailServers } from './mail/servers/start-servers.js';
import { createWaker } from './mail/snooze.js';
import { INDEX_PROGRESS, type MailApi, type MailChange, type MailChangedMessage } from './mail.api.js';
import type { MailJunkApi } from './mail-junk.api.js';
import type { MailRulesApi } from './mail-rules.api.js';
import type { MailServersApi } from './mail-servers.api.js';

// It starts a worker of its own, for PDFs.
allowOwnScripts();

const database = self.name;
let arrivals: ArrivalRules | undefined;
let junk: MailJunk | undefined;
const db = new AppDatabase(database);
const others = new BroadcastChannel(mailChannel(database));

/** So long until it is looked again at what a server has said. */
const LATER_MS = 1000;
const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
/** Everything that was sent. */
const SENT = { where: { role: 'sent' }, show: 'all', collapseThreads: false, order: 'newest' } as const;
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
  applyRules();
  wake();
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
  pdfs: createPdfReader({ create: createPdfWorker, load: loadPdfScript }),
});

/** What reads PDFs could not be had: so long until it is asked for again, and until it is seen whether there is a network. */
const RETRY_MS = 300_000;
const RETRY_OFFLINE_MS = 5000;
let again: ReturnType<typeof setTimeout> | undefined;

/** What cannot be indexed now, as the disk is full, is tried again with the next change. */
function index(): void {
  clearTimeout(again);
  indexer.run().then(indexAgain, () => {});
}

/** Where PDFs could not be read: browsers do not tell each worker that the network is back. */
function indexAgain(): void {
  clearTimeout(again);
  if (indexer.pdfsWait()) again = setTimeout(index, navigator.onLine ? RETRY_MS : RETRY_OFFLINE_MS);
}

others.onmessage = async ({ data }: MessageEvent<MailChange>) => {
  await store.refresh().catch(() => {}); // whoever asks next gets the error
  tellPage(data);
  index();
  applyRules();
  wake();
};

/** What cannot be done now, as the disk is full, is tried again with the next change. */
function applyRules(): void {
  junk?.learn().catch(() => {});
  arrivals?.run().catch(() => {});
}

const ready = store.refresh();
ready.then(index, () => {}); // whoever asks gets the error
ready.then(wake, () => {});

const servers = startMailServers(store, database, ready);
const given = { store, report, now: () => systemClock.now(), newId: () => crypto.randomUUID() };
const search = createMailSearch({ store, segments, now: () => systemClock.now(), timeZone: systemZone() });
const api = createMailApi(
  {
    ...{ ...given, search, indexProgress: () => indexer.progress() },
    ...{ fetcher: servers.fetcher, isInStep: servers.isInStep, later: () => pause(LATER_MS) },
  },
  ready,
);

const countSentTo = async (address: string) =>
  (await api.emailList({ ...SENT, text: `to:"${address.replaceAll('"', '')}"` })).total;
junk = createMailJunk({
  ...given,
  alone: (work) => navigator.locks.request(mailJunkLock(database), work),
  isKnown: createKnownSenders(db, countSentTo),
});
const { cancel, ...rules } = createRulesApi(
  { ...given, bringer: servers.rules, connect: servers.connect, onDone: servers.told },
  ready,
);
arrivals = createArrivalRules({
  ...given,
  junk,
  alone: (work) => navigator.locks.request(mailRulesLock(database), work),
  fetch: (accountId, email) => fetchForRules(store, accountId, email, servers.api.fetchMessage),
  onDone: servers.told,
});
ready.then(applyRules, () => {}); // whoever asks gets the error

const command: MailApi['command'] = async (id, each) => {
  const answer = await api.command(id, each);
  await servers.told();
  return answer;
};

const waker = createWaker({
  store,
  now: () => systemClock.now(),
  after: browserEnvironment.after,
  isInStep: servers.isInStep,
  run: (commands) => command(crypto.randomUUID(), commands),
  alone: (work) =>
    navigator.locks.request(mailWakeLock(database), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await work();
    }),
});

/** Looks whether mail that was put off is due. */
function wake(): void {
  waker();
}

exposeApi<MailApi & MailServersApi & MailRulesApi & MailJunkApi & AssistantApi>({
  ...api,
  ...servers.api,
  ...rules,
  ...createJunkApi(store, junk, ready),
  ...startAssistant(servers.secrets),
  cancelImport(id) {
    api.cancelImport(id);
    cancel(id);
  },
  command,
});
