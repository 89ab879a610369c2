// A document's keys, as this account can read them: out of wraps, out of invitations, and backwards from a later key.
import type { AccountSecret } from '../protocol/account-keys.js';
import { type EpochKey, genesisSchema, inviteSchema, removeSchema, rotateSchema } from '../protocol/bodies.js';
import { type Bytes, bytesToHex, isSame } from '../protocol/bytes.js';
import type { Entry } from '../protocol/entry.js';
import { entryTypes } from '../protocol/entry-types.js';
import { commitmentOf, type EpochSecret, openBack, openEpoch } from '../protocol/epoch-keys.js';
import { ProtocolError } from '../protocol/errors.js';
import { decodeAs } from '../protocol/schema.js';
import { openInvited } from '../protocol/secrets.js';
import type { SecretStore } from './ports.js';

export interface Keyring {
  /** @returns `undefined` while nothing in the log opens it for this account. */
  key(epoch: number): Promise<EpochSecret | undefined>;
  /** Takes the keys out of membership entries, in order. @returns whether there is a key that was not there before. */
  learn(entries: readonly Entry[]): Promise<boolean>;
  /** A key that was made or came here otherwise. */
  put(secret: EpochSecret): Promise<void>;
  /** Epochs whose wrap for this account does not open. */
  readonly badWraps: ReadonlySet<number>;
}

export interface KeyringOptions {
  readonly doc: Bytes;
  readonly account: Bytes;
  readonly secrets: SecretStore;
  accountSecret(generation: number): Promise<AccountSecret | undefined>;
  /** All membership entries that are kept of the log; asked for whenever a key is missing. */
  entries(): Promise<readonly Entry[]>;
}

/** The key that an entry brings. */
function keyOf({ header, body }: Entry): EpochKey | undefined {
  switch (header.type) {
    case entryTypes.genesis:
      return decodeAs(genesisSchema, body).epoch;
    case entryTypes.epoch:
      return decodeAs(rotateSchema, body).epoch;
    case entryTypes.remove:
      return decodeAs(removeSchema, body).epoch;
    default:
      return undefined;
  }
}

export const secretName = (doc: string, epoch: number): string => `doc/${doc}/${epoch}`;

export function createKeyring({ doc, account, secrets, accountSecret, entries }: KeyringOptions): Keyring {
  const id = bytesToHex(doc);
  const known = new Map<number, EpochSecret>();
  const brought = new Map<number, EpochKey>();
  const badWraps = new Set<number>();
  let loading: Promise<unknown> | undefined;

  async function kept(epoch: number): Promise<EpochSecret | undefined> {
    const found = known.get(epoch);
    if (found !== undefined) return found;
    const key = await secrets.get(secretName(id, epoch));
    if (key === undefined) return undefined;
    const secret = { doc, epoch, key };
    known.set(epoch, secret);
    return secret;
  }

  async function put(secret: EpochSecret): Promise<void> {
    if (known.has(secret.epoch)) return;
    await secrets.put(secretName(id, secret.epoch), secret.key);
    known.set(secret.epoch, secret);
  }

  /** @returns whether it opened. Nothing that others wrote badly stops a log. */
  async function tryOpen(open: () => Promise<EpochSecret | undefined>): Promise<boolean> {
    try {
      const secret = await open();
      if (secret === undefined) return false;
      await put(secret);
      return true;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return false;
    }
  }

  async function openWrap(epoch: number, key: EpochKey): Promise<boolean> {
    for (const [recipient, generation] of key.recipients) {
      if (!isSame(recipient, account)) continue;
      const mine = await accountSecret(generation);
      if (mine === undefined) continue;
      const own = { id: account, generation, secretKey: mine.secretKey };
      if (await tryOpen(() => openEpoch({ doc, epoch }, key, own))) return true;
      badWraps.add(epoch);
    }
    return false;
  }

  async function openInvite({ header, body }: Entry): Promise<boolean> {
    const invite = decodeAs(inviteSchema, body);
    const commitment = brought.get(header.epoch)?.commitment;
    if (commitment === undefined || invite.account === undefined || !isSame(invite.account[0], account)) return false;
    const mine = await accountSecret(invite.account[1]);
    if (mine === undefined || (await kept(header.epoch)) !== undefined) return false;
    return tryOpen(async () => {
      const opened = await openInvited(mine, { doc, epoch: header.epoch }, invite.inviteId, invite.sealed, commitment);
      return { doc, epoch: header.epoch, key: opened.key };
    });
  }

  /** From the newest key back to the first that is not known yet. */
  async function openBackwards(): Promise<boolean> {
    let isNew = false;
    for (const epoch of [...brought.keys()].sort((a, b) => b - a)) {
      const newer = await kept(epoch);
      const back = brought.get(epoch)?.back;
      const before = brought.get(epoch - 1);
      if (newer === undefined || back === undefined || before === undefined) continue;
      if ((await kept(epoch - 1)) !== undefined) continue;
      const opened = await tryOpen(async () => {
        const secret = { doc, epoch: epoch - 1, key: await openBack(newer, back) };
        return isSame(commitmentOf(secret), before.commitment) ? secret : undefined;
      });
      isNew ||= opened;
    }
    return isNew;
  }

  async function learn(news: readonly Entry[]): Promise<boolean> {
    let isNew = false;
    for (const entry of news) {
      const key = keyOf(entry);
      if (key !== undefined) {
        brought.set(entry.header.epoch, key);
        if ((await kept(entry.header.epoch)) === undefined) isNew = (await openWrap(entry.header.epoch, key)) || isNew;
      } else if (entry.header.type === entryTypes.invite) isNew = (await openInvite(entry)) || isNew;
    }
    return (await openBackwards()) || isNew;
  }

  return {
    badWraps,
    put,
    learn,
    async key(epoch) {
      const found = await kept(epoch);
      if (found !== undefined) return found;
      // Not only once: the account's own key may come after the documents.
      loading ??= entries()
        .then(learn)
        .finally(() => {
          loading = undefined;
        });
      await loading;
      return kept(epoch);
    },
  };
}
