import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  freeTemplateName,
  MAX_TEMPLATE,
  type MailTemplate,
  readMailTexts,
  textEntries,
} from '../../../../src/domain/mail/compose/mail-texts.js';
import { commandId, testWriter } from '../../../support/writer.js';

const template = (id: string, more: Partial<MailTemplate> = {}): MailTemplate => ({
  ...{ id, name: `Template ${id}`, subject: 'Offer', html: '<div>Dear <b>all</b></div>', text: 'Dear all' },
  ...more,
});
const asSettings = (entries: ReturnType<typeof textEntries>) => entries.map(([name, value]) => ({ name, value }));

describe('texts for writing', () => {
  it('[MC11] [MC12] are read as they were written, templates by their names', () => {
    const identities = { 'ann@a.example': { name: 'Ann', replyTo: 'team@a.example', signature: 'Ann\nTeam' } };
    const entries = textEntries({ templates: [template('b'), template('a')], identities });
    expect(readMailTexts(asSettings(entries))).toEqual({ templates: [template('a'), template('b')], identities });
  });

  it('[MC11] leave out what another device wrote and cannot be meant', () => {
    const bad: readonly [string, unknown][] = [
      ['mail-text/template/UPPER', template('x')],
      ['mail-text/template/a', null],
      ['mail-text/template/b', { ...template('b'), name: ' ' }],
      ['mail-text/template/c', { ...template('c'), subject: 'Two\nlines' }],
      ['mail-text/template/d', { ...template('d'), text: 'x'.repeat(MAX_TEMPLATE + 1) }],
      ['mail-text/template/e', { ...template('e'), html: 7 }],
      ['mail-text/other/f', template('f')],
      ['mail-text/identity/nobody', { name: 'N' }],
    ];
    const settings = bad.map(([name, value]) => ({ name, value: JSON.stringify(value) }));
    expect(readMailTexts([...settings, { name: 'mail-text/template/g', value: '{' }])).toEqual({
      templates: [],
      identities: {},
    });
    const odd = { name: 'Bcc:\nx', replyTo: 'no address', signature: 3 };
    expect(readMailTexts([{ name: 'mail-text/identity/a@b.example', value: JSON.stringify(odd) }]).identities).toEqual({
      'a@b.example': {},
    });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.json()), (values) => {
        const all = Object.entries(values).map(([id, value]) => ({ name: `mail-text/template/${id}`, value }));
        readMailTexts(all);
      }),
    );
  });

  it('[MC11] have names of their own', () => {
    const all = [template('a', { name: 'Offer' }), template('b', { name: 'offer 2' })];
    expect(freeTemplateName('Offer', all)).toBe('Offer 3');
    expect(freeTemplateName(' New\n one ', all)).toBe('New one');
  });

  it('[MC11] [MC12] are settings of the person’s: each of its own, undone one by one', async () => {
    const { db, run } = testWriter();
    const read = async () => readMailTexts(await db.settings.where('name').startsWith('mail-text/').toArray());
    const put = (change: Parameters<typeof textEntries>[0]) =>
      run(commandId(), { type: 'putMailTexts', entries: textEntries(change) });
    await put({ templates: [template('a')] });
    await put({ identities: { 'ann@a.example': { signature: 'One' } } });
    const changed = await put({ identities: { 'Ann@a.example': { signature: 'Two' } } });
    expect(await read()).toEqual({ templates: [template('a')], identities: { 'ann@a.example': { signature: 'Two' } } });
    await run(commandId(), changed.inverse!);
    expect((await read()).identities).toEqual({ 'ann@a.example': { signature: 'One' } });
    const removed = await put({ templates: [{ id: 'a', gone: true }] });
    expect((await read()).templates).toEqual([]);
    await run(commandId(), removed.inverse!);
    expect((await read()).templates).toEqual([template('a')]);
    // Nothing else is written by this command.
    await run(commandId(), { type: 'putMailTexts', entries: [['theme', '"dark"']] });
    expect(await db.settings.get('theme')).toBeUndefined();
  });
});
