// Coming in: entries that invite, take back, accept, refuse and confirm (docs/sync-protocol.md §5).
import { acceptSchema, confirmSchema, declineSchema, inviteSchema, uninviteSchema } from '../../protocol/bodies.js';
import { type Bytes, bytesToHex, hexToBytes } from '../../protocol/bytes.js';
import type { Invited } from '../../protocol/content.js';
import { entryTypes } from '../../protocol/entry-types.js';
import type { Role } from '../../protocol/fold-state.js';
import { linkMessage } from '../../protocol/identifiers.js';
import { MAX_INVITE_MS } from '../../protocol/limits.js';
import { linkKeys, sealInvited } from '../../protocol/secrets.js';
import { writeClearEntry } from '../../protocol/write-entry.js';
import type { Author, DocumentAuthor, DocumentState, EntryMaker } from '../ports.js';
import { accountAfter, newsOf } from './evidence.js';

/** What every invitation says. */
export interface InvitationText {
  /** 16 random bytes. */
  readonly inviteId: Bytes;
  readonly role: Role;
  /** What the other one reads before they answer. */
  readonly words: Omit<Invited, 'key'>;
}

/** A minute less than the longest: the relay's clock may be behind. */
const expiry = (author: Pick<DocumentAuthor, 'now'>): number => author.now() + MAX_INVITE_MS - 60_000;

/**
 * Invites an account.
 *
 * @param entries - All membership entries of the invited account's own log, as the relay gives them: they prove themselves.
 */
export const inviteAccountMaker =
  (account: string, entries: readonly Uint8Array[], text: InvitationText): EntryMaker<DocumentAuthor> =>
  async (author) => {
    const { role, inviteId, words } = text;
    const news = newsOf(author.state, account, entries);
    const known = accountAfter(author.state, account, news);
    const sealed = await sealInvited(hexToBytes(known.sealKey), author.key, inviteId, words, author.random);
    const body = {
      inviteId,
      role,
      expires: expiry(author),
      account: [hexToBytes(account), known.generation] as const,
      sealed,
      ...(news.length > 0 && { evidence: news }),
    };
    return writeClearEntry(author.header(entryTypes.invite), inviteSchema, body, author.credentials.signer);
  };

/**
 * Invites whoever has a link's secret first.
 *
 * @param secret - 16 random bytes, for the link's fragment.
 * @param address - Hash of the only address that may take it (`addressHash`).
 */
export const inviteLinkMaker =
  (secret: Bytes, text: InvitationText, address?: Bytes): EntryMaker<DocumentAuthor> =>
  async (author) => {
    const { role, inviteId, words } = text;
    const { signer, seal } = await linkKeys(secret);
    const sealed = await sealInvited(seal.publicKey, author.key, inviteId, words, author.random);
    const link = [signer.publicKey, seal.publicKey] as const;
    const body = { inviteId, role, expires: expiry(author), link, sealed, ...(address && { address }) };
    return writeClearEntry(author.header(entryTypes.invite), inviteSchema, body, author.credentials.signer);
  };

/** Takes an invitation back. */
export const uninviteMaker =
  (inviteId: Bytes): EntryMaker<DocumentAuthor> =>
  async (author) =>
    writeClearEntry(author.header(entryTypes.uninvite), uninviteSchema, { inviteId }, author.credentials.signer);

/** An invitation's answer. */
export interface Answer {
  readonly inviteId: Bytes;
  readonly answer: 'accept' | 'decline';
  /** All membership entries of one's own account. */
  readonly own: readonly Uint8Array[];
  /** The link's secret, for an invitation that came by link. */
  readonly secret?: Bytes;
}

/** Accepts or declines. The author is no member yet: its state is what the membership alone says. */
export const answerMaker =
  ({ inviteId, answer, own, secret }: Answer): EntryMaker<Author<DocumentState>> =>
  async (author) => {
    const { account, device, signer } = author.credentials;
    const id = bytesToHex(account);
    const news = newsOf(author.state, id, own);
    const { generation } = accountAfter(author.state, id, news);
    const message = linkMessage(hexToBytes(author.state.id), inviteId, account, device, answer);
    const body = {
      inviteId,
      generation,
      ...(news.length > 0 && { evidence: news }),
      ...(secret && { linkSignature: await (await linkKeys(secret)).signer.sign('invite', message) }),
    };
    const schema = answer === 'accept' ? acceptSchema : declineSchema;
    return writeClearEntry(author.header(entryTypes[answer]), schema, body, signer);
  };

/** Says that who came by link is the right person: they get the role they were invited to. */
export const confirmMaker =
  (account: string): EntryMaker<DocumentAuthor> =>
  async (author) => {
    const body = { account: hexToBytes(account) };
    return writeClearEntry(author.header(entryTypes.confirm), confirmSchema, body, author.credentials.signer);
  };
