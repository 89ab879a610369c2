import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAccount } from '../../../../src/sync/protocol/account-fold.js';
import { foldDocument } from '../../../../src/sync/protocol/document-fold.js';
import { accountDisagreement, accountHistory, crowd, recordAccountTape } from '../../../support/sync/account-tape.js';
import { history } from '../../../support/sync/commands.js';
import { ops } from '../../../support/sync/model.js';
import { disagreement } from '../../../support/sync/replay.js';
import { recordTape } from '../../../support/sync/tape.js';

/** `IK_SOAK=20` looks at so many times more histories, and at others each time. */
const SOAK = Number(process.env.IK_SOAK ?? 1);
const settings = { numRuns: 60 * SOAK, ...(SOAK === 1 ? { seed: 20_261_129 } : {}) };

describe.each([
  ['a calendar', 0],
  ['a roster', 1],
] as const)('random histories of %s', (_, policy) => {
  it('are judged by the fold as by the model, and the invariants hold', () => {
    const accepted = new Map<string, number>();
    const refused = new Map<string, number>();
    fc.assert(
      fc.property(history(60), (commands) => {
        const tape = recordTape(commands, policy);
        for (const { accepted: ok, expected, told } of tape) {
          const [counts, key] = ok ? [accepted, told === 'genesis' ? told : JSON.parse(told).op] : [refused, expected];
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        expect(disagreement(tape, foldDocument)).toBeUndefined();
      }),
      settings,
    );
    // The histories reach what they are meant to reach.
    for (const op of ops) expect(accepted.get(op) ?? 0, op).toBeGreaterThan(0);
    expect(refused.size).toBeGreaterThan(16);
  });
});

describe('random histories of an account', () => {
  it('are judged by the fold as by the model', () => {
    const refused = new Set<string>();
    fc.assert(
      fc.property(accountHistory(40), (commands) => {
        const tape = recordAccountTape(commands);
        for (const { accepted, expected } of tape) if (!accepted) refused.add(expected);
        expect(accountDisagreement(tape, foldAccount)).toBeUndefined();
      }),
      settings,
    );
    expect(accountDisagreement(recordAccountTape(crowd), foldAccount)).toBeUndefined();
    expect(refused.size).toBeGreaterThan(11);
  });
});
