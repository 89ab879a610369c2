import { expect } from 'chai';
import { createPdfReader, type PdfReaderOptions } from '../../src/workers/mail/search/pdf-reader.js';
import workerUrl from '../../src/workers/pdf.worker.ts?worker&url';
import { until } from '../support/mount.js';

const pdf = (content: string) =>
  new TextEncoder().encode(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>endobj\n4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n5 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj\ntrailer<</Root 1 0 R>>\n`,
  );
const page = (text: string) => pdf(`BT /F1 12 Tf 40 800 Td (${text}) Tj ET`);
/** What takes a worker seconds. */
const slow = () => pdf(`BT /F1 12 Tf ${'1 0 0 1 40 400 Tm (long) Tj '.repeat(400_000)} ET`);

function testReader(more: Partial<PdfReaderOptions> = {}) {
  const log: string[] = [];
  const reader = createPdfReader({
    create() {
      const worker = new Worker(workerUrl, { type: 'module' });
      log.push('started');
      const terminate = worker.terminate.bind(worker);
      worker.terminate = () => {
        log.push('ended');
        terminate();
      };
      return worker;
    },
    load: async () => true,
    ...more,
  });
  return { reader, log };
}

describe('the reader of PDFs', () => {
  it('reads one after the other in one worker, which is ended when there is nothing more to read', async () => {
    const { reader, log } = testReader({ idleMs: 200 });
    expect(await reader.read(page('larch for the roof'))).to.equal('larch for the roof');
    expect(await reader.read(page('zinc'))).to.equal('zinc');
    expect(log).to.deep.equal(['started']);
    await until(() => log.length === 2);
    expect(log).to.deep.equal(['started', 'ended']);
    expect(await reader.read(page('again'))).to.equal('again');
    await until(() => log.length === 4);
  });

  it('ends what takes too long; the next one is read', async () => {
    const { reader, log } = testReader({ limitMs: 100, idleMs: 200 });
    expect(await reader.isHere()).to.equal(true);
    expect(await reader.read(slow())).to.equal('');
    expect(log).to.deep.equal(['started', 'ended']);
    const { reader: patient } = testReader({ idleMs: 200 });
    expect(await patient.read(page('after it'))).to.equal('after it');
  });

  it('says that it cannot read now where its script cannot be had', async () => {
    const { reader, log } = testReader({ load: async () => false });
    expect([await reader.isHere(), await reader.read(page('x'))]).to.deep.equal([false, undefined]);
    expect(log).to.deep.equal([]);
    const broken = testReader({ create: () => new Worker('/nowhere.js', { type: 'module' }) });
    expect([await broken.reader.isHere(), await broken.reader.read(page('x'))]).to.deep.equal([false, undefined]);
  });
});
