// Where a kept file lies at the relay: a key of the collection's own document for each file that its items name.

const FILE = 'file\n';
const HEX = /^[0-9a-f]{64}$/;
/** Longer than any media type of a file that somebody attaches. */
const MAX_TYPE = 200;

/** A sealed file. All in hexadecimal. */
export interface FileAtRelay {
  readonly blob: string;
  /** It opens with this. */
  readonly key: string;
  readonly mediaType: string;
}

/** @param hash - SHA-256 of the file, base64url. */
export const fileKey = (hash: string): string => `${FILE}${hash}`;

/** @returns the file's hash; `undefined` for any other key. */
export const hashOfFileKey = (key: string): string | undefined =>
  key.startsWith(FILE) ? key.slice(FILE.length) : undefined;

export const fileToText = ({ blob, key, mediaType }: FileAtRelay): string => JSON.stringify({ blob, key, mediaType });

/** Another device may have written anything. */
export function textToFile(text: string | undefined): FileAtRelay | undefined {
  try {
    const { blob, key, mediaType } = JSON.parse(text ?? '') as Record<string, unknown>;
    const isHex = (value: unknown): value is string => typeof value === 'string' && HEX.test(value);
    if (!isHex(blob) || !isHex(key)) return undefined;
    return { blob, key, mediaType: typeof mediaType === 'string' ? mediaType.slice(0, MAX_TYPE) : '' };
  } catch {
    return undefined;
  }
}
