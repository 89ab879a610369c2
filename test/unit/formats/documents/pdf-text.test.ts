import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PdfLimits, textOfPdf } from '../../../../src/formats/documents/pdf-text.js';
import { decodePart } from '../../../../src/formats/mail/decode-part.js';
import { readMessage } from '../../../../src/formats/mail/parse-message.js';
import { pdfOf, pdfWith } from '../../../support/pdf.js';

const limits: PdfLimits = { maxPages: 500, maxLetters: 400_000, isOver: () => false };
const textOf = (bytes: Uint8Array, more: Partial<PdfLimits> = {}) => textOfPdf(bytes, { ...limits, ...more });
const fixture = (path: string) => new Uint8Array(readFileSync(`test/fixtures/${path}`));

describe('text of PDFs', () => {
  it('[MQ10] is what stands on its pages, line by line', async () => {
    expect(await textOf(pdfWith(['Roof repair (steep)\nZürich', 'Second page']))).toBe(
      'Roof repair (steep)\nZürich\nSecond page',
    );
  });

  it('[MQ10] is read of what a browser prints, with fonts of its own, of three alphabets', async () => {
    const text = await textOf(fixture('pdf/offer-chromium.pdf'));
    expect(text).toContain('Offerte für die\nDachsanierung\n');
    expect(text).toContain('die Sanierung des Ziegeldachs für 18’400\nFranken.');
    expect(text).toContain('Lärchenholz');
    expect(text).toContain('Σχέδιο στέγης, Żółw, Жёлудь: the second page');
  });

  it.each([
    ['ruby-mail/files/attachment_emails/attachment_pdf.eml', ''],
    ['thunderbird-mailnews/files/mail/test/browser/composition/data/related-inline-pdf-draft.eml', 'Dummy PDF file'],
    [
      'thunderbird-mailnews/files/mail/components/extensions/test/xpcshell/messages/inlineBinaryAttachment.eml',
      'This is test.',
    ],
  ])('is read of PDFs that came by mail: %s', async (path, text) => {
    const bytes = fixture(`mail/${path}`);
    const part = readMessage(bytes).attachments.find(({ type }) => type === 'application/pdf')!;
    expect((await textOf(decodePart(bytes, part).slice())).trim()).toBe(text);
  });

  it('[MQ10] is bounded in pages and letters, and ends when it takes too long', async () => {
    const pages = ['first words', 'second words', 'third words'];
    expect(await textOf(pdfWith(pages), { maxPages: 2 })).toBe('first words\nsecond words');
    expect(await textOf(pdfWith(pages), { maxPages: 0 })).toBe('');
    expect(await textOf(pdfWith(pages), { maxPages: 3 })).toBe(pages.join('\n'));
    expect(await textOf(pdfWith(pages), { maxPages: 4 })).toBe(pages.join('\n'));
    expect(await textOf(pdfWith(pages), { maxLetters: 0 })).toBe('');
    expect(await textOf(pdfWith(pages), { maxLetters: 11 })).toBe('first words');
    expect(await textOf(pdfWith(pages), { maxLetters: 14 })).toBe('first words\nse');
    let asked = 0;
    const isOver = () => {
      asked += 1;
      return asked > 3;
    };
    expect((await textOf(pdfWith(Array.from({ length: 90 }, () => 'page')), { isOver })).length).toBeLessThan(20);
  });

  it('is empty where nothing can be read: no PDF, a password, pictures alone', async () => {
    const noise = new Uint8Array(Buffer.from('not a PDF at all'));
    expect(await textOf(noise)).toBe('');
    expect(await textOf(new Uint8Array())).toBe('');
    const secret = '0123456789abcdef0123456789abcdef';
    const trailer = `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(${secret})/U(${secret})>>`;
    expect(await textOf(pdfWith(['secret words'], { trailer }))).toBe('');
    const picture = pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>',
      {
        dictionary: '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray',
        stream: new Uint8Array(1),
      },
      { dictionary: '', stream: new Uint8Array(Buffer.from('/I Do')) },
    ]);
    expect(await textOf(picture)).toBe('');
  });
});

describe('hostile PDFs', () => {
  it('that say they have a thousand million pages are read as far as there are some', async () => {
    expect(await textOf(pdfWith(['only page'], { count: 1_000_000_000 }))).toBe('only page');
  });

  it('that go in circles come to an end', async () => {
    const tree = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>']);
    expect(await textOf(tree)).toBe('');
    const form = pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources 4 0 R/Contents 5 0 R>>',
      '<</XObject<</F 5 0 R>>>>',
      {
        dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 4 0 R',
        stream: new Uint8Array(Buffer.from('/F Do /F Do')),
      },
    ]);
    const end = performance.now() + 5000;
    expect(await textOf(form, { isOver: () => performance.now() > end })).toBe('');
    const before = Buffer.from(pdfWith(['words'], { trailer: '/Prev 9' }));
    expect(await textOf(new Uint8Array(before))).toBe('words');
  });

  it('that are cut anywhere, or changed, never throw', async () => {
    const whole = fixture('pdf/offer-chromium.pdf');
    for (const part of [0.1, 0.5, 0.9, 0.99]) await textOf(whole.slice(0, whole.length * part));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.nat(), async (noise, at) => {
        const broken = pdfWith(['some words', 'more of them']);
        broken.set(noise.subarray(0, broken.length - (at % broken.length)), at % broken.length);
        expect(typeof (await textOf(broken))).toBe('string');
      }),
      { numRuns: 40 },
    );
  });

  it('that unpack to far more than they are give what is asked of them and no more', async () => {
    const words = Buffer.from(`BT /F1 12 Tf ${'1 0 0 1 40 400 Tm (bomb) Tj '.repeat(1_000_000)} ET`);
    const packed = new Uint8Array(deflateSync(words));
    expect(packed.length).toBeLessThan(words.length / 200);
    expect(await textOf(pdfWith([''], { packed }), { maxLetters: 1000 })).toHaveLength(1000);
  });
});
