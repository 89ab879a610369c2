import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEarlyWorker, takeEarlyWorker } from '../../../src/workers/early-worker.js';

class FakeWorker extends EventTarget {
  static started: FakeWorker[] = [];
  readonly terminate = vi.fn();
  constructor(
    readonly address: string,
    readonly options: WorkerOptions,
  ) {
    super();
    FakeWorker.started.push(this);
  }
  say(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** Counts how often somebody looks into it: nobody keeps it who does not. */
function answer() {
  const seen = vi.fn();
  const event = new Event('message');
  Object.defineProperty(event, 'data', { get: seen });
  return { event, seen };
}

describe('the worker that is started before the app', () => {
  beforeEach(() => {
    FakeWorker.started = [];
    vi.stubGlobal('Worker', FakeWorker);
  });
  afterEach(() => {
    takeEarlyWorker('/query.js', 'ikebana');
    vi.unstubAllGlobals();
  });

  it('is taken once, by whoever wants that script and that database', () => {
    startEarlyWorker('/query.js', 'ikebana');
    expect(takeEarlyWorker('https://ikebana.example/other.js', 'ikebana')).toBeUndefined();
    expect(takeEarlyWorker('https://ikebana.example/query.js', 'elsewhere')).toBeUndefined();
    expect(takeEarlyWorker('https://ikebana.example/query.js', 'ikebana')).toBe(FakeWorker.started[0]);
    expect(takeEarlyWorker('https://ikebana.example/query.js', 'ikebana')).toBeUndefined();
    expect(FakeWorker.started[0]!.options).toEqual({ type: 'module', name: 'ikebana' });
  });

  it('has what it said before said again, once, and in its order', async () => {
    startEarlyWorker('/query.js', 'ikebana');
    const [worker] = FakeWorker.started;
    worker!.say('ready');
    worker!.say('rows');
    const heard: unknown[] = [];
    takeEarlyWorker('/query.js', 'ikebana')!.addEventListener('message', ({ data }) => heard.push(data));
    expect(heard).toEqual([]);
    await Promise.resolve();
    worker!.say('more');
    expect(heard).toEqual(['ready', 'rows', 'more']);
  });

  it('is not listened to any more by who has started it, once it is taken: every answer would be kept for ever', () => {
    startEarlyWorker('/query.js', 'ikebana');
    const [worker] = FakeWorker.started;
    const before = answer();
    worker!.dispatchEvent(before.event);
    expect(before.seen).toHaveBeenCalledOnce();
    takeEarlyWorker('/query.js', 'ikebana');
    const after = answer();
    worker!.dispatchEvent(after.event);
    expect(after.seen).not.toHaveBeenCalled();
  });

  it('is given up when it did not start', () => {
    startEarlyWorker('/query.js', 'ikebana');
    const [worker] = FakeWorker.started;
    worker!.dispatchEvent(new Event('error'));
    expect(takeEarlyWorker('/query.js', 'ikebana')).toBeUndefined();
    expect(worker!.terminate).toHaveBeenCalledOnce();
  });
});
