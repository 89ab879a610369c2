// What a worker that reads hostile files can do is taken from it before it reads any.

/**
 * Ways out of the worker, to what is stored, and to what only drawing needs. The policy that is sent with its script forbids requests, too
 * (scripts/security-headers.mjs); hosts that send no headers have this alone. DecompressionStream has no bound: without it pdf.js unpacks
 * by itself, into buffers that have one.
 */
const DOORS = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'Worker',
  'importScripts',
  'indexedDB',
  'caches',
  'BroadcastChannel',
  'DecompressionStream',
  'FontFace',
  'fonts',
  'OffscreenCanvas',
  'ImageDecoder',
  'createImageBitmap',
] as const;

/** Deletes them wherever the global object has them from. */
export function closeDoors(scope: object = globalThis): void {
  for (const name of DOORS)
    for (let owner: object | null = scope; owner !== null; owner = Object.getPrototypeOf(owner) as object | null)
      if (Object.hasOwn(owner, name)) Reflect.deleteProperty(owner, name);
}

/** Octets of one buffer: a file and what one of its streams unpacks to. */
export const MAX_BUFFER = 96 * 1024 * 1024;

const BUFFERS = [
  'ArrayBuffer',
  'Uint8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Uint32Array',
  'Float32Array',
] as const;

/**
 * Attack: a stream of 20 MB that unpacks to 20 GB. A buffer that would be larger than `max` cannot be made; whoever asks gets the error
 * that the browser gives where memory is short.
 */
export function boundBuffers(max: number, scope: Record<string, unknown> = globalThis as never): void {
  for (const name of BUFFERS) {
    const own = scope[name] as { new (...args: unknown[]): object; readonly BYTES_PER_ELEMENT?: number };
    const most = max / (own.BYTES_PER_ELEMENT ?? 1);
    const bounded: object = new Proxy(own, {
      construct(target, args: unknown[], asked) {
        if (typeof args[0] === 'number' && args[0] > most) throw new RangeError('Array buffer allocation failed');
        return Reflect.construct(target, args, asked === bounded ? target : asked);
      },
    });
    scope[name] = bounded;
  }
}
