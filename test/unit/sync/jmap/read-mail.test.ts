import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerError } from '../../../../src/sync/jmap/failure.js';
import { readEmail, readIdentity, readMailbox } from '../../../../src/sync/jmap/read-mail.js';

const email = { id: 'e', blobId: 'b', threadId: 't', mailboxIds: { m: true }, keywords: { $Seen: true, $x: false } };

describe('what a server says of mail', () => {
  it('is read as JMAP has it', () => {
    const full = {
      ...email,
      size: 5,
      receivedAt: '2026-11-29T10:00:00+01:00',
      messageId: ['a@b'],
      from: [{ name: 'Ann', email: 'ann@example.org' }],
      subject: 'Hi',
      hasAttachment: true,
    };
    expect(readEmail(full)).toEqual({
      ...{ id: 'e', blobId: 'b', threadId: 't', mailboxIds: ['m'], keywords: ['$seen'], size: 5 },
      ...{ receivedAt: Date.UTC(2026, 10, 29, 9), messageId: ['a@b'], inReplyTo: [], references: [], to: [] },
      ...{ from: [{ name: 'Ann', email: 'ann@example.org' }], subject: 'Hi', preview: '', hasAttachment: true },
    });
  });

  it('hides nothing', () => {
    expect(readEmail({ ...email, subject: 'a\u202eb\r\nc' }).subject).toBe('a[U+202E]b c');
    expect(readMailbox({ id: 'm', name: '\u0000x' }).name).toBe('␀x');
  });

  it('is cut where it is too long', () => {
    const read = readEmail({ ...email, subject: 'x'.repeat(1e6), references: Array.from({ length: 1e5 }, () => 'x') });
    expect(read.subject).toHaveLength(2000);
    expect(read.references).toHaveLength(500);
  });

  it('needs ids that are ids', () => {
    for (const id of ['', 'a b', 'ä', 'x'.repeat(256), 7, null, {}])
      expect(() => readEmail({ ...email, id })).toThrow(AnswerError);
  });

  it('is an error or a message, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.record({ ...Object.fromEntries(Object.entries(email).map(([k, v]) => [k, fc.constant(v)])) }),
        fc.dictionary(
          fc.constantFrom(
            ...[
              'subject',
              'from',
              'to',
              'size',
              'receivedAt',
              'references',
              'messageId',
              'preview',
              'keywords',
              'mailboxIds',
              'id',
            ],
          ),
          fc.jsonValue(),
        ),
        (base, odd) => {
          for (const read of [readEmail, readMailbox, readIdentity])
            try {
              read({ ...base, ...odd });
            } catch (error) {
              expect(error).toBeInstanceOf(AnswerError);
            }
        },
      ),
    );
  });
});
