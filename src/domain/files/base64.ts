/** Letters that `String.fromCharCode` takes at once. */
const STEP = 0x8000;

export function bytesToBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    // Spreading it would go through its iterator, twenty times as slow.
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + STEP) as unknown as number[]);
  }
  return btoa(text);
}

/** Whether bytes that were read from base64 would be written as the same text: without bits left over, padded. */
export function isWrittenAs(bytes: Uint8Array, base64: string): boolean {
  const tail = Math.floor(Math.max(0, bytes.length - 1) / 3) * 3;
  return base64.length === Math.ceil(bytes.length / 3) * 4 && bytesToBase64(bytes.subarray(tail)) === base64.slice(-4);
}

/** `undefined` when it is none. */
export function base64ToBytes(base64: string): Uint8Array<ArrayBuffer> | undefined {
  let text: string;
  try {
    text = atob(base64);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** What a `data:` URI in base64 holds. */
export interface InlineData {
  readonly mediaType: string;
  readonly base64: string;
}

const DATA = /^data:([\w.+-]+\/[\w.+-]+)[^,]*;base64,/i;

/** `undefined` for anything else. */
export function readDataUri(uri: string): InlineData | undefined {
  const head = DATA.exec(uri);
  return head === null ? undefined : { mediaType: (head[1] ?? '').toLowerCase(), base64: uri.slice(head[0].length) };
}
