import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MailPart } from '../../../../src/domain/mail/message.js';
import { decodePart, decodeText } from '../../../../src/formats/mail/decode-part.js';
import { type ParsedMessage, readMessage } from '../../../../src/formats/mail/parse-message.js';
import { textOfHtml } from '../../../../src/formats/mail/preview.js';
import { mailCases, mailFile, mailFiles } from '../../../support/mail-fixtures.js';
import { messageDifferences } from './message-differences.js';

interface Address {
  readonly name: string | null;
  readonly address: string | null;
}

interface Tree {
  readonly htmlBody: readonly number[];
  readonly textBody: readonly number[];
  readonly attachments: readonly number[];
  readonly parts: readonly {
    readonly headers?: {
      readonly subject?: string;
      readonly date?: string;
      readonly from?: readonly Address[];
      readonly to?: readonly Address[];
      readonly cc?: readonly Address[];
      readonly 'content-type'?: { readonly value: string; readonly params: Record<string, string> };
      readonly 'content-disposition'?: { readonly params: Record<string, string> };
    };
    readonly kind: string;
    readonly text?: string;
    readonly sha256?: string;
    readonly message?: Tree;
  }[];
}

function flat(part: MailPart): MailPart[] {
  return [part, ...(part.subParts ?? []).flatMap(flat)];
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const withLineFeeds = (bytes: Uint8Array) =>
  new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replace(/\r\n/g, '\n'), 'latin1'));

/** Words for all that differs: `1 text`, `subject`, … */
function differing(bytes: Uint8Array, expected: Tree, prefix = ''): string[] {
  const message = readMessage(bytes);
  const parts = flat(message.bodyStructure);
  if (parts.length !== expected.parts.length) return [`${prefix}parts`];
  const found: string[] = [];
  const check = (what: string, one: unknown, other: unknown) => {
    if (JSON.stringify(one) !== JSON.stringify(other)) found.push(prefix + what);
  };
  for (const list of ['textBody', 'htmlBody', 'attachments'] as const) {
    const indexes = message[list].map((part) => parts.indexOf(part));
    check(list, indexes, expected[list]);
  }
  for (const [index, { headers = {}, kind, text, sha256: hash, message: inner }] of expected.parts.entries()) {
    const part = parts[index]!;
    const type = headers['content-type'];
    if (type) check(`${index} type`, part.type, type.value.toLowerCase());
    check(`${index} name`, part.name, headers['content-disposition']?.params.filename ?? type?.params.name ?? null);
    if (text !== undefined && (kind === 'text' || kind === 'html')) {
      const wanted = text.replace(/\r\n?/g, '\n');
      const { value } = decodeText(bytes, part);
      check(`${index} text`, wanted.length < 4000 ? value : value.slice(0, wanted.length), wanted);
    }
    if (hash !== undefined) {
      const decoded = decodePart(bytes, part);
      check(`${index} bytes`, sha256(decoded), hash);
      if (sha256(decoded) === hash) check(`${index} size`, part.size, decoded.length);
    }
    if (inner) found.push(...differing(decodePart(bytes, part), inner, `${prefix}${index}/`));
  }
  found.push(...differingHeaders(message, expected).map((what) => prefix + what));
  return found;
}

function differingHeaders(message: ParsedMessage, { parts: [root] }: Tree): string[] {
  const { subject, date, from, to, cc } = root?.headers ?? {};
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const people = (list: ParsedMessage['from']) => list?.map(({ name, email }) => ({ name, address: email || null }));
  return [
    ...(subject === undefined || subject === message.subject ? [] : ['subject']),
    ...(date === undefined || date.replace('+00:00', 'Z') === message.sentAt ? [] : ['date']),
    ...Object.entries({ from, to, cc }).flatMap(([name, list]) => {
      const plain = list?.every((one) => 'address' in one)
        ? list.map(({ name: n, address }) => ({ name: n, address }))
        : undefined;
      return plain === undefined || same(people(message[name as 'from']), plain) ? [] : [name];
    }),
  ];
}

describe('messages of Stalwart’s tests', () => {
  const cases = mailCases<Tree>('stalwart-mail-parser', 'parse-message');
  it.each(cases)('$name', ({ name, file, expected }) => {
    const bytes = withLineFeeds(mailFile(file!));
    const found = differing(bytes, expected).join(', ');
    expect(found, found).toBe(messageDifferences[name]?.[0] ?? '');
  });

  it('differ only as listed', () => {
    const names = new Set(cases.map(({ name }) => name));
    expect(Object.keys(messageDifferences).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('messages of Thunderbird’s tests', () => {
  // multipart-complex2 has lines in the innermost part that are boundaries of the outer ones. They end the inner ones here
  // (MF2, RFC 2046 §5.1.2), and do not there.
  const cases = mailCases<{ contentType: string; text: string }>('thunderbird-mailnews', 'message-to-text').filter(
    ({ name }) => !name.startsWith('multipart-complex2'),
  );
  it.each(cases)('$name: the first text that can be read', ({ name, file, expected }) => {
    const bytes = mailFile(file!);
    const message = readMessage(bytes);
    const part = message.textBody[0]!;
    expect(part.type).toBe(expected.contentType);
    const { value } = message.bodyValues[part.partId!]!;
    const shown = name.endsWith('strip=true') && part.type === 'text/html' ? textOfHtml(value) : value;
    const words = (text: string) => text.replace(/\s+/g, ' ').trim();
    expect(words(shown)).toBe(words(expected.text));
  });
});

describe('messages of Ruby Mail’s tests', () => {
  const cases = mailCases<{ get: string; equals: unknown }[]>('ruby-mail', 'message-asserts');
  it.each(cases)('$name', ({ file, expected }) => {
    const bytes = mailFile(file!);
    const message = readMessage(bytes);
    const { attachments, bodyStructure } = message;
    for (const { get, equals } of expected) {
      const attachment = /^attachments(?:\[(\d)\]|\.first)\.(.+)$/.exec(get);
      if (get === 'attachments.length') {
        // There a message that is attached does not count, but what is in it does.
        const inner = attachments.filter(({ type }) => type === 'message/rfc822');
        const inside = inner.flatMap((part) => readMessage(decodePart(bytes, part)).attachments);
        const pictures = [...new Set([...attachments, ...message.textBody, ...message.htmlBody, ...inside])].filter(
          ({ type }) => !['text/plain', 'text/html'].includes(type) || attachments.some((one) => one.type === type),
        );
        expect(pictures.length).toBeGreaterThanOrEqual(Number(equals));
      } else if (attachment) {
        if (attachment[2] === 'filename') expect(flat(bodyStructure).map(({ name }) => name)).toContain(equals);
      } else if (['from', 'to', 'cc'].includes(get) && Array.isArray(equals)) {
        expect(message[get as 'from']?.map(({ email }) => email)).toEqual(equals);
      } else if (get === 'message_id' && !String(equals).includes('(')) {
        expect(message.messageId).toEqual([equals]);
      } else if (get === 'subject') {
        expect(message.subject).toBe(equals);
      } else if (get === 'parts.length' || get === 'parts.size') {
        expect(bodyStructure.subParts).toHaveLength(Number(equals));
      } else if (get === 'parts.first.parts.size') {
        expect(bodyStructure.subParts![0]!.subParts).toHaveLength(Number(equals));
      } else if (get === 'boundary') {
        expect(bodyStructure.params.boundary).toBe(equals);
      } else if (get === 'date') {
        expect(Date.parse(message.sentAt!)).toBe(Date.parse((equals as { date: string }).date));
      }
    }
  });
});

describe('every message of the corpora', () => {
  it('is read without a throw, and its parts cover only its bytes', () => {
    const files = mailFiles();
    expect(files.length).toBeGreaterThan(500);
    for (const file of files) {
      const bytes = mailFile(file);
      const message = readMessage(bytes);
      for (const part of flat(message.bodyStructure)) {
        const { start, body, end } = part.range;
        expect(0 <= start && start <= body && body <= end && end <= bytes.length, file).toBe(true);
        if (!part.subParts) decodePart(bytes, part);
      }
    }
  });
});
