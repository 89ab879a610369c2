import { expect } from 'chai';
import { AppError } from '../../src/domain/errors.js';
import { createWorkerHandle } from '../../src/workers/connect-worker.js';
import type { MisbehavingApi } from '../support/misbehaving.worker.js';
import workerUrl from '../support/misbehaving.worker.ts?worker&url';

/** Of the engine, by a flag of the test browser. */
declare function gc(options: { readonly execution: 'async' }): Promise<void>;

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

function handle() {
  let started = 0;
  const worker = createWorkerHandle<MisbehavingApi>({
    create() {
      started += 1;
      return new Worker(workerUrl, { type: 'module' });
    },
  });
  return { worker, started: () => started };
}

describe('a worker', () => {
  it('gets calls that were made before it was ready', async () => {
    const { worker, started } = handle();
    expect(started()).to.equal(0);
    const answers = await Promise.all([worker.call((api) => api.echo('a')), worker.call((api) => api.echo('b'))]);
    expect(answers).to.deep.equal(['a', 'b']);
    expect(started()).to.equal(1);
    worker.stop(new AppError('store/closed', ''));
  });

  it('hands its errors over with code and detail', async () => {
    const { worker } = handle();
    const refused = await failure(worker.call((api) => api.refuse()));
    expect(refused).to.be.instanceOf(AppError);
    expect(refused).to.deep.include({ code: 'ics/syntax', message: 'Not a calendar.', detail: { line: 7 } });
    expect(await failure(worker.call((api) => api.stumble()))).to.include({ message: 'x is undefined' });
    worker.stop(new AppError('store/closed', ''));
  });

  it('that dies fails its calls, and is started again by the next', async () => {
    const { worker, started } = handle();
    const [hanging, dying] = await Promise.all([
      failure(worker.call((api) => api.hang())),
      failure(worker.call((api) => api.die())),
    ]);
    expect(hanging).to.include({ code: 'worker/crashed' });
    expect(dying).to.include({ code: 'worker/crashed' });
    expect(await worker.call((api) => api.echo('alive'))).to.equal('alive');
    expect(started()).to.equal(2);
    worker.stop(new AppError('store/closed', ''));
  });

  it('that does not answer in time fails that call alone', async () => {
    const { worker } = handle();
    await worker.call((api) => api.echo(''));
    expect(await failure(worker.call((api) => api.hang(), 20))).to.include({ code: 'worker/timeout' });
    expect(await worker.call((api) => api.echo('still there'))).to.equal('still there');
    worker.stop(new AppError('store/closed', ''));
  });

  it('that slept with the machine is waited for when it wakes', async () => {
    const { worker } = handle();
    await worker.call((api) => api.echo(''));
    const { setTimeout: real } = window;
    // The clock leaps over the whole limit: timers that were set before it are due at once.
    const due: (() => void)[] = [];
    window.setTimeout = ((run: () => void) => due.push(run)) as unknown as typeof setTimeout;
    let wake = () => {};
    const answer = worker.call(async (api) => {
      await new Promise<void>((done) => {
        wake = done;
      });
      return api.echo('awake');
    }, 60_000);
    window.setTimeout = real;
    for (const run of due.splice(0)) run();
    await new Promise((done) => real(done, 0));
    wake();
    expect(await answer).to.equal('awake');
    worker.stop(new AppError('store/closed', ''));
  });

  it('keeps nothing of what it has answered or refused', async () => {
    const { worker } = handle();
    const told: WeakRef<WeakKey>[] = [];
    for (let n = 0; n < 5; n += 1) {
      told.push(new WeakRef((await worker.call((api) => api.echo({ n }))) as object));
      told.push(new WeakRef((await failure(worker.call((api) => api.refuse()))) as object));
    }
    await gc({ execution: 'async' });
    await gc({ execution: 'async' });
    expect(told.filter((one) => one.deref() !== undefined)).to.have.length(0);
    worker.stop(new AppError('store/closed', ''));
  });

  it('that cannot start says so', async () => {
    const worker = createWorkerHandle<MisbehavingApi>({
      create: () => new Worker('/no/such/worker.js', { type: 'module' }),
    });
    expect(await failure(worker.call((api) => api.echo('')))).to.include({ code: 'worker/crashed' });
  });

  it('that is stopped fails what is under way with the reason given', async () => {
    const { worker } = handle();
    await worker.call((api) => api.echo(''));
    const hanging = failure(worker.call((api) => api.hang()));
    worker.stop(new AppError('cancelled', 'Enough.'));
    expect(await hanging).to.include({ code: 'cancelled' });
  });
});
