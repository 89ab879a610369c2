import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailPart } from '../../../../src/domain/mail/message.js';
import { decodePart } from '../../../../src/formats/mail/decode-part.js';
import { readMessage } from '../../../../src/formats/mail/parse-message.js';
import { crlf } from '../../../support/mail-fixtures.js';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (value: string) => new TextEncoder().encode(value);
const leaves = (part: MailPart): MailPart[] => part.subParts?.flatMap(leaves) ?? [part];
const bodies = (bytes: Uint8Array) =>
  leaves(readMessage(bytes).bodyStructure).map(({ range }) => text(bytes.subarray(range.body, range.end)));

const signed = `From: a@b.example
Content-Type: multipart/signed; boundary=outer; protocol="application/pgp-signature"

This is MIME.
--outer
Content-Type: multipart/mixed; boundary="inner one"

--inner one
Content-Type: text/plain

Hello 
--inner one
Content-Type: text/plain; name=a.txt

Attached
--inner one--

--outer
Content-Type: application/pgp-signature

sig
--outer--
Epilogue
`;

describe('the parts of a message', () => {
  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('are found by exact bytes, lines ending in %s', (_, lineEnd) => {
    const source = signed.replace(/\n/g, lineEnd);
    const bytes = bytesOf(source);
    const { bodyStructure } = readMessage(bytes);
    const [covered, signature] = bodyStructure.subParts!;
    // What a signature covers: header and body, without the line break before the boundary (RFC 3156 §5).
    const { start, end } = covered!.range;
    const from = source.indexOf('Content-Type: multipart/mixed');
    const to = source.indexOf(`${lineEnd}--outer`, from);
    expect([start, end]).toEqual([from, to]);
    expect(text(decodePart(bytes, signature!))).toBe('sig');
    expect(bodies(bytes)).toEqual(['Hello ', 'Attached', 'sig']);
    expect(leaves(bodyStructure).map(({ partId }) => partId)).toEqual(['1.1', '1.2', '2']);
    expect(readMessage(bytes).problems).toEqual([]);
  });

  it('survive a missing end boundary and one that begins like another [MF2]', () => {
    const message = (inner: string) =>
      crlf(`Content-Type: multipart/mixed; boundary=ab

--ab
Content-Type: multipart/mixed; boundary=${inner}

--${inner}

one
--ab

two
--ab--
`);
    expect(bodies(message('cd'))).toEqual(['one', 'two']);
    expect(bodies(message('abc'))).toEqual(['one', 'two']);
    expect(bodies(message('a'))).toEqual(['one', 'two']);
    expect(readMessage(message('cd')).problems.map(({ code }) => code)).toEqual(['mail/syntax']);
  });

  it('that end in the middle are what is there, and it is said', () => {
    const { problems, bodyValues } = readMessage(crlf('Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhal'));
    expect(bodyValues['1']?.value).toBe('hal');
    expect(problems.map(({ code }) => code)).toEqual(['input/truncated']);
  });

  it('need no empty line before a boundary [MF2]', () => {
    const bytes = crlf(
      'Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n--x\n\ntwo\n--x--\n',
    );
    expect(bodies(bytes)).toEqual(['', 'two']);
  });

  it('of a digest are messages, and messages stay whole', () => {
    const inner = 'Subject: In\nContent-Type: multipart/mixed; boundary=y\n\n--y\n\ndeep\n--y--\n';
    const bytes = crlf(`Content-Type: multipart/digest; boundary=x\n\n--x\n\n${inner}\n--x--\n`);
    const [part] = leaves(readMessage(bytes).bodyStructure);
    expect(part!.type).toBe('message/rfc822');
    const message = readMessage(decodePart(bytes, part!));
    expect(message.subject).toBe('In');
    expect(message.bodyValues['1']?.value).toBe('deep');
  });

  it('without one of them are text, and a line that is no field belongs to the one before [MF8]', () => {
    const message = readMessage(
      crlf('Subject: long\nand broken\nContent-Type: multipart/mixed; boundary=x\n\nwords\n'),
    );
    expect(message.subject).toBe('long and broken');
    expect(message.bodyValues['1']?.value).toBe('words\n');
    expect(message.problems).toHaveLength(2);
  });

  it('come back from any nesting', () => {
    const leaf = fc.record({ words: fc.stringMatching(/^[a-z -]{0,30}$/), kind: fc.constantFrom('plain', 'html') });
    type Node = { words: string; kind: string } | { parts: Node[] };
    const { node } = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', maxDepth: 5 },
        leaf,
        fc.record({ parts: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
      ),
    }));
    let counter = 0;
    const write = (one: Node): string => {
      if (!('parts' in one)) return `Content-Type: text/${one.kind}\r\n\r\n${one.words}`;
      counter += 1;
      const boundary = `b${counter}`;
      const parts = one.parts.map((part) => `\r\n--${boundary}\r\n${write(part)}`).join('');
      return `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${parts}\r\n--${boundary}--\r\n`;
    };
    const words = (one: Node): string[] => ('parts' in one ? one.parts.flatMap(words) : [one.words]);
    fc.assert(
      fc.property(node, (tree) => {
        counter = 0;
        expect(bodies(bytesOf(write(tree)))).toEqual(words(tree));
      }),
    );
  });
});

describe('hostile structure is bounded [MF1]', () => {
  const nested = (depth: number) => {
    let source = '';
    for (let level = 0; level < depth; level += 1)
      source += `Content-Type: multipart/mixed; boundary=n${level}\n\n--n${level}\n`;
    return crlf(`${source}\nbottom`);
  };
  const depthOf = (part: MailPart): number => 1 + Math.max(0, ...(part.subParts ?? []).map(depthOf));

  it('in depth', () => {
    const deep = readMessage(nested(1000));
    expect(depthOf(deep.bodyStructure)).toBe(21);
    expect(deep.problems[0]).toMatchObject({ code: 'input/limit' });
    expect(depthOf(readMessage(nested(100), { limits: { maxDepth: 100 } }).bodyStructure)).toBe(101);
  });

  it('in parts: what follows the last is kept in one piece', () => {
    const bytes = crlf(`Content-Type: multipart/mixed; boundary=a\n\n${'--a\n\nx\n'.repeat(100_000)}--a--\n`);
    const { bodyStructure, problems } = readMessage(bytes);
    const parts = bodyStructure.subParts!;
    expect(parts).toHaveLength(499);
    const rest = parts.at(-1)!;
    expect(rest.type).toBe('application/octet-stream');
    expect(rest.range.end).toBe(bytes.length);
    expect(text(decodePart(bytes, rest)).startsWith('\r\nx\r\n--a\r\n')).toBe(true);
    expect(problems.map(({ code }) => code)).toContain('input/limit');
    const all = readMessage(bytes, { limits: { maxParts: 200_000 } });
    expect(all.bodyStructure.subParts).toHaveLength(100_000);
  });

  it('in many parts at many depths', () => {
    let source = '';
    for (let level = 0; level < 100; level += 1)
      source += `Content-Type: multipart/mixed; boundary=q${level}\n\n--q${level}\n`;
    source += `\nbottom\n${'--q0\n\nx\n'.repeat(10_000)}`;
    const { bodyStructure } = readMessage(crlf(source), { limits: { maxDepth: 200, maxParts: 20_000 } });
    expect(bodyStructure.subParts).toHaveLength(10_001);
  });

  it('in headers', () => {
    const many = readMessage(crlf(`${'X-A: b\n'.repeat(100_000)}Subject: late\n\nbody`));
    expect(many.headers).toHaveLength(1000);
    expect(many.bodyValues['1']?.value).toBe('body');
    const long = readMessage(crlf(`Subject: ${'x'.repeat(1_000_000)}\nTo: a@b.example\n\nbody`));
    expect(long.subject!.length).toBeLessThan(66_000);
    expect(long.to).toEqual([{ name: null, email: 'a@b.example' }]);
    expect(long.problems[0]).toMatchObject({ code: 'input/limit' });
  });

  it('in everything that is searched for', () => {
    const evil = [
      `Subject: ${'=?a?q?'.repeat(9000)}`,
      `Subject: ${' '.repeat(60_000)}x`,
      `To: ${'('.repeat(60_000)}`,
      `To: ${'"'.repeat(60_001)}`,
      `To: ${'<'.repeat(60_000)}`,
      `To: ${'a@'.repeat(30_000)}`,
      `To: ${'a,'.repeat(30_000)}`,
      `To: ${'(a)@'.repeat(15_000)}`,
      `Date: ${'1 '.repeat(30_000)}`,
      `References: ${'<'.repeat(60_000)}`,
      `Content-Type: text/plain; ${'a=b '.repeat(15_000)}`,
      `Content-Type: text/plain; name=${' '.repeat(60_000)}x`,
      `Content-Type: text/plain; ${'a*1=b;'.repeat(10_000)}`,
      `Content-Disposition: attachment; filename*999999=x; filename="${'\\'.repeat(60_000)}`,
      `Content-Type: multipart/mixed; boundary=-\n\n${'-'.repeat(500_000)}\n${'- '.repeat(200_000)}`,
      `Content-Type: text/html\n\n${'<a '.repeat(100_000)}${'<!--'.repeat(50_000)}${'<style>'.repeat(30_000)}`,
      `Content-Type: text/html\n\n${'&'.repeat(200_000)}`,
      `Content-Type: text/plain\n\n${'> '.repeat(200_000)}`,
    ];
    for (const header of evil) expect(() => readMessage(crlf(`${header}\n\nbody`))).not.toThrow();
  });
});
