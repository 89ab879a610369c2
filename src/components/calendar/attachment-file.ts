// Files as bytes and as base64, and what their first bytes say they are.

/** Bytes of base64; what is no base64 ends it. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** Letters that `String.fromCharCode` takes at once. */
const STEP = 0x8000;

export function base64OfBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP) text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(text);
}

/** Media type of a picture by its first 16 bytes; `undefined` when it is none that a browser draws without running anything. */
export function imageType(head: Uint8Array): string | undefined {
  const starts = (...bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
  const says = (text: string, at: number) => [...text].every((letter, i) => head[at + i] === letter.charCodeAt(0));
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (says('GIF8', 0)) return 'image/gif';
  if (says('RIFF', 0) && says('WEBP', 8)) return 'image/webp';
  if (says('ftypavif', 4)) return 'image/avif';
  return undefined;
}
