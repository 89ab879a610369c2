import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountDisagreement, accountHistory, crowd, recordAccountTape } from '../../../support/sync/account-tape.js';
import { errands, history } from '../../../support/sync/commands.js';
import { type Mutant, mutants } from '../../../support/sync/mutants.js';
import { type Folds, loadFolds } from '../../../support/sync/mutate.js';
import { disagreement } from '../../../support/sync/replay.js';
import { recordTape } from '../../../support/sync/tape.js';

const seed = 5;
const documents = [0, 1].flatMap((policy) =>
  [...errands, ...fc.sample(history(60), { numRuns: 60, seed: seed + policy })].map((commands) =>
    recordTape(commands, policy as 0 | 1),
  ),
);
const accounts = [crowd, ...fc.sample(accountHistory(40), { numRuns: 40, seed })].map(recordAccountTape);

/** Whether the tapes tell the folds from the right ones; one that throws is told too. */
function isTold({ foldDocument, foldAccount }: Folds, file = ''): boolean {
  const byDocuments = () => documents.some((tape) => disagreement(tape, foldDocument) !== undefined);
  const byAccounts = () => accounts.some((tape) => accountDisagreement(tape, foldAccount) !== undefined);
  // The likely ones first.
  const [first, second] = file.startsWith('account') ? [byAccounts, byDocuments] : [byDocuments, byAccounts];
  try {
    return first() || second();
  } catch {
    return true;
  }
}

describe('the model', () => {
  it('agrees with the fold as it is', () => {
    expect(isTold(loadFolds())).toBe(false);
  });

  it(`tells each of ${mutants.length} mistakes in the rules`, () => {
    expect(mutants.length).toBeGreaterThanOrEqual(60);
    const survivors = mutants.filter((mutant: Mutant) => !isTold(loadFolds(mutant), mutant[0]));
    expect(survivors).toEqual([]);
  });
});
