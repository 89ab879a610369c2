import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textOfDocumentXml } from '../../../../src/formats/documents/document-xml.js';
import { readMessage } from '../../../../src/formats/mail/parse-message.js';
import { textOfContentLines } from '../../../../src/formats/text/content-line-text.js';
import { fileTexts } from '../../../../src/workers/mail/search/file-texts.js';
import { everything, mboxMessage, testMail } from '../../../support/mail-store.js';

interface TestFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly type?: string;
}

const base64 = (bytes: Uint8Array | string) =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/(.{76})/g, '$1\n');

/** The part of a message with its Content fields, files attached. */
function withFiles(...files: readonly TestFile[]): string {
  const parts = files.map(
    ({ name, bytes, type = 'application/octet-stream' }) =>
      `--x\nContent-Type: ${type}\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${base64(bytes)}\n`,
  );
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee there.\n${parts.join('')}--x--`;
}

const textsOf = async (...files: readonly TestFile[]) => {
  const bytes = new Uint8Array(Buffer.from(`Subject: x\n${withFiles(...files)}\n`));
  return (await fileTexts(readMessage(bytes), bytes)).map(({ name, text }) => [name, text.trim()]);
};

const DOCX = zipSync({
  '[Content_Types].xml': strToU8('<Types/>'),
  'word/document.xml': strToU8(
    '<w:document><w:body><w:p><w:r><w:t>Quar</w:t></w:r><w:r><w:t>terly</w:t></w:r><w:tab/><w:r><w:t>figures &amp; more</w:t></w:r></w:p><w:p><w:instrText>PAGEREF</w:instrText><w:r><w:t>Appendix</w:t></w:r></w:p></w:body></w:document>',
  ),
  'word/media/image1.png': new Uint8Array(2000).fill(7),
});
const ODT = zipSync({
  mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
  'content.xml': strToU8(
    '<office:document-content><text:h>Minutes</text:h><text:p>Present:<text:s/>Zo<text:span>ë</text:span></text:p></office:document-content>',
  ),
});

describe('text of files', () => {
  it('[MQ1] is read of documents, calendars, cards, messages and text, by their type or name', async () => {
    expect(
      await textsOf(
        { name: 'a.docx', bytes: DOCX },
        { name: 'b.odt', bytes: ODT, type: 'application/vnd.oasis.opendocument.text' },
        {
          name: 'c.ics',
          bytes:
            'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:secret-uid\r\nSUMMARY:Board mee\r\n ting\\, yearly\r\nATTENDEE;CN="Ray, Bob":mailto:bob@b.example\r\nEND:VEVENT\r\nEND:VCALENDAR',
        },
        {
          name: 'd.vcf',
          bytes: 'BEGIN:VCARD\r\nN:Müller;Jürgen\r\nitem1.TEL:+41 44 555\r\nPHOTO:AAAA\r\nEND:VCARD',
          type: 'text/vcard',
        },
        { name: 'e.eml', bytes: 'Subject: Inner\r\nFrom: Eve <eve@e.example>\r\n\r\nWords inside' },
        { name: 'f.html', bytes: '<p>Shown</p><style>hidden</style>', type: 'text/html' },
        { name: 'g.csv', bytes: 'travel;hotel' },
        { name: 'h.bin', bytes: 'nothing' },
      ),
    ).toEqual([
      ['a.docx', 'Quarterly\nfigures & more\n\nAppendix'],
      ['b.odt', 'Minutes\n\nPresent:\nZoë'],
      ['c.ics', 'Board meeting, yearly\nRay, Bob bob@b.example'],
      ['d.vcf', 'Müller Jürgen\n+41 44 555'],
      ['e.eml', 'Inner\nEve eve@e.example\nWords inside'],
      ['f.html', 'Shown'],
      ['g.csv', 'travel;hotel'],
    ]);
  });

  it('[MQ10] is bounded: a zip bomb is unpacked no further than what is read, a zip in a zip stays closed', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(40 * 1024 * 1024).fill(97) });
    const [[name, text] = []] = await textsOf({ name: 'bomb.docx', bytes: bomb });
    expect([name, text!.length]).toEqual(['bomb.docx', 400_000]);
    expect(await textsOf({ name: 'outer.docx', bytes: zipSync({ 'word/inner.docx': DOCX }) })).toEqual([]);
    expect(await textsOf({ name: 'cut.docx', bytes: DOCX.subarray(0, 300) })).toEqual([]);
    expect(await textsOf({ name: 'no.docx', bytes: 'not a zip' }, { name: 'yes.csv', bytes: 'a;b' })).toEqual([
      ['yes.csv', 'a;b'],
    ]);
    const many = Array.from({ length: 40 }, (_, at) => ({ name: `${at}.txt`, bytes: `text ${at}` }));
    expect(await textsOf(...many)).toHaveLength(30);
  });

  it('never throws for what is in the bytes', async () => {
    expect(textOfDocumentXml('<w:p>a<w:t>b &unknown;<!-- c --> d<w:t')).toBe('\nab &unknown; d');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(), async (noise, at) => {
        const broken = DOCX.slice();
        broken.set(noise.subarray(0, Math.max(0, broken.length - (at % broken.length))), at % broken.length);
        await textsOf({ name: 'x.docx', bytes: broken });
        textOfDocumentXml(Buffer.from(noise).toString('latin1'));
        textOfContentLines(Buffer.from(noise).toString('latin1'));
      }),
      { numRuns: 60 },
    );
  });

  it('[MQ8] is where the excerpt of a result is from, when the message itself has none of the words', async () => {
    const mail = await testMail();
    const more = withFiles({ name: 'first.csv', bytes: 'nothing' }, { name: 'Report.docx', bytes: DOCX });
    await mail.importText(
      mboxMessage({ id: '1', subject: 'One', more, body: '' }) + mboxMessage({ id: '2', minute: 1 }),
    );
    const rowsFor = (text: string) => mail.api.emailRows({ ...everything, text }, 0, 9);
    const [row, ...others] = await rowsFor('quarterly figures');
    expect(others).toEqual([]);
    expect(row!.snippet).toMatchObject({ file: 'Report.docx', text: expect.stringContaining('Quarterly') });
    expect((await rowsFor('there'))[0]!.snippet!.file).toBeUndefined();
    // The same once the index is made anew in the background.
    await mail.store.write(async (tx) => tx.setIndexVersion(1));
    await mail.indexer.run();
    expect((await rowsFor('appendix'))[0]!.snippet!.file).toBe('Report.docx');
  });
});
