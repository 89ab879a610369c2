// What goes on in the app, for component tests: what a test sets is what views see.
import type { Activity, ActivityService } from '../../src/app/activity/activity.js';
import { NO_ACTIVITY } from '../../src/domain/activity/activity.js';
import { type Cell, createCell } from './cell.js';

export interface FakeActivity extends ActivityService {
  readonly activity: Cell<Activity>;
}

export function createFakeActivity(log: (name: string, ...args: readonly unknown[]) => void): FakeActivity {
  const activity = createCell<Activity>(NO_ACTIVITY);
  const undos = new Map<string, () => Promise<void>>();
  const put = (more: Partial<Activity>) => activity.set({ ...activity.get(), ...more });
  return {
    activity,
    watch: () => activity,
    stop: async (id) => void log('activity.stop', id),
    hold: async (id, held) => void log('activity.hold', id, held),
    tryAgain: async (id) => void log('activity.tryAgain', id),
    async dismiss(id) {
      log('activity.dismiss', id);
      put({ failed: activity.get().failed.filter((one) => one.id !== id) });
    },
    async noteAct(message, undo) {
      const id = `act-${undos.size + 1}`;
      undos.set(id, undo);
      put({ acts: [{ id, time: Date.now(), message }, ...activity.get().acts] });
    },
    async undone(undo) {
      put({ acts: activity.get().acts.filter(({ id }) => undos.get(id) !== undo) });
    },
    undoOf: async (id) => undos.get(id),
    forgetRefused: async (accountId) => void log('activity.forgetRefused', accountId),
  };
}
