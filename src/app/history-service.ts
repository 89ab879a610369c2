import { AppError } from '../domain/errors.js';
import type { Difference } from '../domain/history/history.js';
import type { Command } from '../workers/sync.api.js';
import type { WorkFollower } from './activity/activity.js';
import type { Engine } from './engine.js';
import type { Done, HistoryService, RestoreRequest, WorkOptions } from './services.js';
import { watchQuery } from './watch.js';

/** Items of one command: small enough that other commands get their turn in between. */
const ITEMS_PER_COMMAND = 200;
const cancelled = () => new AppError('cancelled', 'Cancelled by the person.');

interface Steps {
  readonly commands: readonly Command[];
  /** Items of each, for the progress. */
  readonly sizes: readonly number[];
}

function stepsOf({ collectionId, time, uids, target }: RestoreRequest, shards: number): Steps {
  if (uids === 'all') {
    const commands = Array.from({ length: shards }, (_, shard): Command => {
      return { type: 'restore', collectionId, time, shard, ...(target !== undefined && { target }) };
    });
    return { commands, sizes: commands.map(() => 1) };
  }
  const parts: string[][] = [];
  for (let from = 0; from < uids.length; from += ITEMS_PER_COMMAND)
    parts.push(uids.slice(from, from + ITEMS_PER_COMMAND));
  const commands = parts.map((part): Command => {
    return { type: 'restore', collectionId, time, uids: part, ...(target !== undefined && { target }) };
  });
  return { commands, sizes: parts.map((part) => part.length) };
}

export function createHistoryService(engine: Engine, { follow }: WorkFollower): Omit<HistoryService, 'nameDevice'> {
  async function slices(
    collectionId: string,
    time: number,
    { signal, onProgress }: WorkOptions,
    each: (found: readonly Difference[]) => void,
  ): Promise<number> {
    let from: number | undefined = 0;
    let shards = 0;
    while (from !== undefined) {
      if (signal?.aborted === true) throw cancelled();
      const start: number = from;
      const slice = await engine.ask<'differences'>({ type: 'differences', collectionId, time, from: start });
      each(slice.differences);
      shards = slice.shards;
      from = slice.next;
      onProgress?.({ done: from ?? shards, total: shards, fraction: (from ?? shards) / shards });
    }
    return shards;
  }

  /** One command after the other; when it ends early, what was done is taken back. */
  async function carryOut({ commands, sizes }: Steps, { signal, onProgress }: WorkOptions): Promise<Done> {
    const done: Done[] = [];
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const undo = async () => {
      for (const step of done.toReversed()) await step.undo();
    };
    let count = 0;
    try {
      for (const [index, command] of commands.entries()) {
        if (signal?.aborted === true) throw cancelled();
        done.push(await engine.run(command));
        count += sizes[index] ?? 0;
        onProgress?.({ done: count, total, fraction: count / total });
      }
    } catch (error) {
      await undo();
      throw error;
    }
    return { undo };
  }

  return {
    async differences(collectionId, time, options = {}) {
      const found: Difference[] = [];
      await follow({ kind: 'compare', name: '' }, options, (given) =>
        slices(collectionId, time, given, (some) => found.push(...some)),
      );
      return found;
    },
    changes: (ref, time) => engine.ask<'difference'>({ type: 'difference', ref, time }),
    async restore(request, options = {}) {
      return follow({ kind: 'restore', name: '' }, options, async (given) => {
        if (request.uids !== 'all') return carryOut(stepsOf(request, 0), given);
        const shards = await slices(request.collectionId, Number.MAX_SAFE_INTEGER, {}, () => {});
        return carryOut(stepsOf(request, shards), given);
      });
    },
    ofItem: (ref, skip = 0) => engine.ask<'history'>({ type: 'history', ref, skip }),
    restoreVersion: (ref, entryId) => engine.run({ type: 'restoreVersion', ref, entryId }),
    watchDeleted: (kind) =>
      watchQuery(
        engine.changes,
        async () => (await engine.query((api) => api.deletedCollections())).filter((one) => one.kind === kind),
        (change) => change.collections,
      ),
    bringBack: (id) => engine.run({ type: 'deleteCollection', id, deleted: false }),
    watchDeviceName: () =>
      watchQuery(
        engine.changes,
        () => engine.query((api) => api.deviceName()),
        (change) => change.settings,
      ),
  };
}
