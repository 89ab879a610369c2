import { expect } from 'chai';
import { checkVectors, type Vector } from '../../support/sync/check-vectors.js';

const names = ['messages', 'entries', 'seals', 'signed', 'refused'];

describe('the known answers of the sync protocol', () => {
  it('are what this browser’s WebCrypto gives', async () => {
    const files: Record<string, readonly Vector[]> = {};
    for (const name of names) {
      const response = await fetch(`/test/fixtures/sync/${name}.json`);
      files[name] = (await response.json()) as readonly Vector[];
    }
    expect(Object.values(files).flat().length).to.be.greaterThan(150);
    expect(await checkVectors(files)).to.deep.equal([]);
  });
});
