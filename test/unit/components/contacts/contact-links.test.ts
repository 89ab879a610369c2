import { describe, expect, it } from 'vitest';
import { phoneLink, phoneText } from '../../../../src/components/contacts/contact-links.js';

describe('a telephone number', () => {
  it.each([
    ['+1-418-656-9254;ext=102', '+1-418-656-9254, ext. 102'],
    ['+1-418-656-9254;phone-context=+1', '+1-418-656-9254'],
    ['0660 123; ask for Ann', '0660 123; ask for Ann'],
    ['(030) 12 34', '(030) 12 34'],
    ['Ann;ext=1', 'Ann;ext=1'],
  ])('%s reads %s', (value, text) => expect(phoneText(value)).toBe(text));

  it('is called without its parameters (RFC 3966 §3)', () => {
    expect(phoneLink('+1-418-656-9254;ext=102')).toBe('tel:+14186569254');
  });
});
