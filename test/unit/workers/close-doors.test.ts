import { describe, expect, it } from 'vitest';
import { boundBuffers, closeDoors } from '../../../src/workers/pdf/close-doors.js';

describe('the worker for hostile files', () => {
  it('has no way out: not by its own name, not by what it inherits', () => {
    const base = { fetch: () => 1, indexedDB: {}, setTimeout: () => 2 };
    const scope = Object.create(base, { XMLHttpRequest: { value: 1, configurable: true } }) as Record<string, unknown>;
    closeDoors(scope);
    expect([scope.fetch, scope.indexedDB, scope.XMLHttpRequest]).toEqual([undefined, undefined, undefined]);
    expect(scope.setTimeout).toBeDefined();
  });

  it('makes no buffer that is larger than its bound', () => {
    const scope: Record<string, unknown> = {
      ArrayBuffer,
      Uint8Array,
      Uint8ClampedArray,
      Uint16Array,
      Uint32Array,
      Float32Array,
    };
    boundBuffers(1000, scope);
    const Bytes = scope.Uint8Array as Uint8ArrayConstructor;
    const Words = scope.Uint32Array as Uint32ArrayConstructor;
    expect(new Bytes(0)).toHaveLength(0);
    expect(new Bytes(1000)).toHaveLength(1000);
    expect(() => new Bytes(1001)).toThrow(RangeError);
    expect(new Words(250)).toHaveLength(250);
    expect(() => new Words(251)).toThrow(RangeError);
    expect(() => new (scope.ArrayBuffer as ArrayBufferConstructor)(1001)).toThrow(RangeError);
    // What they are otherwise they still are.
    expect(new Uint8Array(2) instanceof Bytes).toBe(true);
    expect(new Bytes([1, 2]) instanceof Uint8Array).toBe(true);
    expect([...Bytes.from([1, 2])]).toEqual([1, 2]);
    expect(new (class extends Bytes {})(3)).toHaveLength(3);
  });
});
