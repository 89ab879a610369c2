import { type Bytes, concat, sha256 } from './bytes.js';
import { type Entry, encodeHeader, type Header, joinEntry, readEntry } from './entry.js';
import { isAccountType } from './entry-types.js';
import { encodeAs, type Schema } from './schema.js';
import type { Signer } from './signatures.js';

/**
 * Signs an entry.
 *
 * @param body - The bytes, or how to make them once the header is there: content is bound to it.
 * @throws {ProtocolError} `MALFORMED` or `TOO_LARGE`: it would not be read back.
 */
export async function writeEntry(
  header: Header,
  body: Bytes | ((headerBytes: Bytes) => Promise<Bytes>),
  signer: Pick<Signer, 'sign'>,
): Promise<Entry> {
  const headerBytes = encodeHeader(header);
  const bodyBytes = typeof body === 'function' ? await body(headerBytes) : body;
  const context = isAccountType(header.type) ? 'acct' : 'doc';
  const signature = await signer.sign(context, concat(headerBytes, sha256(bodyBytes)));
  return readEntry(joinEntry(headerBytes, bodyBytes, signature));
}

/** Signs an entry whose body is clear. */
export const writeClearEntry = <T>(
  header: Header,
  schema: Schema<T>,
  value: T,
  signer: Pick<Signer, 'sign'>,
): Promise<Entry> => writeEntry(header, encodeAs(schema, value), signer);
