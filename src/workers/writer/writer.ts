// Carries out commands one after the other. Knows neither threads nor tabs.
import { metaDocId, SHARDS, shardDocId } from '../../domain/collections/document-id.js';
import type { Clock } from '../../domain/time/clock.js';
import { recordToCollection } from '../../store/collection-record.js';
import type { Project } from '../../store/commit.js';
import { type AppDatabase, type AppliedRecord, rowTables } from '../../store/database.js';
import { createActors } from '../../store/device.js';
import { createDocumentStore } from '../../store/document-store.js';
import { commitImport } from '../../store/import-batch.js';
import { keepReminders } from '../../store/keep-reminders.js';
import { dropLoose } from '../../store/loose-files.js';
import { clearRestored, isRestoring } from '../../store/restoring.js';
import { changeOfAll, mergeStoreChanges, type StoreChange } from '../../store/store-change.js';
import { toStoreError } from '../../store/store-errors.js';
import type { Answer, Question } from '../history.api.js';
import type { Command, CommandAnswer } from '../sync.api.js';
import { applyRemote } from './apply-remote.js';
import { answerQuestion } from './ask-history.js';
import { bookUnbooked } from './collection-bookings.js';
import { createCollection, makeFirstCollections, newProperties, nextOrder } from './collection-commands.js';
import { createDocumentPool, type DocumentModule } from './document-pool.js';
import { drawUndrawn } from './draw-undrawn.js';
import { putFile } from './file-commands.js';
import { noteRefresh } from './note-refresh.js';
import { type PlannedCommand, planCommand } from './plan-command.js';
import { hasOldRows, noteRowsVersion, rebuildRows } from './rebuild.js';
import { roomCalendars } from './room-bookings.js';
import { divides, settleAfter } from './series-parts.js';
import { runShared } from './shared-commands.js';
import { editableCollection, type Plan, type WriterContext, writeDocuments } from './write-documents.js';

export interface Writer {
  /**
   * @param id - A command that was carried out under this id is not carried out again, only answered.
   * @throws {AppError} `store/*`; then nothing was written.
   */
  run(id: string, command: Command): Promise<CommandAnswer>;
  /** @throws {AppError} `store/*` */
  ask(question: Question): Promise<Answer>;
  /** Changes of another device, oldest first: same road to rows as our own. Known ones are left out. */
  applyRemote(docId: string, changes: readonly Uint8Array[]): Promise<StoreChange>;
  /** Work that nothing else of the writer comes between. @throws {AppError} */
  exclusive<T>(work: (context: WriterContext) => Promise<T>): Promise<T>;
  /**
   * Does some of what imports have left: books their rooms, draws what is not drawn.
   * @returns `undefined` when nothing is left; what changed once all of an import is done.
   */
  draw(): Promise<StoreChange | 'more' | undefined>;
  /** Loads Automerge and encodes some of what is pending. @returns whether there is more. */
  settle(): Promise<boolean>;
  /**
   * Projects everything anew when the rows here are of an older form (ROWS_VERSION).
   * @returns what changed; `undefined` when nothing had to be done.
   */
  bringUpToDate(): Promise<StoreChange | undefined>;
  /** Drops files that were kept for a form and that nothing has named for a day. @param held - Hashes that pages may still name. */
  dropLooseFiles(held: ReadonlySet<string>): Promise<number>;
  /** For reading history; not for changing anything. */
  readonly context: WriterContext;
}

export interface WriterOptions {
  readonly db: AppDatabase;
  readonly clock: Clock;
  readonly project: Project;
  /** Loads and starts Automerge; called when a document is first opened. */
  loadDocuments(): Promise<DocumentModule>;
}

/** How long an answer is kept for a command that is sent again: longer than any tab waits for one. */
const APPLIED_KEPT_MS = 3_600_000;
/** How long it is known that a command was carried out: a tab that was closed has it sent again when the app is next used. */
const APPLIED_IDS_KEPT_MS = 90 * 86_400_000;
const DOCUMENTS_PER_SETTLE = 4;

const noChange: StoreChange = { items: [], collections: false, settings: false };

async function runImport(
  context: WriterContext,
  id: string,
  command: Extract<Command, { type: 'import' }>,
): Promise<CommandAnswer> {
  const { db, clock, project, pool } = context;
  const { batch, create } = command;
  if (create === undefined && batch.refresh !== true) await editableCollection(db, batch.collectionId);
  const time = clock.now();
  const inverse: Command =
    create === undefined
      ? { type: 'undoImport', importId: batch.importId }
      : { type: 'deleteCollection', id: batch.collectionId, deleted: true };
  const properties = create && newProperties(create, await nextOrder(db, create.kind), create.shards ?? SHARDS);
  const { counts, change } = await commitImport(db, project, {
    batch,
    actor: await context.actors.fresh(),
    time,
    create: properties,
    books: batch.refresh !== true && (await roomCalendars(context)).size > 0,
    applied: (made) => ({ id, time, answer: { counts: made, inverse } }),
  });
  const documents = batch.shards.map(({ shard }) => shardDocId(batch.collectionId, shard));
  pool.drop([metaDocId(batch.collectionId), ...documents]); // they lack the new chunks
  const record = await db.collections.get(batch.collectionId);
  const booked = await bookUnbooked(context).catch(() => undefined); // the import is done; it is noted what is left
  return {
    change: booked ? mergeStoreChanges([change, booked]) : change,
    counts,
    inverse,
    collection: record && recordToCollection(record),
  };
}

/** Edits of one event: what they look at is read in one transaction, where one each would be most of their time. */
const readTogether = new Set<Command['type']>(['createEvent', 'updateEvent', 'moveEvent', 'copyEvent', 'removeEvent']);

/** Tables that the planning of those reads. Nothing but reading may be awaited meanwhile. */
const plannedFrom = (db: AppDatabase) => [
  ...[db.applied, db.collections, db.settings, db.local, db.logs, db.texts, db.chunks],
  ...rowTables.map((table) => db[table]),
];

async function runPlanned(
  context: WriterContext,
  id: string,
  command: PlannedCommand,
  planned?: Plan,
): Promise<CommandAnswer> {
  const plan = planned ?? (await planCommand(context, command));
  const { answer } = plan;
  const change = await writeDocuments(context, plan, { id, time: context.clock.now(), answer });
  if (!divides(plan.changes)) return { ...answer, change };
  return { ...answer, change: mergeStoreChanges([change, ...(await settleAfter(context, plan.changes))]) };
}

/** Answers of long ago shrink to the fact that there was one; that is forgotten much later. */
async function forgetAnswers(db: AppDatabase, now: number): Promise<void> {
  await db.applied
    .where('time')
    .below(now - APPLIED_IDS_KEPT_MS)
    .delete();
  await db.applied
    .where('time')
    .below(now - APPLIED_KEPT_MS)
    .filter(({ answer }) => Object.keys(answer as object).length > 0)
    .modify({ answer: {} });
}

export function createWriter(options: WriterOptions): Writer {
  const { db, clock, project } = options;
  const store = createDocumentStore(db);
  const actors = createActors(db);
  const pool = createDocumentPool({
    store,
    clock,
    actor: actors.session,
    load: options.loadDocuments,
  });
  const context: WriterContext = { db, store, pool, actors, clock, project };
  let last: Promise<unknown> = Promise.resolve();
  /** Documents that are still to get Automerge's form. */
  let pending: string[] = [];

  /** One at a time, in the order asked. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work).catch((error: unknown) => {
      throw toStoreError(error);
    });
    last = turn.then(
      () => pool.trim(),
      () => pool.trim(),
    );
    return turn;
  }

  async function everything(): Promise<StoreChange> {
    return changeOfAll((await db.collections.toCollection().primaryKeys()) as string[]);
  }

  async function carryOut(id: string, command: Command): Promise<CommandAnswer> {
    switch (command.type) {
      case 'firstRun':
        return { change: await makeFirstCollections(context, command.collections) };
      case 'createCollection':
        return createCollection(context, id, command.collection);
      case 'import':
        return runImport(context, id, command);
      case 'putFile':
        return putFile(context, command);
      case 'keepReminders':
        return { change: noChange, kept: await keepReminders(db, command.before, command.state) };
      case 'noteRefresh':
        return { change: await noteRefresh(context, command.collectionId, command.state) };
      case 'keepRejected':
      case 'dropRejected':
      case 'restoreRejected':
      case 'forgetNews':
      case 'restoreNews':
        return runShared(context, id, command);
      case 'rebuild':
        await rebuildRows(context);
        return { change: await everything() };
      default:
        return runPlanned(context, id, command);
    }
  }

  /** What it was answered with when it was carried out already; otherwise a plan, where it has one that is made of what is read. */
  function lookUp(id: string, command: Command): Promise<{ applied?: AppliedRecord; plan?: Plan }> {
    const { type } = command;
    if (!readTogether.has(type)) return db.applied.get(id).then((applied) => ({ ...(applied && { applied }) }));
    return db.transaction('r', plannedFrom(db), async () => {
      // Side by side; that it cannot be planned is of no account where it was carried out already.
      const [applied, [planned]] = await Promise.all([
        db.applied.get(id),
        Promise.allSettled([planCommand(context, command as PlannedCommand)]),
      ]);
      if (applied !== undefined) return { applied };
      if (planned.status === 'rejected') throw planned.reason;
      return { plan: planned.value };
    });
  }

  async function runOnce(id: string, command: Command): Promise<CommandAnswer> {
    const { applied, plan } = await lookUp(id, command);
    if (applied !== undefined) return { ...(applied.answer as Plan['answer']), change: await everything() };
    try {
      return await (plan ? runPlanned(context, id, command as PlannedCommand, plan) : carryOut(id, command));
    } catch (error) {
      if ((error as Error | undefined)?.name !== 'ConstraintError') throw error;
      // Somebody wrote the documents past us (a lock lost while asleep): read them again, once.
      pool.dropAll();
      return carryOut(id, command);
    }
  }

  return {
    context,
    run: (id, command) => inTurn(() => runOnce(id, command)),
    ask: (question) => inTurn(() => answerQuestion(context, question)),
    exclusive: (work) => inTurn(() => work(context)),
    applyRemote: (docId, changes) => inTurn(() => applyRemote(context, docId, changes)),
    bringUpToDate: () =>
      inTurn(async () => {
        if (await isRestoring(db)) {
          await clearRestored(db); // a backup that was put in half-way
          pool.dropAll();
          return everything();
        }
        if (!(await hasOldRows(db))) return undefined;
        await rebuildRows(context);
        await noteRowsVersion(db);
        return everything();
      }),
    draw: () => inTurn(async () => (await bookUnbooked(context)) ?? drawUndrawn(context)),
    dropLooseFiles: (held) => inTurn(() => dropLoose(db, clock.now(), held)),
    settle: () =>
      inTurn(async () => {
        await pool.prepare();
        await forgetAnswers(db, clock.now());
        // Looked for again only when those are done: to find them, every chunk of every import is read.
        if (pending.length === 0) pending = await store.pendingDocIds();
        const docIds = pending.splice(0, DOCUMENTS_PER_SETTLE);
        for (const docId of docIds) await pool.open(docId);
        return docIds.length > 0;
      }),
  };
}
