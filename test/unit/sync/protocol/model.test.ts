import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldDocument } from '../../../../src/sync/protocol/document-fold.js';
import { history } from '../../../support/sync/commands.js';
import { ops } from '../../../support/sync/model.js';
import { disagreement } from '../../../support/sync/replay.js';
import { recordTape } from '../../../support/sync/tape.js';

/** Histories of each kind; `IK_SOAK` multiplies. */
const RUNS = 150 * Number(process.env.IK_SOAK ?? 1);

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
      { numRuns: RUNS },
    );
    if (process.env.IK_SHOW) console.log(Object.fromEntries(accepted), Object.fromEntries(refused));
    // The histories reach what they are meant to reach.
    for (const op of ops) expect(accepted.get(op) ?? 0, op).toBeGreaterThan(3);
    expect(refused.size).toBeGreaterThan(16);
  });
});
