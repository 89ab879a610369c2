// Bytes by their ids: of messages, of their parts, of what was uploaded, of scripts.

import type { MailPart } from '../../src/domain/mail/message.js';
import { decodePart } from '../../src/formats/mail/decode-part.js';
import { readMessage } from '../../src/formats/mail/parse-message.js';
import { readScript, scriptNameOfBlob } from '../sieve/scripts.js';
import type { RequestContext } from './context.js';

export interface Blob {
  readonly bytes: Uint8Array;
  readonly type: string;
}

function findPart(part: MailPart, partId: string): MailPart | undefined {
  if (part.partId === partId) return part;
  for (const child of part.subParts ?? []) {
    const found = findPart(child, partId);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The whole message, as it is on the server. */
export async function readMessageBytes(context: RequestContext, emailId: string): Promise<Buffer | undefined> {
  const place = await context.place(emailId);
  if (place === undefined) return undefined;
  await context.select(place.mailbox);
  const found = await context.imap.flow.fetchOne(String(place.uid), { uid: true, source: true }, { uid: true });
  return found === false ? undefined : found.source;
}

/** @returns `undefined` when there is nothing of that id. */
export async function readBlob(context: RequestContext, blobId: string): Promise<Blob | undefined> {
  const upload = context.uploads.get(context.account.id, blobId);
  if (upload !== undefined) return upload;
  const script = scriptNameOfBlob(blobId);
  if (script !== undefined) {
    const text = await readScript(context.account, script);
    return text === undefined ? undefined : { bytes: Buffer.from(text), type: 'application/sieve' };
  }
  const [, emailId, part] = /^(.+)-p(\d{1,4}(?:_\d{1,4})*)$/.exec(blobId) ?? [];
  const bytes = await readMessageBytes(context, emailId ?? blobId);
  if (bytes === undefined) return undefined;
  if (part === undefined) return { bytes, type: 'message/rfc822' };
  const found = findPart(readMessage(bytes, { bodyValues: false }).bodyStructure, part.replaceAll('_', '.'));
  return found === undefined ? undefined : { bytes: decodePart(bytes, found), type: found.type };
}
