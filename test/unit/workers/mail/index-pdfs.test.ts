import { describe, expect, it } from 'vitest';
import { PDF_BITS } from '../../../../src/store/mail/flags.js';
import type { PdfReader } from '../../../../src/workers/mail/search/pdf-reader.js';
import { everything, mboxMessage, type TestMail, testMail } from '../../../support/mail-store.js';

/** "Reads" a file that is its own text. */
function fakeReader() {
  const state = {
    isThere: true,
    asked: [] as string[],
    onRead: (_text: string): string | undefined => _text.replace('%PDF ', ''),
  };
  const reader: PdfReader = {
    isHere: async () => state.isThere,
    async read(file) {
      const text = Buffer.from(file).toString();
      state.asked.push(text);
      return state.onRead(text);
    },
  };
  return Object.assign(state, { reader });
}

const withPdf = (text: string, type = 'application/pdf') =>
  `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee there.\n--x\nContent-Type: ${type}; name="Offer.pdf"\nContent-Disposition: attachment; filename="Offer.pdf"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(`%PDF ${text}`).toString('base64')}\n--x--`;

const message = (id: string, text: string, type?: string, minute = 0) =>
  mboxMessage({ id, subject: `Offer ${id}`, more: withPdf(text, type), body: '', minute });

const found = async ({ api }: TestMail, text: string) =>
  (await api.emailRows({ ...everything, text }, 0, 9)).map((row) => [row!.subject, row!.snippet?.file]);
const waiting = ({ store }: TestMail) =>
  store.columns.flags.subarray(0, store.columns.next).filter((flags) => (flags & PDF_BITS) !== 0).length;

describe('PDFs of messages', () => {
  it('[MQ10] are read once all else is indexed; excerpts are from them', async () => {
    const pdfs = fakeReader();
    const mail = await testMail(undefined, pdfs.reader);
    await mail.importText(
      message('1', 'larch for the roof') +
        message('2', 'zinc', 'application/octet-stream', 1) +
        mboxMessage({ id: '3' }),
    );
    expect(await found(mail, 'larch')).toEqual([]);
    expect(await found(mail, 'there')).toHaveLength(2);
    await mail.indexer.run();
    expect(await found(mail, 'larch roof')).toEqual([['Offer 1', 'Offer.pdf']]);
    expect(await found(mail, '"larch for"')).toEqual([['Offer 1', 'Offer.pdf']]);
    expect(await found(mail, 'zinc')).toEqual([['Offer 2', 'Offer.pdf']]);
    // The newest first, each once.
    expect(pdfs.asked).toEqual(['%PDF zinc', '%PDF larch for the roof']);
    await mail.indexer.run();
    expect(pdfs.asked).toHaveLength(2);
    expect(waiting(mail)).toBe(0);
  });

  it('[MQ10] that cannot be read now are read when they can; all else is found meanwhile', async () => {
    const pdfs = fakeReader();
    pdfs.isThere = false;
    const mail = await testMail(undefined, pdfs.reader);
    await mail.importText(message('1', 'larch') + message('2', 'zinc', undefined, 1));
    await mail.indexer.run();
    expect(await found(mail, 'there')).toEqual([
      ['Offer 2', undefined],
      ['Offer 1', undefined],
    ]);
    expect([await found(mail, 'larch'), pdfs.asked, waiting(mail)]).toEqual([[], [], 2]);
    // What reads them is there, and gone with the first one: that was no try of this PDF.
    pdfs.isThere = true;
    pdfs.onRead = () => undefined;
    for (const _ of [1, 2, 3]) await mail.indexer.run();
    expect([waiting(mail), mail.indexer.pdfsWait()]).toEqual([2, true]);
    pdfs.onRead = (text) => text;
    await mail.indexer.run();
    expect(await found(mail, 'larch')).toEqual([['Offer 1', 'Offer.pdf']]);
    expect([waiting(mail), mail.indexer.pdfsWait()]).toEqual([0, false]);
  });

  it('that take the page with them are tried twice, not for ever', async () => {
    const pdfs = fakeReader();
    const mail = await testMail(undefined, pdfs.reader);
    await mail.importText(message('1', 'larch'));
    // As if the tab were gone: nothing is written after the reading has begun.
    pdfs.onRead = () => {
      throw new Error('gone');
    };
    for (const _ of [1, 2, 3, 4]) await mail.indexer.run().catch(() => undefined);
    expect(pdfs.asked).toHaveLength(2);
    expect(waiting(mail)).toBe(0);
    expect(await found(mail, 'offer')).toHaveLength(1);
  });

  it('in which there is nothing to read leave a message as it was', async () => {
    const pdfs = fakeReader();
    pdfs.onRead = () => '';
    const mail = await testMail(undefined, pdfs.reader);
    await mail.importText(message('1', 'scanned'));
    await mail.indexer.run();
    expect([await found(mail, 'scanned'), waiting(mail)]).toEqual([[], 0]);
    expect(await found(mail, 'filename:offer.pdf')).toHaveLength(1);
  });

  it('let mail that comes meanwhile be indexed first', async () => {
    const pdfs = fakeReader();
    const mail = await testMail(undefined, pdfs.reader);
    await mail.importText(message('1', 'larch'));
    const { onRead } = pdfs;
    let seen: unknown;
    pdfs.onRead = (text) => {
      seen ??= mail.importText(message('2', 'zinc', undefined, 1));
      return onRead(text);
    };
    await mail.indexer.run();
    await seen;
    await mail.indexer.run();
    expect(await found(mail, 'zinc')).toEqual([['Offer 2', 'Offer.pdf']]);
  });

  it('are read again where the index is made anew', async () => {
    const pdfs = fakeReader();
    const mail = await testMail(undefined, pdfs.reader);
    await mail.importText(message('1', 'larch'));
    await mail.indexer.run();
    await mail.store.write(async (tx) => tx.setIndexVersion(2));
    await mail.indexer.run();
    expect(await found(mail, 'larch')).toEqual([['Offer 1', 'Offer.pdf']]);
    expect(pdfs.asked).toHaveLength(2);
  });
});
