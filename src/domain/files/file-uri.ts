// Files that are kept on this device have the name of their content (RFC 6920): the same file is kept once, and a name
// that comes back from elsewhere finds it again.

/** Largest file that is kept, bytes. Attack, or mistake: a film on an event that every device keeps. */
export const MAX_FILE_BYTES = 25_000_000;
/** Up to here a file stands inside its event, readable for every other program (FEATURES.md C20). */
export const MAX_INSIDE_BYTES = 65_536;
/**
 * Up to this many characters of base64 a picture stays in its contact's card: every program reads it there, and it is hardly
 * in the way.
 */
export const MAX_INLINE_MEDIA = 4096;
/** Up to here a kept file is written into an exported calendar; a longer one is named there and lies in the whole export. */
export const MAX_EXPORTED_BYTES = 1_048_576;
/** Attachments that a person may hang on one event; files with more keep them all. */
export const MAX_ATTACHMENTS = 20;

const FORM = /^ni:\/\/\/sha-256;([\w-]{43})$/;

/** @param digest - SHA-256, 32 bytes. */
export function fileUri(digest: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...digest));
  return `ni:///sha-256;${base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/** The hash in the name; `undefined` for any other address. */
export function hashOfFileUri(uri: string): string | undefined {
  return FORM.exec(uri.trim())?.[1];
}
