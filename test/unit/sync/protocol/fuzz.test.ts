import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAccount } from '../../../../src/sync/protocol/account-fold.js';
import { foldDocument } from '../../../../src/sync/protocol/document-fold.js';
import { type Entry, entryMessage, joinEntry, readEntry } from '../../../../src/sync/protocol/entry.js';
import { ProtocolError } from '../../../../src/sync/protocol/errors.js';
import type { DocumentState } from '../../../../src/sync/protocol/fold-state.js';
import { placesNamed } from '../../../../src/sync/protocol/place-rules.js';
import { errands, history } from '../../../support/sync/commands.js';
import { createPerson } from '../../../support/sync/people.js';
import { recordTape, type TapeStep } from '../../../support/sync/tape.js';

const tapes = [...errands, ...fc.sample(history(60), { numRuns: 6, seed: 3 })].map((commands) =>
  recordTape(commands, 0),
);

/** Every entry of the tapes with the state that it met. */
function met(
  tape: readonly TapeStep[],
): readonly { readonly step: TapeStep; readonly state: DocumentState | undefined }[] {
  let state: DocumentState | undefined;
  return tape.map((step) => {
    const before = state;
    const outcome = foldDocument(state, step.entry, step.place);
    if (outcome.ok) state = outcome.state;
    return { step, state: before };
  });
}
const meetings = tapes.flatMap(met);

/** @returns `undefined` when it is refused with the typed error; every other throw fails the test. */
function read(bytes: Uint8Array): Entry | undefined {
  try {
    return readEntry(bytes);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

const change = fc.array(fc.record({ at: fc.nat(), to: fc.nat(255), kind: fc.nat(2) }), { minLength: 1, maxLength: 3 });
function changed(bytes: Uint8Array, changes: readonly { at: number; to: number; kind: number }[]): Uint8Array {
  const list = [...bytes];
  for (const { at, to, kind } of changes) {
    const place = at % Math.max(1, list.length);
    if (kind === 0) list[place] = to;
    else if (kind === 1) list.splice(place, 1 + (to % 8));
    else list.splice(place, 0, to);
  }
  return Uint8Array.from(list);
}

describe('entries changed at random', () => {
  it('are refused with the typed error, or read and folded without a throw; the state they met is untouched', () => {
    let folded = 0;
    fc.assert(
      fc.property(fc.nat(meetings.length - 1), change, fc.nat(3), (which, changes, part) => {
        const { step, state } = meetings[which]!;
        const { headerBytes, body, signature, bytes } = step.entry;
        const made =
          part === 0
            ? changed(bytes, changes)
            : joinEntry(
                part === 1 ? (changed(headerBytes, changes) as never) : headerBytes,
                part > 1 ? (changed(body, changes) as never) : body,
                signature,
              );
        const entry = read(made);
        if (entry === undefined) return;
        folded++;
        const before = JSON.stringify(state);
        foldDocument(state, entry, step.place);
        foldAccount(undefined, entry, step.place);
        placesNamed(entry);
        entryMessage(entry);
        expect(JSON.stringify(state)).toBe(before);
        expect(entry.bytes).toEqual(made);
      }),
      { numRuns: 4_000 },
    );
    expect(folded).toBeGreaterThan(1_000);
  });

  it('of an account are refused or folded without a throw', () => {
    const person = createPerson('fuzzed');
    person.addDevice();
    person.bindEmail('a@example.org');
    person.replaceRecovery();
    fc.assert(
      fc.property(fc.nat(person.entries.length - 1), change, (which, changes) => {
        const { headerBytes, body, signature } = person.entries[which]!;
        const entry = read(joinEntry(headerBytes, changed(body, changes) as never, signature));
        if (entry === undefined) return;
        foldAccount(undefined, entry, { seq: 1, ts: 1, hashAt: () => undefined });
      }),
      { numRuns: 1_000 },
    );
  });
});
