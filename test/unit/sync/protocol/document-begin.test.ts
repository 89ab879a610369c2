import { describe, expect, it } from 'vitest';
import { documentRootSchema, genesisSchema } from '../../../../src/sync/protocol/bodies.js';
import { foldDocument } from '../../../../src/sync/protocol/document-fold.js';
import { type Header, readEntry } from '../../../../src/sync/protocol/entry.js';
import { type Step, stateDigest } from '../../../../src/sync/protocol/fold-state.js';
import { documentIdOf } from '../../../../src/sync/protocol/identifiers.js';
import { decodeAs, encodeAs } from '../../../../src/sync/protocol/schema.js';
import { settle } from '../../../../src/sync/protocol/signatures.js';
import { createLog, START } from '../../../support/sync/log.js';
import { createPerson, noSign, type Person, realSign, seedOf, WRAP, writeAs } from '../../../support/sync/people.js';

const outcome = (step: Step<unknown>) => (step.ok ? 'ok' : step.refusal);
const id = (...words: string[]) => seedOf(...words).slice(0, 16);

/** Judges a log's genesis once more, with another body or header, as the first entry. */
function judgeGenesis(person: Person, body: object = {}, other: Partial<Header> = {}) {
  const log = createLog(person);
  const { header, body: bytes } = log.records[0]!.entry;
  const value = { ...decodeAs(genesisSchema, bytes), ...body };
  const entry = writeAs(person.active()[0]!, { ...header, ...other }, encodeAs(genesisSchema, value), person.sign);
  return outcome(foldDocument(undefined, entry, { seq: 1, ts: START, hashAt: () => undefined }));
}

describe('a document', () => {
  const alice = createPerson('alice');

  it('[SD1] begins with its creator as the owner and a key for them alone', () => {
    const log = createLog(alice);
    expect(log.state).toMatchObject({ epoch: 1, due: false, members: { [alice.key]: { role: 4 } }, invites: {} });
    expect(judgeGenesis(alice)).toBe('ok');
    const root = { policy: 0, nonce: id('n'), creator: id('mallory') } as const;
    expect(judgeGenesis(alice, { root: encodeAs(documentRootSchema, { ...root, creator: alice.id }) })).toBe(
      'WRONG_TARGET',
    );
    const foreign = encodeAs(documentRootSchema, root);
    expect(judgeGenesis(alice, { root: foreign }, { docId: documentIdOf(foreign) })).toBe('WRONG_TARGET');
    expect(judgeGenesis(alice, {}, { epoch: 0 })).toBe('MALFORMED');
    expect(judgeGenesis(alice, {}, { pm: seedOf('pm') })).toBe('MALFORMED');
    const commitment = new Uint8Array(16);
    const ghost = [[alice.id, 1, WRAP] as const, [id('zzz'), 1, WRAP] as const];
    expect(judgeGenesis(alice, { epoch: { recipients: ghost, commitment } })).toBe('RECIPIENTS');
    const old = [[alice.id, 2, WRAP] as const];
    expect(judgeGenesis(alice, { epoch: { recipients: old, commitment } })).toBe('RECIPIENTS');
    expect(judgeGenesis(alice, { evidence: alice.evidence(0, 2) })).toBe('EVIDENCE');
    expect(judgeGenesis(alice, { evidence: createPerson('bob').evidence() })).toBe('EVIDENCE');
    const { header, body } = log.records[0]!.entry;
    const again = writeAs(alice.active()[0]!, { ...header, n: 2 }, body, noSign);
    expect(outcome(log.judge(again))).toBe('EXISTS');
    const content = log.make('content', { person: alice });
    const first = writeAs(alice.active()[0]!, { ...content.header, n: 1 }, content.body, noSign);
    expect(outcome(foldDocument(undefined, first, { seq: 1, ts: START, hashAt: () => undefined }))).toBe('UNKNOWN');
  });

  it('[SD2] takes entries of the devices that it has been shown', () => {
    const carol = createPerson('carol');
    const log = createLog(carol);
    const stranger = createPerson('stranger');
    expect(outcome(log.judge(log.make('content', { person: stranger })))).toBe('NOT_MEMBER');
    const unknown = carol.addDevice();
    expect(outcome(log.judge(log.make('content', { person: carol, device: unknown })))).toBe('NOT_MEMBER');
    expect(outcome(log.judge(log.make('content', { person: carol, device: carol.recovery })))).toBe('NOT_MEMBER');
    expect(outcome(log.judge(log.make('content', { person: carol }, undefined, { docId: id('other') })))).toBe(
      'UNKNOWN',
    );
    const lost = carol.active()[0]!;
    const update = { account: carol.id, evidence: carol.evidence(3) };
    expect(outcome(log.append(log.make('accountUpdate', { person: carol, device: unknown }, update)))).toBe('ok');
    carol.revoke(lost, unknown);
    const news = { account: carol.id, evidence: carol.evidence(4) };
    expect(outcome(log.judge(log.make('accountUpdate', { person: carol, device: lost }, news)))).toBe('DEVICE_REVOKED');
    expect(outcome(log.append(log.make('accountUpdate', { person: carol, device: unknown }, news)))).toBe('ok');
    expect(outcome(log.judge(log.make('leave', { person: carol, device: lost }, {})))).toBe('DEVICE_REVOKED');
  });

  it('stands on signatures, its own and those of what it carries', async () => {
    const signing = createPerson('signing', realSign);
    const guest = createPerson('guest', realSign);
    const log = createLog(signing);
    const genesis = log.records[0]!.entry;
    const place = { seq: 1, ts: START, hashAt: () => undefined };
    const judge = async (entry: typeof genesis) => outcome(await settle(foldDocument(undefined, entry, place)));
    expect(await judge(genesis)).toBe('ok');
    expect(await judge(writeAs(signing.active()[0]!, genesis.header, genesis.body, noSign))).toBe('BAD_SIG');
    const invite = log.inviteOf(guest, 2);
    expect(outcome(await settle(log.judge(log.make('invite', { person: signing }, invite))))).toBe('ok');
    const forged = createPerson('guest');
    const ghost = { ...invite, account: [forged.id, 1] as const, evidence: forged.evidence() };
    expect(outcome(await settle(log.judge(log.make('invite', { person: signing }, ghost))))).toBe('BAD_SIG');
  });

  it('is the same state for everybody who folded the same log', () => {
    const log = createLog(alice);
    log.join(createPerson('bob'), 2);
    let state: typeof log.state | undefined;
    for (const { entry, seq, ts } of log.records) {
      const step = foldDocument(state, readEntry(entry.bytes), { seq, ts, hashAt: (at) => log.records[at - 1]?.hash });
      if (!step.ok) throw new Error(step.why);
      // Through JSON, as a store would keep it between two entries.
      state = JSON.parse(JSON.stringify(step.state));
    }
    expect(stateDigest(state!)).toBe(stateDigest(log.state));
  });
});
