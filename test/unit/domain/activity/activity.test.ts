import { describe, expect, it } from 'vitest';
import {
  type Activity,
  activitySign,
  countProblems,
  countRunning,
  countWaiting,
  NO_ACTIVITY,
  overallFraction,
} from '../../../../src/domain/activity/activity.js';
import { AppError } from '../../../../src/domain/errors.js';

const message = { emailId: '1', accountId: 'm', subject: 'Hello', sendAt: 0, isBegun: false };
const account = { accountId: 'm', name: 'me@example.org', waiting: {}, refused: [] };
const work = {
  id: 'w',
  kind: 'backup',
  name: '',
  canStop: true,
  canHold: false,
  isHeld: false,
  isStopping: false,
} as const;
const online = { state: 'online', relay: 'wss://relay', waiting: 0 } as const;
const failed = { id: 'f', kind: 'backup', name: '', time: 1, error: new AppError('store/quota', '') } as const;
const having = (more: Partial<Activity>): Activity => ({ ...NO_ACTIVITY, ...more });

describe('[AC2] the sign of what goes on', () => {
  it('[AC2] says what matters most', () => {
    const all: Partial<Activity>[] = [
      { failed: [failed] },
      { isOnline: false },
      { running: [work] },
      { outgoing: [message] },
      { sync: online },
    ];
    const signs = all.map((_, index) => activitySign(having(Object.assign({}, ...all.slice(index).reverse()))));
    expect(signs).toEqual(['problem', 'offline', 'busy', 'waiting', 'synced']);
    expect(activitySign(NO_ACTIVITY)).toBe('quiet');
  });

  it('[AC2] takes a relay that cannot be reached for no network', () => {
    expect(activitySign(having({ sync: { ...online, state: 'offline' } }))).toBe('offline');
  });

  it('[AC2] counts what others do not know of yet', () => {
    const mail = [{ ...account, waiting: { place: 2, setKeywords: 3 } }];
    const unsent = { ...message, failed: { time: 1, type: 'overQuota', description: '' } };
    expect(countWaiting(having({ sync: { ...online, waiting: 4 }, mail, outgoing: [message, unsent] }))).toBe(10);
  });

  it('[AC2] asks for the person only where nothing goes on by itself', () => {
    const problem = (kind: 'credentials' | 'unreachable', phase: 'stopped' | 'waiting') => ({
      ...account,
      state: { accountId: 'm', phase, problem: { kind, host: 'mail.example.org' } },
    });
    expect(countProblems(having({ mail: [problem('unreachable', 'waiting')] }))).toBe(0);
    expect(countProblems(having({ mail: [problem('credentials', 'stopped')] }))).toBe(1);
    const error = { code: 'net/status', detail: { status: 404 } } as const;
    const calendars = [{ collectionId: 'c', name: 'Club', error }];
    const refused = [{ ...account, refused: [{ time: 1, type: 'forbidden', description: '' }] }];
    expect(countProblems(having({ calendars, rejected: 3, mail: refused, sync: { ...online, problem: 'full' } }))).toBe(
      4,
    );
  });

  it('[AC2] knows how far all of it is when it knows of each', () => {
    const fetching = { ...account, state: { accountId: 'm', phase: 'fetching', done: 1, total: 4 } } as const;
    const running = [{ ...work, progress: { done: 1, fraction: 0.75 } }];
    expect(overallFraction(having({ running, mail: [fetching] }))).toBe(0.5);
    expect(overallFraction(having({ running: [...running, work] }))).toBeUndefined();
    expect(overallFraction(NO_ACTIVITY)).toBeUndefined();
    expect(countRunning(having({ running, mail: [fetching], indexing: { done: 0 }, sync: online }))).toBe(3);
  });
});
