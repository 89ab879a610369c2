import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardForCode, MAX_CODE_BYTES } from '../../../../src/domain/contacts/card-code.js';
import { readContactFields } from '../../../../src/domain/contacts/read-contact-fields.js';
import { contactFields } from '../../../support/fields.js';

const value = (text: string, types: readonly string[] = [], preferred = false) => ({
  id: '',
  value: text,
  types,
  preferred,
  label: '',
});

describe('the card in a QR code', () => {
  it('says who it is and how to reach them, the preferred first; note and photo stay out', () => {
    const fields = contactFields({
      phones: [value('1'), value('2', ['cell', 'voice'], true)],
      emails: [value('ada@example.org', ['work'])],
      organization: 'Engines; Ltd',
      note: 'secret',
      photo: 'data:image/png;base64,AAAA',
    });
    const text = cardForCode(fields);
    const read = readContactFields(text);
    expect(read).toMatchObject({ given: 'Ada', family: 'Lovelace', organization: 'Engines; Ltd', note: '', photo: '' });
    expect(read.phones.map(({ value: number }) => number)).toEqual(['2', '1']);
    expect(text).toContain('TEL;TYPE=CELL:2\r\n');
  });

  it('is never longer than a camera reads, and never cut inside a line', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 2000, unit: 'grapheme' }),
        fc.array(fc.string({ maxLength: 900 })),
        (name, mails) => {
          const text = cardForCode(contactFields({ formattedName: name, emails: mails.map((mail) => value(mail)) }));
          expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(MAX_CODE_BYTES);
          expect(text.startsWith('BEGIN:VCARD\r\nVERSION:3.0\r\n')).toBe(true);
          expect(text.endsWith('\r\nEND:VCARD')).toBe(true);
        },
      ),
    );
  });
});
