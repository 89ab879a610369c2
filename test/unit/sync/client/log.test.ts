import { expect, it } from 'vitest';
import type { ClientContext } from '../../../../src/sync/client/context.js';
import { createLog } from '../../../../src/sync/client/log.js';
import { emptyLog, type KeptLog } from '../../../../src/sync/client/storage.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { foldDocument } from '../../../../src/sync/protocol/document-fold.js';
import type { DocumentState } from '../../../../src/sync/protocol/fold-state.js';
import { createLog as createTestLog } from '../../../support/sync/log.js';
import { createPerson, realSign } from '../../../support/sync/people.js';

/** Records of a document: its first and five edits. */
function makeRecords() {
  const ada = createPerson('Ada', realSign);
  const document = createTestLog(ada);
  for (let i = 0; i < 5; i++) document.must('content', ada);
  const records = document.records.map(({ entry, seq, ts }) => ({ seq, ts, entry: entry.bytes }));
  return { id: bytesToHex(document.id), records };
}

/** A log whose `keep` applies nothing, and takes as long as the test wants. */
function makeLog({ id, fails = () => false }: { readonly id: string; fails?(seq: number): boolean }) {
  const applied: number[] = [];
  const gates: (() => void)[] = [];
  const wait = () => new Promise<void>((open) => gates.push(open));
  const log = createLog<DocumentState>({
    context: {
      store: { hashAt: async () => undefined, putLog: async () => {} },
      onChange() {},
    } as unknown as ClientContext,
    kept: emptyLog(id, 'collection'),
    fold: foldDocument,
    async keep(before, { state, head }): Promise<KeptLog> {
      await wait();
      if (fails(head.seq)) throw new Error('no room');
      return { ...before, state, seq: head.seq, hash: head.hash };
    },
    async applyRest(before) {
      await wait();
      applied.push(before.seq);
      return { ...before, applied: before.seq };
    },
    onTaken() {},
  });
  const isWaiting = () => expect.poll(() => gates.length).toBe(1);
  /** Lets what waits go on, as soon as it does. */
  async function goOn(): Promise<void> {
    await isWaiting();
    gates.shift()!();
  }
  return { log, applied, isWaiting, goOn };
}

it('applies what came while records were taken in together with them, and is current no sooner', async () => {
  const { id, records } = makeRecords();
  const { log, applied, isWaiting, goOn } = makeLog({ id });
  const received = [log.receive(records.slice(0, 2), 6)];
  await isWaiting();
  received.push(log.receive(records.slice(2, 4), 6));
  await goOn();
  await isWaiting(); // with the second two
  received.push(log.receive(records.slice(4), 6));
  let isTold = false;
  const current = log.whenCurrent().then(() => {
    isTold = true;
  });
  await goOn();
  await goOn();
  await isWaiting(); // to be applied
  expect(log.kept.seq).toBe(6);
  expect(applied).toEqual([]);
  expect(log.isCurrent).toBe(false);
  expect(isTold).toBe(false);
  await goOn();
  await Promise.all(received);
  expect(applied).toEqual([6]);
  expect(log.isCurrent).toBe(true);
  await current;
});

it('applies what is kept also when what comes after it cannot be', async () => {
  const { id, records } = makeRecords();
  const { log, applied, isWaiting, goOn } = makeLog({ id, fails: (seq) => seq > 2 });
  const first = log.receive(records.slice(0, 2), 6);
  await isWaiting();
  const failed = log.receive(records.slice(2), 6);
  const outcome = Promise.allSettled([first, failed]);
  await goOn();
  await goOn();
  await goOn();
  expect((await outcome).map(({ status }) => status)).toContain('rejected');
  expect(applied).toEqual([2]);
  expect(log.kept).toMatchObject({ seq: 2, applied: 2 });
});
