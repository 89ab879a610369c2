import { systemClock } from '../domain/time/clock.js';
import { AppDatabase } from '../store/database.js';
import { hashOfFileLock, lockChannel, unlockedLock } from './channels.js';
import { exposeApi, exposeOnPort } from './expose-api.js';
import { isKeyRequest, performKeyRequest } from './lock/keep-keys.js';
import { createLockKeeper, type TabChannel } from './lock/lock-keeper.js';
import type { LockMessage } from './lock.api.js';
import { createNet, workerEnvironment } from './net/net.js';
import { projectItem } from './project-stored.js';
import type { SyncApi } from './sync.api.js';
import type { DocumentModule } from './writer/document-pool.js';
import { createWriter } from './writer/writer.js';
import { createWriterLink } from './writer-link.js';

/** Long enough for the first view to be drawn, and for a person to look at what they imported. */
const IDLE_MS = 3000;
/** Between two pieces of work that nobody waits for: three times what the last took, so that the machine is left to whoever uses it. */
const [BETWEEN_MS, BETWEEN_SHARE] = [100, 3];
/** Long enough for what is in sight of an import to be painted. */
const DRAW_MS = 300;
const DRAW_AGAIN_MS = 30_000;
const SWEEP_MS = 60_000;

const database = self.name;
let documents: Promise<DocumentModule> | undefined;

/** 1.2 MB of WebAssembly: when the first document is opened, not before. */
function loadDocuments(): Promise<DocumentModule> {
  documents ??= import('../sync/load.js').then((module) => module.loadDocuments());
  documents.catch(() => {
    documents = undefined; // offline before it was cached: the next command tries again
  });
  return documents;
}

const db = new AppDatabase(database);
db.open().catch(() => {}); // whoever writes gets the error
const writer = createWriter({ db, clock: systemClock, project: projectItem, loadDocuments });

let timer: ReturnType<typeof setTimeout> | undefined;

/** In idle time: gives imports their Automerge form, a little at a time, and has Automerge ready for the first edit. */
function settleLater(delay: number): void {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    try {
      await loadDocuments();
      const began = performance.now();
      if (await writer.settle()) settleLater(Math.max(BETWEEN_MS, BETWEEN_SHARE * (performance.now() - began)));
    } catch {} // nothing is lost: whoever opens such a document does the same, and tells
  }, delay);
}

/** Does what imports have left: rooms to book, rows that nobody looked at. */
function drawLater(delay: number): void {
  setTimeout(() => {
    writer.draw().then(
      (drawn) => {
        if (drawn === undefined) return;
        if (drawn !== 'more') link.broadcast(drawn);
        drawLater(0);
      },
      () => drawLater(DRAW_AGAIN_MS), // a full disk: it is noted what is left
    );
  }, delay);
}

/** Not the first thing a session does: commands that a closed tab has left name their files first. */
function dropLooseFiles(): void {
  navigator.locks
    .query()
    .then(({ held = [] }) => writer.dropLooseFiles(new Set(held.map(({ name = '' }) => hashOfFileLock(name) ?? ''))))
    .catch(() => {}); // another day
}

const unlocked = unlockedLock(database);
const keeper = createLockKeeper({
  db,
  tabs: new BroadcastChannel(lockChannel(database)) as TabChannel,
  onKeys: () => net.keysChanged(),
  tellPage: (erased) => postMessage({ type: 'lock', erased } satisfies LockMessage),
  isSomeUnlocked: async () => (await navigator.locks.query()).held?.some(({ name }) => name === unlocked) === true,
  holdUnlocked() {
    const hold = new AbortController();
    const ended = new Promise<void>((resolve) => hold.signal.addEventListener('abort', () => resolve()));
    void navigator.locks.request(unlocked, { mode: 'shared' }, () => ended);
    return () => hold.abort();
  },
});

/** Argon2's WebAssembly, when somebody has a passphrase. */
const lockRequests = () =>
  import('./lock/lock-requests.js').then(({ createLockRequests }) =>
    createLockRequests({ db, clock: systemClock, keeper, perform: (request) => link.perform(request) }),
  );
let requests: ReturnType<typeof lockRequests> | undefined;

const net = createNet({
  db,
  writer,
  clock: systemClock,
  environment: workerEnvironment,
  held: keeper.keyOf,
  broadcast: (change) => link.broadcast(change),
});

const link = createWriterLink({
  database,
  writer,
  perform: (request) => (isKeyRequest(request) ? performKeyRequest(db, keeper, request) : net.perform(request)),
  onWriting() {
    settleLater(IDLE_MS);
    drawLater(DRAW_MS);
    net.begin();
    self.addEventListener('online', () => void net.perform({ type: 'wake' }));
    setTimeout(dropLooseFiles, SWEEP_MS);
  },
  // Imports, changes of thousands of items and those made before Automerge was there are still to get its form.
  onCommitted(command, change) {
    settleLater(IDLE_MS);
    if (command.type === 'import') drawLater(DRAW_MS);
    net.nudge(change);
  },
});

const api: SyncApi = {
  run: (commandId, command) => link.run(commandId, command),
  ask: (question) => link.ask(question),
  perform: (request) => link.perform(request),
  async lock(request) {
    if (request.type === 'state') return keeper.state();
    requests ??= lockRequests();
    requests.catch(() => {
      requests = undefined; // offline before it was cached
    });
    return (await requests)(request);
  },
  connectFormat: (port) => exposeOnPort<SyncApi>(api, port),
};

exposeApi<SyncApi>(api);
