// Receipts: when the person is asked, and what one says.
import { describe, expect, it } from 'vitest';
import { goesElsewhere, RECEIPT_FIELD, receiptReport, wantsReceipt } from '../../../../src/domain/mail/receipt.js';
import { readMessage } from '../../../../src/formats/mail/parse-message.js';
import { writeMessage } from '../../../../src/formats/mail/write-message.js';
import { detailOf } from '../../../../src/workers/mail/read-email.js';

const ada = { name: 'Ada', email: 'ada@a.example' };
const row = {
  ...{ id: '1', accountId: 'a', threadId: '1', mailboxIds: [], keywords: [], from: [ada], to: [], subject: 'Plan' },
  ...{ preview: '', receivedAt: 0, size: 1, hasAttachment: false, isHere: true },
};
const read = (...fields: readonly string[]) =>
  detailOf(row, new TextEncoder().encode([...fields, '', 'Text.', ''].join('\r\n')));

describe('a receipt', () => {
  it('[MC14] is asked for by a field, of whom it names', () => {
    expect(read('From: ada@a.example').receiptTo).toBeUndefined();
    expect(read('Disposition-Notification-To: Ada <ada@a.example>,\r\n b@b.example').receiptTo).toEqual([
      ada,
      { name: null, email: 'b@b.example' },
    ]);
    const many = Array.from({ length: 100 }, (_, n) => `p${n}@x.example`).join(', ');
    expect(read(`Disposition-Notification-To: ${many}`).receiptTo?.length).toBe(5);
    const report = receiptReport({ messageId: [] }, 'me@b.example');
    const headers = [{ name: RECEIPT_FIELD, value: 'ada@a.example' }];
    expect(detailOf(row, writeMessage({ from: [ada], text: '', headers })).receiptTo).toHaveLength(1);
    expect(detailOf(row, writeMessage({ from: [ada], text: '', headers, report })).receiptTo).toBeUndefined();
  });

  it('[MC14] is nothing to be asked about for own mail, drafts, junk, and what was answered', () => {
    const asking = { ...row, receiptTo: [ada] };
    expect(wantsReceipt(asking, ['me@b.example'])).toBe(true);
    expect(wantsReceipt(row, ['me@b.example'])).toBe(false);
    expect(wantsReceipt(asking, ['ada@a.example'])).toBe(false);
    for (const keyword of ['$mdnsent', '$draft', '$junk'])
      expect(wantsReceipt({ ...asking, keywords: ['$seen', keyword] }, [])).toBe(false);
    expect(goesElsewhere(asking)).toBe(false);
    expect(goesElsewhere({ ...asking, receiptTo: [{ name: null, email: 'count@else.example' }] })).toBe(true);
  });

  it('[MC14] is a report for people and programs, about that message', () => {
    const report = receiptReport({ messageId: ['m@a.example'] }, 'me@b.example');
    const bytes = writeMessage({ from: [ada], to: [ada], subject: 'Read: Plan', text: 'Shown: größer.\n', report });
    const message = readMessage(bytes);
    expect(message.bodyStructure).toMatchObject({
      type: 'multipart/report',
      params: { 'report-type': 'disposition-notification' },
    });
    expect(message.textBody.map(({ type }) => type)).toEqual(['text/plain']);
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain(
      'Final-Recipient: rfc822;me@b.example\r\nOriginal-Message-ID: <m@a.example>\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n',
    );
    expect(detailOf(row, bytes).text).toContain('Shown: größer.');
  });

  it('[MC14] names addresses beyond ASCII as reports do, and lets nothing become another field', () => {
    const { fields } = receiptReport({ messageId: [] }, 'jörg@b.example');
    expect(fields).toEqual([
      ['Final-Recipient', 'utf-8;j\\x{F6}rg@b.example'],
      ['Disposition', 'manual-action/MDN-sent-manually; displayed'],
    ]);
    const report = receiptReport({ messageId: ['x>\r\nBcc: all@b.example'] }, 'me@b.example');
    expect(() => writeMessage({ from: [ada], to: [ada], text: '', report })).toThrow(
      expect.objectContaining({ code: 'mail/field' }),
    );
  });
});
