import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailPart } from '../../../../src/domain/mail/message.js';
import { decodePart } from '../../../../src/formats/mail/decode-part.js';
import { splitMbox } from '../../../../src/formats/mail/mbox.js';
import { readMessage } from '../../../../src/formats/mail/parse-message.js';
import { mailFile, mailFiles } from '../../../support/mail-fixtures.js';

const CODES = ['input/limit', 'input/truncated', 'input/encoding', 'input/wrong-kind', 'mail/syntax'];
const files = mailFiles()
  .filter((file) => !file.startsWith('tnef/'))
  .map(mailFile)
  .filter(({ length }) => length > 0 && length < 20_000);
const flat = (part: MailPart): MailPart[] => [part, ...(part.subParts ?? []).flatMap(flat)];

/** A message of the corpora with bytes changed, pieces doubled, taken out and put elsewhere. */
const mutated = fc
  .tuple(
    fc.constantFrom(...files),
    fc.array(fc.tuple(fc.constantFrom('set', 'cut', 'double', 'line'), fc.nat(), fc.nat(400), fc.nat(255)), {
      minLength: 1,
      maxLength: 12,
    }),
  )
  .map(([file, changes]) => changes.reduce<Uint8Array>((bytes, change) => mutate(bytes, change), file.slice()));

function mutate(
  bytes: Uint8Array,
  [kind, where, length, value]: readonly [string, number, number, number],
): Uint8Array {
  const at = bytes.length === 0 ? 0 : where % bytes.length;
  const before = bytes.subarray(0, at);
  const piece = bytes.subarray(at, at + length);
  const after = bytes.subarray(at + length);
  const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  if (kind === 'cut') return joined(before, after);
  if (kind === 'double') return joined(before, piece, piece, after);
  if (kind === 'line') return joined(before, Uint8Array.of(value % 2 === 0 ? 13 : 10, 10), piece, after);
  const changed = bytes.slice();
  if (changed.length > 0) changed[at] = value;
  return changed;
}

describe('broken mail', () => {
  it('is read as far as it goes, with problems that have a type [MF1]', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        const message = readMessage(bytes);
        for (const { code } of message.problems) expect(CODES).toContain(code);
        for (const part of flat(message.bodyStructure)) {
          const { start, body, end } = part.range;
          expect(0 <= start && start <= body && body <= end && end <= bytes.length).toBe(true);
          expect(decodePart(bytes, part).length).toBeLessThanOrEqual(bytes.length);
        }
        const shown = [message.subject, ...(message.from ?? []).flatMap(({ name, email }) => [name, email])].join('');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 400 },
    );
  });

  it('is split where it is an mbox', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        let total = 0;
        for await (const message of splitMbox(bytes)) total += message.length;
        expect(total).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 100 },
    );
  });
});
