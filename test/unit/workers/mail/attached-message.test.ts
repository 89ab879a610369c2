import { describe, expect, it } from 'vitest';
import type { EmailRow } from '../../../../src/domain/mail/email.js';
import { attachedMessage, partWithin } from '../../../../src/workers/mail/attached-message.js';
import { crlf } from '../../../support/mail-fixtures.js';

const inner = (depth: number): string =>
  depth === 0
    ? 'Subject: Deepest\nContent-Type: text/plain\n\nHere it is.\n'
    : `Subject: Depth ${depth}\nContent-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\nContent-Type: text/plain\n\nText ${depth}\n--b${depth}\nContent-Type: text/plain; name=file.txt\nContent-Disposition: attachment; filename=file.txt\n\nFile ${depth}\n--b${depth}\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n${inner(depth - 1)}\n--b${depth}--\n`;

const outer: EmailRow = {
  id: '1',
  accountId: 'local',
  threadId: '1',
  mailboxIds: ['inbox'],
  keywords: [],
  from: [],
  to: [],
  subject: 'Depth 3',
  preview: '',
  receivedAt: 1_000,
  size: 1,
  hasAttachment: true,
  isHere: true,
};
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes).trim();

describe('a message in a message', () => {
  const bytes = crlf(inner(3));

  it('is read with its own text, and its files are found in the outer one', () => {
    const second = attachedMessage(outer, bytes, '3');
    expect(second).toMatchObject({ id: '1', subject: 'Depth 2', receivedAt: 1_000, mailboxIds: [] });
    expect(second?.text.trim()).toBe('Text 2');
    expect(second?.attachments.map(({ partId }) => partId)).toEqual(['3!2', '3!3']);
    expect(text(partWithin(bytes, '3!2')?.bytes)).toBe('File 2');
    expect(attachedMessage(outer, bytes, '3!3')?.subject).toBe('Depth 1');
    expect(attachedMessage(outer, bytes, '3!3!3')?.text.trim()).toBe('Here it is.');
  });

  it('is not there when its part is not, and not looked for without end', () => {
    expect(attachedMessage(outer, bytes, '9')).toBeUndefined();
    expect(attachedMessage(outer, bytes, '3!9')).toBeUndefined();
    expect(partWithin(bytes, Array.from({ length: 12 }, () => '1').join('!'))).toBeUndefined();
  });
});
