import { bytesToHex } from '../../../src/sync/protocol/bytes.js';
import type { DocumentState } from '../../../src/sync/protocol/fold-state.js';
import { type Fold, owedText, type TapeStep } from './tape.js';
import { summaryOfState } from './tape-summary.js';

/** @returns What is wrong with a fold, by the first step that shows it; `undefined` when it agrees with the whole tape. */
export function disagreement(tape: readonly TapeStep[], fold: Fold): string | undefined {
  let state: DocumentState | undefined;
  let holders = new Set<string>();
  for (const [i, { entry, place, expected, accepted, owed, holders: given, usesKey, told }] of tape.entries()) {
    const at = `step ${i}, ${told}:`;
    const step = fold(state, entry, place);
    if (!step.ok) {
      if (step.refusal !== expected)
        return `${at} ${step.refusal} (${step.why}) instead of ${accepted ? 'ok' : expected}`;
      continue;
    }
    if (!accepted) return `${at} ok instead of ${expected}`;
    const { state: next } = step;
    if (summaryOfState(next) !== expected) return `${at} state\n${summaryOfState(next)} instead of\n${expected}`;
    if (next.counters[bytesToHex(entry.header.deviceId)] !== entry.header.n) return `${at} the counter`;
    if (step.checks.map(owedText).sort().join() !== [...owed].sort().join()) return `${at} other signatures`;
    if (entry.header.pm !== undefined && next.membership !== bytesToHex(entry.hash)) return `${at} membership chain`;
    // I-6: whoever holds the key that something is written under is a member, or invited, with their present key.
    if (usesKey) {
      const invited = Object.entries(next.invites).map(([id, { account }]) => [account ?? id, account] as const);
      const may = [...Object.keys(next.members).map((id) => [id, id] as const), ...invited];
      const readers = new Set(may.map(([id, account]) => `${id}:${account ? next.accounts[account]!.generation : 0}`));
      const ghost = [...holders].find((holder) => !readers.has(holder));
      if (ghost !== undefined) return `${at} ${ghost} could read it`;
    }
    if (given !== undefined) holders = usesKey ? new Set([...holders, ...given]) : new Set(given);
    // I-8
    if (!Object.values(next.members).some(({ role }) => role === 4)) return `${at} no owner`;
    state = next;
  }
  return undefined;
}
