import { expect, it } from 'vitest';
import { createMailRows, hasMail } from '../../../src/store/mail/rows.js';
import { testWriter } from '../../support/writer.js';

it('knows whether there is any message', async () => {
  const { db } = testWriter();
  expect(await hasMail(db)).toBe(false);
  await createMailRows(db).write(new Map([[1, { f: [], t: [], s: 'Hello', p: '', h: 'x' }]]));
  expect(await hasMail(db)).toBe(true);
});
