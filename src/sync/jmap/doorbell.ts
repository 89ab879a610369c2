import { type JmapEnvironment, pause } from './environment.js';

/** Says that there is something to do. What rings while nobody waits is heard by the next who does. */
export interface Doorbell {
  ring(): void;
  /** Until it rings, at most that long. @returns whether it rang. */
  wait(milliseconds: number): Promise<boolean>;
}

export function createDoorbell(environment: JmapEnvironment, signal: AbortSignal): Doorbell {
  let rang = false;
  let waiting: AbortController | undefined;
  return {
    ring() {
      rang = true;
      waiting?.abort();
    },
    async wait(milliseconds) {
      if (!rang) {
        waiting = new AbortController();
        await pause(environment, milliseconds, AbortSignal.any([signal, waiting.signal]));
      }
      const was = rang;
      rang = false;
      return was;
    },
  };
}
