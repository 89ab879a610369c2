import type { EpochMs } from './types.js';

/** What time it is. Passed in wherever a rule depends on it, so that tests can say it. */
export interface Clock {
  now(): EpochMs;
}

/** The only place that reads the machine's clock. */
export const systemClock: Clock = { now: () => Date.now() as EpochMs };

/** IANA name of the machine's zone; `UTC` when it does not say. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** Minutes that the machine's clock is ahead of UTC then: cheap, where naming its zone is not. */
export function systemOffset(epoch: EpochMs): number {
  return -new Date(epoch).getTimezoneOffset();
}
