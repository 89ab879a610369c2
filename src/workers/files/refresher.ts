// Brings read-only calendars up to date with where they come from.
import { isFetched, publishedInterval, type RefreshState } from '../../domain/collections/refresh.js';
import { AppError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/clock.js';
import { recordToCollection } from '../../store/collection-record.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { toStoreError } from '../../store/store-errors.js';
import type { CommandAnswer, SyncApi } from '../sync.api.js';
import { fetchSource, type Validators } from './fetch-source.js';
import { type Checkpoint, type ReadFile, readFile } from './read-file.js';
import { refreshBatch } from './refresh.js';

export interface RefresherDeps {
  readonly store: RowStore;
  readonly clock: Clock;
  /** The one writer. */
  run: SyncApi['run'];
  readonly checkpoint: Checkpoint;
}

/** What a successful answer leaves for the next request. */
export function stateAfter(
  now: number,
  validators: Validators,
  before: RefreshState | undefined,
  read?: ReadFile,
): RefreshState {
  const properties = read?.kind === 'calendar' ? read.extras.properties : undefined;
  const published = properties === undefined ? before?.published : publishedInterval(properties);
  return { checkedAt: now, succeededAt: now, ...validators, ...(published !== undefined && { published }) };
}

/** A try that failed: what made the last answer good is kept for the next one. */
function stateAfterFailure(now: number, error: AppError, before: RefreshState | undefined): RefreshState {
  return { ...before, checkedAt: now, error: { code: error.code, detail: error.detail } };
}

export interface Refresher {
  /**
   * Looks at the source of a calendar once. How it went is remembered; only what stops the app itself is thrown.
   *
   * @returns What has changed, for readers.
   */
  refresh(collectionId: string, commandId: string): Promise<CommandAnswer>;
}

export function createRefresher({ store, clock, run, checkpoint }: RefresherDeps): Refresher {
  async function recordOf(id: string): Promise<CollectionRecord> {
    const record = (await store.collections()).find((each) => each.id === id);
    if (record === undefined) throw new AppError('store/not-found', 'The calendar is gone.', { id });
    return record;
  }

  async function update(record: CollectionRecord, before: RefreshState | undefined, commandId: string) {
    const { source } = recordToCollection(record);
    if (source === undefined || !isFetched(source)) throw new AppError('store/failed', 'It is not fetched.');
    const fetched = await fetchSource(source, before ?? {});
    if (fetched.kind === 'unchanged') return { state: stateAfter(clock.now(), fetched.validators, before) };
    const read = await readFile(new Blob([fetched.bytes]), 'calendar.ics', checkpoint);
    const batch = refreshBatch(read, record, await store.allTexts(record), commandId);
    const answer = batch && (await run(`${commandId}/items`, { type: 'import', batch }));
    return { state: stateAfter(clock.now(), fetched.validators, before, read), answer };
  }

  return {
    async refresh(collectionId, commandId) {
      const record = await recordOf(collectionId);
      const before = (await store.refreshStates()).get(collectionId);
      let state: RefreshState;
      let answer: CommandAnswer | undefined;
      try {
        ({ state, answer } = await update(record, before, commandId));
      } catch (error) {
        const failure = error instanceof AppError ? error : toStoreError(error);
        if (failure.code === 'cancelled' || failure.code.startsWith('worker/')) throw failure;
        state = stateAfterFailure(clock.now(), failure, before);
      }
      const noted = await run(`${commandId}/state`, { type: 'noteRefresh', collectionId, state });
      const items = answer?.change.items ?? [];
      return { change: { ...noted.change, items }, counts: answer?.counts };
    },
  };
}
