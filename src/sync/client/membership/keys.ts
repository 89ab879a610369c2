// A document's next key, for exactly those who may read from then on.
import { type EpochKey, rotateSchema } from '../../protocol/bodies.js';
import { closeInvites } from '../../protocol/document-invites.js';
import { keyRecipients } from '../../protocol/document-keys.js';
import { entryTypes } from '../../protocol/entry-types.js';
import { makeEpoch } from '../../protocol/epoch-keys.js';
import type { DocumentState } from '../../protocol/fold-state.js';
import { writeClearEntry } from '../../protocol/write-entry.js';
import type { DocumentAuthor, EntryMaker } from '../ports.js';

/**
 * @param after - The state that the entry leads to: who is in it gets the key.
 * @returns What an entry carries that brings the next key. The maker needs no copy: it opens its own wrap when the entry comes
 * back.
 */
export const nextEpoch = (author: DocumentAuthor, after: DocumentState): Promise<EpochKey> =>
  makeEpoch(
    { doc: author.key.doc, epoch: author.state.epoch + 1, key: author.random(32) },
    keyRecipients(after),
    author.key.key,
    author.random,
  );

/** Who is there when an entry is placed now: an invitation that has run out gets no key. */
export const atNow = (author: Pick<DocumentAuthor, 'state' | 'now'>): DocumentState =>
  closeInvites(author.state, author.now());

/** Makes the next key: when one is due, and whenever somebody wants one. */
export const rotateMaker: EntryMaker<DocumentAuthor> = async (author) => {
  const epoch = await nextEpoch(author, atNow(author));
  const header = author.header(entryTypes.epoch, { epoch: author.state.epoch + 1 });
  return writeClearEntry(header, rotateSchema, { epoch }, author.credentials.signer);
};
