// Two devices without a relay between them: what one has is given to the other.
import { inflate } from '../../src/store/deflate.js';
import type { TestWriter } from './writer.js';

interface Sending {
  readonly backwards?: boolean;
  /** Told of what has changed at the other one. */
  heard?(change: Awaited<ReturnType<TestWriter['applyRemote']>>): void;
}

/** Everything one device has that the other may lack, in its order. */
export async function sendAll(from: TestWriter, to: TestWriter, { backwards, heard }: Sending = {}): Promise<void> {
  while (await from.settle());
  const chunks = await from.db.chunks.toArray();
  if (backwards) chunks.sort((a, b) => (a.docId < b.docId ? 1 : a.docId > b.docId ? -1 : a.seq - b.seq));
  for (const chunk of chunks) {
    if (chunk.kind !== 'change' || chunk.data === undefined) continue;
    const bytes = await inflate({ data: chunk.data, deflated: chunk.deflated });
    const change = await to.applyRemote(chunk.docId, [bytes]);
    heard?.(change);
  }
}

/** Until both have all: what one makes of the other's may be news to that one again. */
export async function exchange(a: TestWriter, b: TestWriter, rounds = 2): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await sendAll(a, b);
    await sendAll(b, a);
  }
}
