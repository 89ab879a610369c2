import { describe, expect, it } from 'vitest';

/** Automerge's WebAssembly memory, caught while it starts: Automerge does not show it. */
async function loadWithMemory() {
  const memories: WebAssembly.Memory[] = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, args) {
      const instance = Reflect.construct(target, args) as WebAssembly.Instance;
      if (instance.exports.memory instanceof WebAssembly.Memory) memories.push(instance.exports.memory);
      return instance;
    },
  });
  await import('@automerge/automerge');
  WebAssembly.Instance = Instance;
  const { openDocument } = await import('../../../src/sync/document.js');
  return { openDocument, megabytes: () => (memories[0]?.buffer.byteLength ?? Number.NaN) / 2 ** 20 };
}

const actor = (digit: string) => digit.repeat(32);
const text = (index: number) =>
  `BEGIN:VEVENT\r\nUID:${index}\r\nDESCRIPTION:${'lorem ipsum '.repeat(50)}\r\nEND:VEVENT\r\n`;

describe('memory', () => {
  it('stays small over a thousand changes of another device and two hundred openings', async () => {
    const { openDocument, megabytes } = await loadWithMemory();
    const theirs = openDocument(actor('a'), []);
    const made = theirs.change(new Map(Array.from({ length: 160 }, (_, index) => [`uid-${index}`, text(index)])), 0);
    const ours = openDocument(actor('b'), [{ kind: 'change', bytes: made?.bytes ?? new Uint8Array() }]);
    const before = megabytes();
    for (let index = 0; index < 1000; index += 1) {
      const changes = new Map([[`uid-${index % 160}\nSUMMARY`, `SUMMARY:Title ${index}`]]);
      ours.apply(theirs.change(changes, index * 1000)?.bytes ?? new Uint8Array());
    }
    expect(ours.read()).toEqual(theirs.read());
    const saved = ours.save();
    for (let index = 0; index < 200; index += 1) openDocument(actor('c'), [{ kind: 'snapshot', bytes: saved }]).free();
    expect(before).toBeGreaterThan(0);
    expect(megabytes() - before).toBeLessThan(16);
  }, 30_000);
});
