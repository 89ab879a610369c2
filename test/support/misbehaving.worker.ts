import { AppError } from '../../src/domain/errors.js';
import { exposeApi } from '../../src/workers/expose-api.js';

export interface MisbehavingApi {
  echo<T>(value: T): Promise<T>;
  refuse(): Promise<void>;
  stumble(): Promise<void>;
  die(): Promise<void>;
  hang(): Promise<void>;
}

// Like a module that waits for something before it answers: calls sent meanwhile must not be lost.
await new Promise((resolve) => setTimeout(resolve, 50));

exposeApi<MisbehavingApi>({
  echo: async (value) => value,
  async refuse() {
    throw new AppError('ics/syntax', 'Not a calendar.', { line: 7 });
  },
  async stumble() {
    throw new TypeError('x is undefined');
  },
  die() {
    setTimeout(() => {
      throw new Error('out of memory');
    });
    return new Promise(() => {});
  },
  hang: () => new Promise(() => {}),
});
