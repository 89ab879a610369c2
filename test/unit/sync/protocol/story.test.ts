import { describe, expect, it } from 'vitest';
import { openAccountKey, openAccountWrap, wrapAccountKey } from '../../../../src/sync/protocol/account-keys.js';
import * as bodies from '../../../../src/sync/protocol/bodies.js';
import { type Bytes, bytesToHex, hexToBytes } from '../../../../src/sync/protocol/bytes.js';
import { contentSchema } from '../../../../src/sync/protocol/content.js';
import { foldDocument } from '../../../../src/sync/protocol/document-fold.js';
import { keyRecipients } from '../../../../src/sync/protocol/document-keys.js';
import type { Entry, Header } from '../../../../src/sync/protocol/entry.js';
import type { EntryTypeName } from '../../../../src/sync/protocol/entry-types.js';
import * as epochs from '../../../../src/sync/protocol/epoch-keys.js';
import type { DocumentState } from '../../../../src/sync/protocol/fold-state.js';
import * as ids from '../../../../src/sync/protocol/identifiers.js';
import { chainHash } from '../../../../src/sync/protocol/record.js';
import { decodeAs, encodeAs, type Schema } from '../../../../src/sync/protocol/schema.js';
import { sealKeyPairFromSeed, systemRandom } from '../../../../src/sync/protocol/seal.js';
import * as secrets from '../../../../src/sync/protocol/secrets.js';
import { settle } from '../../../../src/sync/protocol/signatures.js';
import { writeClearEntry, writeEntry } from '../../../../src/sync/protocol/write-entry.js';
import { type Author, next, signUp } from '../../../support/sync/sign-up.js';

describe('two people, with nothing but the library', () => {
  it('share a calendar by link; who is removed reads what was before and nothing that comes after', async () => {
    const ada = await signUp('Ada’s laptop');
    const bob = await signUp('Bob’s phone');
    // The words on paper open the account's key, too, and so would a device that is added later.
    const opened = await openAccountKey(ada.me.account, 1, ada.key, {
      id: ada.paper.device,
      secretKey: ada.paper.seal.secretKey,
    });
    expect(opened).toEqual(ada.secret.secretKey);
    const later = await sealKeyPairFromSeed(systemRandom(32));
    const wrap = await wrapAccountKey(ada.secret, { id: '00'.repeat(16), sealKey: bytesToHex(later.publicKey) });
    const mine = { id: new Uint8Array(16), secretKey: later.secretKey };
    expect(await openAccountWrap(ada.me.account, 1, mine, wrap)).toEqual(ada.secret.secretKey);

    const root = encodeAs(bodies.documentRootSchema, { policy: 0, nonce: systemRandom(16), creator: ada.me.account });
    const doc = ids.documentIdOf(root);
    const hashes: Bytes[] = [];
    const entries: Entry[] = [];
    let state: DocumentState | undefined;
    const place = () => ({ seq: hashes.length + 1, ts: 1_000, hashAt: (seq: number) => hashes[seq - 1] });
    const take = async (entry: Entry) => {
      const step = await settle(foldDocument(state, entry, place()));
      if (!step.ok) throw new Error(`${step.refusal}: ${step.why}`);
      hashes.push(chainHash(hashes.at(-1) ?? ids.NO_HASH, hashes.length + 1, 1_000, entry.hash));
      entries.push(entry);
      state = step.state;
      return entry;
    };
    const header = (type: EntryTypeName, by: Author, brings = 0) => {
      const pm = type === 'content' ? undefined : state === undefined ? ids.NO_HASH : hexToBytes(state.membership);
      const n = (state?.counters[bytesToHex(by.device)] ?? 0) + 1;
      const sees: Header['sees'] = hashes.length === 0 ? [0, ids.NO_HASH] : [hashes.length, hashes.at(-1)!];
      return next(doc, type, by, n, (state?.epoch ?? 0) + brings, pm, sees);
    };
    const clear = async <T>(type: EntryTypeName, by: Author, schema: Schema<T>, value: T, brings = 0) =>
      take(await writeClearEntry(header(type, by, brings), schema, value, by.signer));
    const write = async (by: Author, key: epochs.EpochSecret, text: string) => {
      const head = header('content', by);
      const plain = encodeAs(contentSchema, {
        changes: [{ shard: 0, packing: 0, change: new TextEncoder().encode(text) as Bytes }],
      });
      return take(
        await writeEntry(head, (headerBytes) => epochs.sealContent(key, { ...head, headerBytes }, plain), by.signer),
      );
    };
    const readText = async (key: epochs.EpochSecret, { header: head, headerBytes, body }: Entry) => {
      const { changes } = decodeAs(contentSchema, await epochs.openContent(key, { ...head, headerBytes }, body));
      return new TextDecoder().decode(changes[0]!.change);
    };

    const first = { doc, epoch: 1, key: systemRandom(32) };
    const { generation, sealKey } = ada.state.account;
    const epoch = await epochs.makeEpoch(first, [{ id: bytesToHex(ada.me.account), generation, sealKey }]);
    const kind = await epochs.sealKind(first, 'calendar');
    await clear('genesis', ada.me, bodies.genesisSchema, { root, evidence: ada.evidence, epoch, kind }, 1);
    const before = await write(ada.me, first, 'lunch');

    const secret = systemRandom(16);
    const link = await secrets.linkKeys(secret);
    const inviteId = systemRandom(16);
    const sealed = await secrets.sealInvited(link.seal.publicKey, first, inviteId, { name: 'Family' });
    const keys = [link.signer.publicKey, link.seal.publicKey] as const;
    await clear('invite', ada.me, bodies.inviteSchema, { inviteId, role: 2, expires: 2_000, link: keys, sealed });

    const theirs = await secrets.linkKeys(secret);
    const commitment = hexToBytes(state!.commitment);
    const invited = await secrets.openInvited(theirs.seal, { doc, epoch: 1 }, inviteId, sealed, commitment);
    expect(invited.name).toBe('Family');
    const message = ids.linkMessage(doc, inviteId, bob.me.account, bob.me.device, 'accept');
    const linkSignature = await theirs.signer.sign('invite', message);
    await clear('accept', bob.me, bodies.acceptSchema, {
      inviteId,
      generation: 1,
      evidence: bob.evidence,
      linkSignature,
    });
    expect(await readText({ doc, epoch: 1, key: invited.key }, before)).toBe('lunch');

    // The link's key is in a mail somewhere: Bob, who edits, makes the next one.
    const second = { doc, epoch: 2, key: systemRandom(32) };
    const next2 = await epochs.makeEpoch(second, keyRecipients(state!), invited.key);
    await clear('epoch', bob.me, bodies.rotateSchema, { epoch: next2 }, 1);
    const ours = { id: ada.me.account, generation: 1, secretKey: ada.secret.secretKey };
    const adas = await epochs.openEpoch(second, next2, ours);
    expect(await readText(adas, await write(bob.me, second, 'dinner'))).toBe('dinner');
    expect(await epochs.openBack(adas, next2.back!)).toEqual(first.key);

    const third = { doc, epoch: 3, key: systemRandom(32) };
    const { [bytesToHex(bob.me.account)]: _, ...members } = state!.members;
    const next3 = await epochs.makeEpoch(third, keyRecipients({ ...state!, members }), second.key);
    await clear('remove', ada.me, bodies.removeSchema, { account: bob.me.account, epoch: next3 }, 1);
    const after = await write(ada.me, third, 'alone');
    const bobs = { id: bob.me.account, generation: 1, secretKey: bob.secret.secretKey };
    await expect(epochs.openEpoch(third, next3, bobs)).rejects.toMatchObject({ code: 'RECIPIENTS' });
    for (const key of [first.key, second.key]) await expect(readText({ ...third, key }, after)).rejects.toThrow();
    await expect(write(bob.me, second, 'still here')).rejects.toThrow('NOT_MEMBER');
    expect(await readText(second, entries[5]!)).toBe('dinner');
  });
});
