import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/formats/text/decode.js';

const text = 'BEGIN:VCALENDAR\r\nSUMMARY:Grüße aus Zürich\r\n';
const utf8 = new TextEncoder().encode(text);
const utf16 = (littleEndian: boolean, mark: boolean) => {
  const marked = mark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(2 * marked.length));
  for (let at = 0; at < marked.length; at += 1) view.setUint16(2 * at, marked.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
};
const latin1 = (value: string) => Uint8Array.from(value, (char) => char.charCodeAt(0));

describe('decodeText', () => {
  it.each([
    ['UTF-8', utf8, 'utf-8'],
    ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), 'utf-8'],
    ['UTF-16 little-endian with a mark', utf16(true, true), 'utf-16le'],
    ['UTF-16 big-endian with a mark', utf16(false, true), 'utf-16be'],
    ['UTF-16 little-endian without', utf16(true, false), 'utf-16le'],
    ['UTF-16 big-endian without', utf16(false, false), 'utf-16be'],
  ])('reads %s and has nothing to report', (_what, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, problems: [] });
  });

  it('reads Latin-1 as Windows-1252 and says that it guessed', () => {
    const decoded = decodeText(latin1(text));
    expect(decoded).toMatchObject({ text, encoding: 'windows-1252', problems: [{ code: 'input/encoding' }] });
  });

  it('reads a declared charset where the bytes are not UTF-8', () => {
    const bytes = Uint8Array.of(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2);
    expect(decodeText(bytes, { charset: 'windows-1251' })).toEqual({
      text: 'Привет',
      encoding: 'windows-1251',
      problems: [],
    });
  });

  it('believes UTF-8 before a declared charset', () => {
    expect(decodeText(utf8, { charset: 'iso-8859-1' }).text).toBe(text);
  });

  it.each([['no-such-charset'], ['']])('ignores the charset %j', (charset) => {
    expect(decodeText(latin1('é'), { charset }).text).toBe('é');
  });

  it('keeps UTF-8 with one broken byte, and reports it', () => {
    const bytes = Uint8Array.of(...new TextEncoder().encode('äöü'.repeat(20)), 0xff);
    expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8', problems: [{ code: 'input/encoding' }] });
    expect(decodeText(bytes).text).toBe(`${'äöü'.repeat(20)}\ufffd`);
  });

  it('takes a text as it is, without its mark', () => {
    expect(decodeText(`\ufeff${text}`).text).toBe(text);
  });

  it('reads more than one chunk, also where a character lies across two', () => {
    const long = `x${'ü'.repeat(2.5 * 1024 * 1024)}`;
    expect(decodeText(new TextEncoder().encode(long)).text === long).toBe(true);
  });

  it.each([[0], [1], [3]])('reads %i zero bytes', (length) => {
    expect(decodeText(new Uint8Array(length)).text).toBe('\0'.repeat(length));
  });
});
