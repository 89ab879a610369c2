import { beforeAll, describe, expect, it } from 'vitest';
import type { Document, ReadChange } from '../../../src/sync/document.js';

type Module = typeof import('../../../src/sync/document.js');
let module: Module;
const actor = (digit: string) => digit.repeat(32);

beforeAll(async () => {
  await import('@automerge/automerge'); // starts it
  module = await import('../../../src/sync/document.js');
});

/** Changes of two devices that have seen each other's at times, oldest first. */
function history(edits: number): { readonly start: Uint8Array; readonly changes: ReadChange[] } {
  const a = module.openDocument(actor('a'), []);
  a.change(new Map(Array.from({ length: 40 }, (_, index) => [`uid-${index}`, `text ${index}`])), 0);
  const start = a.save();
  const b = module.openDocument(actor('b'), [{ kind: 'snapshot', bytes: start }]);
  const changes: ReadChange[] = [];
  const make = (by: Document, key: string, value: string | undefined) => {
    const bytes = by.change(new Map([[key, value]]), 1_000)?.bytes;
    if (bytes !== undefined) changes.push({ ...module.readChange(bytes), bytes });
    return bytes;
  };
  for (let index = 0; index < edits; index += 1) {
    const mine = make(a, `uid-${index % 50}`, index % 7 === 0 ? undefined : `a ${index}`);
    const theirs = make(b, `uid-${(index * 3) % 50}`, `b ${index}`);
    if (index % 5 !== 0) continue;
    if (theirs !== undefined) a.apply(theirs);
    if (mine !== undefined) b.apply(mine);
  }
  return { start, changes };
}

describe('changes that are applied together', () => {
  it('come to what they come to one by one', () => {
    const { start, changes } = history(300);
    const each = module.openDocument(actor('c'), [{ kind: 'snapshot', bytes: start }]);
    const before = each.read();
    for (const { bytes } of changes) each.apply(bytes);
    const together = module.openDocument(actor('d'), [{ kind: 'snapshot', bytes: start }]);
    const said = new Map<string, string | undefined>();
    const parts: Uint8Array[] = [];
    for (let at = 0; at < changes.length; ) {
      const some = changes.slice(at, at + together.mostTogether);
      at += some.length;
      for (const [key, value] of together.applyTogether(some)) said.set(key, value);
      parts.push(Buffer.concat(some.map(({ bytes }) => bytes)));
    }
    // What was applied in one call may be kept in one part.
    const kept = module.openDocument(actor('e'), [
      { kind: 'snapshot', bytes: start },
      ...parts.map((bytes) => ({ kind: 'change' as const, bytes })),
    ]);
    expect(kept.read()).toEqual(each.read());
    expect(kept.heads()).toEqual(each.heads());
    expect(together.heads()).toEqual(each.heads());
    expect(together.read()).toEqual(each.read());
    expect(changes.every(({ hash }) => together.has(hash))).toBe(true);
    const after = each.read();
    const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
      (key) => before.get(key) !== after.get(key),
    );
    for (const key of differing) expect(said.get(key)).toBe(after.get(key));
    expect(differing.filter((key) => !said.has(key))).toEqual([]);
  });

  it('are not taken for there when what they build on is missing', () => {
    const { start, changes } = history(20);
    const some = module.openDocument(actor('c'), [{ kind: 'snapshot', bytes: start }]);
    some.applyTogether(changes.slice(4));
    expect(some.has(changes[0]!.hash)).toBe(false);
    expect(changes.slice(4).every(({ hash }) => some.has(hash))).toBe(false);
  });

  it('are refused when one of them is no change', () => {
    const { start, changes } = history(20);
    const some = module.openDocument(actor('c'), [{ kind: 'snapshot', bytes: start }]);
    const broken = { ...changes[3]!, bytes: new Uint8Array([1, 2, 3]) };
    expect(() => some.applyTogether([...changes.slice(0, 3), broken])).toThrow();
  });

  it('say which keys each of them writes', () => {
    const document = module.openDocument(actor('a'), []);
    const bytes = document.change(
      new Map([
        ['uid\n__proto__', 'x'],
        ['__proto__', 'y'],
      ]),
      0,
    )!.bytes;
    expect(module.readChange(bytes).keys).toEqual(['uid\n__proto__', '__proto__']);
  });
});
