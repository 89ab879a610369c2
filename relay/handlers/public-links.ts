import { bytesToHex } from '../../src/sync/protocol/bytes.js';
import { ProtocolError } from '../../src/sync/protocol/errors.js';
import type { MemberHandler, RelayContext } from '../context.js';
import type { PublicLink } from '../store/store.js';

/** A calendar that anybody may fetch, and that is decrypted as a whole for it, in bytes. */
export const MAX_PUBLIC_BYTES = 16 * 1_048_576;

async function dropUnused({ store }: RelayContext, blob: string | undefined): Promise<void> {
  if (blob === undefined || (await store.isLinked(blob)) || (await store.documentsWith(blob)).length > 0) return;
  await store.removeBlob(blob);
}

/** One that is this account's, or new. Who has once had a link's address cannot publish there for its readers. */
async function ownLink({ store }: RelayContext, account: string, id: string): Promise<PublicLink | undefined> {
  const link = await store.link(id);
  if (link !== undefined && link.owner !== account) throw new ProtocolError('WRONG_TARGET', 'somebody else’s link');
  return link;
}

/** Shows an uploaded blob under a link, in place of what it showed before. */
export const publish: MemberHandler<'publish'> = async (context, connection, { request, link, form, blob }) => {
  const { store, limits, now } = context;
  const { account } = connection.session;
  limits.take('links', account);
  const [id, shown] = [bytesToHex(link), bytesToHex(blob)];
  const before = await ownLink(context, account, id);
  const size = await store.blobs.size(shown);
  if (size === undefined || (await store.blobOwner(shown)) !== account)
    throw new ProtocolError('UNKNOWN', 'no blob of this account');
  if (size > MAX_PUBLIC_BYTES) throw new ProtocolError('TOO_LARGE', 'too much to show');
  await store.setLink({ id, owner: account, form: form as 1 | 2, blob: shown, ts: now() });
  if (before?.blob !== shown) await dropUnused(context, before?.blob);
  connection.send({ kind: 'done', request });
};

/** Shows nothing any more, from this moment on, and drops the blob. */
export const unpublish: MemberHandler<'unpublish'> = async (context, connection, { request, link }) => {
  const { store, now } = context;
  const { account } = connection.session;
  const id = bytesToHex(link);
  const before = await ownLink(context, account, id);
  if (before?.blob !== undefined) {
    const { blob, ...off } = before;
    await store.setLink({ ...off, ts: now() });
    await dropUnused(context, blob);
  }
  connection.send({ kind: 'done', request });
};
