// Being in and going out: entries that change roles, remove, leave and hand over (docs/sync-protocol.md §5).
import { leaveSchema, removeSchema, roleSchema, transferSchema } from '../../protocol/bodies.js';
import { hexToBytes } from '../../protocol/bytes.js';
import { withoutMember } from '../../protocol/document-members.js';
import { entryTypes } from '../../protocol/entry-types.js';
import type { Role } from '../../protocol/fold-state.js';
import { writeClearEntry } from '../../protocol/write-entry.js';
import type { DocumentAuthor, EntryMaker } from '../ports.js';
import { nextEpoch } from './keys.js';

/** Gives a member another role. @param account - Hexadecimal. */
export const roleMaker =
  (account: string, role: Role): EntryMaker<DocumentAuthor> =>
  async (author) => {
    const body = { account: hexToBytes(account), role };
    return writeClearEntry(author.header(entryTypes.role), roleSchema, body, author.credentials.signer);
  };

/** Removes a member and brings the next key, which they do not get. @param account - Hexadecimal. */
export const removeMaker =
  (account: string): EntryMaker<DocumentAuthor> =>
  async (author) => {
    const epoch = await nextEpoch(author, withoutMember(author.state, account, author.now()));
    const header = author.header(entryTypes.remove, { epoch: author.state.epoch + 1 });
    return writeClearEntry(header, removeSchema, { account: hexToBytes(account), epoch }, author.credentials.signer);
  };

/** Leaves. Somebody who stays makes the next key. */
export const leaveMaker: EntryMaker<DocumentAuthor> = async (author) =>
  writeClearEntry(author.header(entryTypes.leave), leaveSchema, {}, author.credentials.signer);

/** Makes a member the owner, and oneself somebody who edits and shares. @param account - Hexadecimal. */
export const transferMaker =
  (account: string): EntryMaker<DocumentAuthor> =>
  async (author) => {
    const body = { account: hexToBytes(account) };
    return writeClearEntry(author.header(entryTypes.transfer), transferSchema, body, author.credentials.signer);
  };
