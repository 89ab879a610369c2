import { describe, expect, it } from 'vitest';
import { letterOf, ownLetters } from '../../../../src/domain/contacts/contact-order.js';

describe('the letter of a name', () => {
  it.each([
    ['Åsa', 'de', 'A'],
    ['Åsa', 'sv', 'Å'],
    ['A\u030asa', 'sv', 'Å'],
    ['Élise', 'fr', 'E'],
    ['Жанна', 'ru', 'Ж'],
    ['李明', 'de', '李'],
    ['7 Dwarfs', 'de', '#'],
    ['"Quoted"', 'de', 'Q'],
    ['Ñandú', 'es', 'Ñ'],
    ['!?', 'de', '#'],
  ])('of %s in %s is %s', (name, locale, letter) => {
    expect(letterOf(name, ownLetters(locale))).toBe(letter);
  });
});
