import { describe, expect, it } from 'vitest';
import { splitReply } from '../../../../src/domain/mail/quoted-text.js';
import { readMessage } from '../../../../src/formats/mail/parse-message.js';
import { mailCases, mailFile } from '../../../support/mail-fixtures.js';

const words = (text: string) => text.replace(/\s+/g, ' ').trim();
/** Cases of talon that give something else, and why. */
const DIFFER: Readonly<Record<string, string>> = {
  test_reply_and_quotation_splitter_share_line:
    'What shares its line with the mark of a quote goes with it; of the two cases one wants that.',
  test_link_breaks_quotation_markers_sequence: 'A line without a mark among marked ones is the sender’s own.',
};

describe('an answer [MT4]', () => {
  it('is divided as talon’s tests want it', () => {
    const cases = mailCases<{ text: string }>('talon', 'strip-quote-text');
    const differing = cases.filter(({ input, expected }) => words(splitReply(input).own) !== words(expected.text));
    expect(
      differing
        .map(({ name, input }) => `${name}: ${JSON.stringify(splitReply(input).own)}`)
        .filter((one) => !(one.split(':')[0]! in DIFFER)),
    ).toEqual([]);
    expect([...new Set(differing.map(({ name }) => name))].sort()).toEqual(Object.keys(DIFFER).sort());
  });

  it.each(mailCases<{ text: string }>('talon', 'strip-quote-eml'))(
    'of $name is what was written',
    ({ file, expected }) => {
      const message = readMessage(mailFile(file!));
      const { own } = splitReply(message.bodyValues[message.textBody[0]!.partId!]!.value);
      expect(words(own)).toBe(words(expected.text.split('\n-- ')[0]!));
    },
  );

  it('has a signature and a quote', () => {
    expect(
      splitReply('Hi\n\n-- \nAnn\nExample Ltd\n\nAm 18.11.2026 um 09:30 schrieb Bob <b@b.example>:\n> x\n> y'),
    ).toEqual({
      own: 'Hi',
      signature: 'Ann\nExample Ltd',
      quoted: 'Am 18.11.2026 um 09:30 schrieb Bob <b@b.example>:\n> x\n> y',
    });
    expect(splitReply('just text')).toEqual({ own: 'just text', quoted: '', signature: '' });
  });
});
