import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { MailError } from '../../../../src/domain/mail/mail-error.js';
import type { MailPart } from '../../../../src/domain/mail/message.js';
import type { OutgoingMessage } from '../../../../src/domain/mail/outgoing.js';
import { visibleText } from '../../../../src/domain/mail/visible-text.js';
import { decodePart, unflow } from '../../../../src/formats/mail/decode-part.js';
import { readMessage } from '../../../../src/formats/mail/parse-message.js';
import { flow } from '../../../../src/formats/mail/write/flow.js';
import { writeMessage } from '../../../../src/formats/mail/write-message.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const flat = (part: MailPart): MailPart[] => [part, ...(part.subParts ?? []).flatMap(flat)];
const typesOf = (part: MailPart): unknown => (part.subParts ? [part.type, ...part.subParts.map(typesOf)] : part.type);

const ann = { name: 'Ann Müller', email: 'ann@a.example' };
const full: OutgoingMessage = {
  from: [ann],
  to: [
    { name: 'Böb, the "Builder"', email: 'bob@b.example' },
    {
      name: 'Team',
      addresses: [
        { name: null, email: 'c@c.example' },
        { name: 'D. D', email: 'd@d.example' },
      ],
    },
  ],
  cc: [{ name: '名前', email: 'e@例え.jp' }],
  bcc: [{ name: null, email: 'secret@s.example' }],
  subject: 'Größe und ein sehr langer Betreff, der über mehrere Zeilen geht und trotzdem heil ankommen soll 🎉🎉',
  date: { time: Date.UTC(2026, 10, 18, 8, 30), offset: 60 },
  messageId: 'm1@a.example',
  inReplyTo: ['m0@a.example'],
  references: Array.from({ length: 30 }, (_, index) => `reference-number-${index}@a.example`),
  text: 'Hallo Böb,\n\n> a quoted line that is rather long and goes on and on until it has to be broken somewhere, softly\nFrom here on:  two blanks\n\n-- \nAnn',
  html: '<p>Hallo Böb<img src="cid:pic@a">',
  inline: [{ name: 'pic.png', type: 'image/png', bytes: Uint8Array.from([137, 80, 78, 71]), cid: 'pic@a' }],
  attachments: [
    {
      name: 'Übersicht – mit einem ganz besonders langen Namen, der nicht auf eine Zeile passt.pdf',
      type: 'application/pdf',
      bytes: Uint8Array.from({ length: 1000 }, (_, index) => index % 256),
    },
    { name: 'forwarded.eml', type: 'message/rfc822', bytes: bytesOf('Subject: inner\r\n\r\ninner body\r\n') },
    { name: 'empty.bin', type: 'nonsense', bytes: new Uint8Array() },
  ],
  calendar: { text: 'BEGIN:VCALENDAR\nMETHOD:REQUEST\nSUMMARY:Größe\nEND:VCALENDAR\n', method: 'request' },
  headers: [{ name: 'Disposition-Notification-To', value: 'ann@a.example' }],
};

/** The rules every message keeps: CRLF alone, lines of at most 998 bytes, header of ASCII. */
function expectWellFormed(bytes: Uint8Array): void {
  const text = Buffer.from(bytes).toString('latin1');
  expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  expect(Math.max(...text.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998);
  const header = text.slice(0, text.indexOf('\r\n\r\n'));
  expect(Math.max(...header.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
}

describe('a message that is written', () => {
  const bytes = writeMessage(full);
  const message = readMessage(bytes);

  it('is read as it was meant', () => {
    expectWellFormed(bytes);
    expect(message.problems).toEqual([]);
    expect(message).toMatchObject({
      from: [ann],
      to: [
        { name: 'Böb, the "Builder"', email: 'bob@b.example' },
        { name: null, email: 'c@c.example' },
        { name: 'D. D', email: 'd@d.example' },
      ],
      cc: [{ name: '名前', email: 'e@xn--r8jz45g.jp' }],
      bcc: null,
      subject: full.subject,
      sentAt: '2026-11-18T09:30:00+01:00',
      messageId: ['m1@a.example'],
      inReplyTo: full.inReplyTo,
      references: full.references,
    });
    expect(typesOf(message.bodyStructure)).toEqual([
      'multipart/mixed',
      ['multipart/alternative', 'text/plain', ['multipart/related', 'text/html', 'image/png'], 'text/calendar'],
      'application/pdf',
      'message/rfc822',
      'application/octet-stream',
      'application/ics',
    ]);
    const [plain] = message.textBody;
    expect(unflow(message.bodyValues[plain!.partId!]!.value)).toBe(full.text);
    expect(message.calendarParts.map(({ method }) => method)).toEqual(['REQUEST', null]);
    for (const [index, file] of full.attachments!.entries()) {
      const part = flat(message.bodyStructure).find(({ name }) => name === file.name);
      expect(sha256(decodePart(bytes, part!)), String(index)).toBe(sha256(file.bytes));
    }
    expect(message.hasAttachment).toBe(true);
  });

  it('names nobody of Bcc, unless it is a draft', () => {
    expect(textOf(bytes)).not.toContain('secret');
    expect(readMessage(writeMessage(full, { keepBcc: true })).bcc).toEqual(full.bcc);
    expect(textOf(writeMessage({ bcc: full.bcc! }))).toMatch(/^To: undisclosed-recipients:;\r\n/);
  });

  it('is a plain text, an empty text, or a file alone', () => {
    expect(typesOf(readMessage(writeMessage({ text: 'x' })).bodyStructure)).toBe('text/plain');
    expect(typesOf(readMessage(writeMessage({})).bodyStructure)).toBe('text/plain');
    expect(typesOf(readMessage(writeMessage({ html: 'x' })).bodyStructure)).toBe('text/html');
    const file = { name: 'a', type: 'a/b', bytes: bytesOf('x') };
    expect(typesOf(readMessage(writeMessage({ attachments: [file] })).bodyStructure)).toEqual([
      'multipart/mixed',
      'a/b',
    ]);
  });

  it('forwards a message it wrote itself whole', () => {
    const wrap = (inner: Uint8Array) =>
      writeMessage({ ...full, attachments: [{ name: 'f.eml', type: 'message/rfc822', bytes: inner }] });
    const outer = wrap(wrap(bytes));
    const found = flat(readMessage(outer).bodyStructure).find(({ type }) => type === 'message/rfc822');
    const middle = decodePart(outer, found!);
    const again = flat(readMessage(middle).bodyStructure).find(({ type }) => type === 'message/rfc822');
    expect(sha256(decodePart(middle, again!))).toBe(sha256(bytes));
    // What cannot go as it is goes as a file.
    const bare = readMessage(wrap(bytesOf('Subject: x\n\nbare line feeds\n')));
    expect(flat(bare.bodyStructure).map(({ type }) => type)).not.toContain('message/rfc822');
  });

  it('refuses whatever would become another field [MF10]', () => {
    const evil = ['a\r\nBcc: x@evil.example', 'a\nb', 'a\rb', 'a\0b', 'a\u2028b', 'a\ud800b'];
    for (const value of evil) {
      const attempts: OutgoingMessage[] = [
        { subject: value },
        { from: [{ name: value, email: 'a@b.example' }] },
        { to: [{ name: null, email: `${value}@b.example` }] },
        { to: [{ name: value, addresses: [] }] },
        { messageId: `${value}@b` },
        { inReplyTo: [`${value}@b`] },
        { references: [value] },
        { attachments: [{ name: value, type: 'a/b', bytes: new Uint8Array() }] },
        { html: 'x', inline: [{ name: 'a', type: 'a/b', bytes: new Uint8Array(), cid: value }] },
        { headers: [{ name: 'X-A', value }] },
        { headers: [{ name: value, value: 'x' }] },
        { calendar: { text: '', method: value } },
      ];
      for (const attempt of attempts) expect(() => writeMessage(attempt), JSON.stringify(attempt)).toThrow(MailError);
    }
    const type = writeMessage({ attachments: [{ name: 'a', type: 'a/b\r\nX: y', bytes: new Uint8Array() }] });
    expect(textOf(type)).not.toContain('X: y');
    expect(() => writeMessage({ headers: [{ name: 'Bcc', value: 'x@y.example' }] })).toThrow(MailError);
    for (const email of [
      '',
      'a',
      '@b.example',
      'a@',
      'a@b c',
      'a@b..c',
      'a@b.example, c@d.example',
      'a@<b>',
      ' @b.example',
    ]) {
      expect(() => writeMessage({ to: [{ name: null, email }] }), email).toThrow(MailError);
    }
    for (const email of ['a b@c.example', '"a b"@c.example', 'a@[127.0.0.1]', 'ü@c.example', "o'neil+x@c.example"]) {
      expect(() => writeMessage({ to: [{ name: null, email }] }), email).not.toThrow();
    }
  });

  it('comes back from whatever people write', () => {
    const words = fc.string({
      unit: fc.constantFrom(...'ab -–.=?_>"\\\'(),:;@<ü漢🎉', ' ', 'From '),
      maxLength: 120,
    });
    const line = words.map((text) => text.replace(/\t/g, ' '));
    const name = line.map((text) => text.replace(/\s+/g, ' ').trim());
    fc.assert(
      fc.property(
        line,
        name,
        fc.array(words, { maxLength: 6 }),
        fc.uint8Array({ maxLength: 200 }),
        name,
        (subject, person, lines, file, fileName) => {
          const text = lines.join('\n');
          const source: OutgoingMessage = {
            from: [{ name: person, email: 'a@b.example' }],
            subject,
            text,
            html: text,
            attachments: [{ name: fileName, type: 'application/x-test', bytes: file }],
          };
          const written = writeMessage(source);
          expectWellFormed(written);
          const read = readMessage(written);
          expect(read.problems).toEqual([]);
          expect(read.subject).toBe(visibleText(subject).trim());
          expect(read.from).toEqual([{ name: visibleText(person) || null, email: 'a@b.example' }]);
          const value = (part: MailPart | undefined) => read.bodyValues[part!.partId!]!.value;
          expect(value(read.htmlBody[0])).toBe(text);
          expect(unflow(value(read.textBody[0]))).toBe(unflow(flow(text)));
          expect(
            value(read.textBody[0])
              .split('\n')
              .every((one) => one.length <= 998),
          ).toBe(true);
          const part = read.attachments.at(-1)!;
          expect(part.name ?? '').toBe(visibleText(fileName).trim());
          expect(decodePart(written, part)).toEqual(file);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps text that flows', () => {
    const text = fc.array(fc.stringMatching(/^(?:>{1,2} )?[a-z ]{0,200}$/), { maxLength: 5 });
    // Blanks at the ends of lines are not kept; marks stand for themselves.
    const plain = (lines: readonly string[]) =>
      lines.map((one) => one.replace(/[ ]+$/, '').replace(/^(>+)$/, '$1')).join('\n');
    fc.assert(
      fc.property(text, (lines) => {
        expect(unflow(flow(lines.join('\n')))).toBe(plain(lines));
      }),
    );
  });
});

describe('other readers read what is written', () => {
  it('postal-mime', async () => {
    const read = await PostalMime.parse(writeMessage(full));
    expect(read.subject).toBe(full.subject);
    expect(read.from).toMatchObject({ name: ann.name, address: ann.email });
    expect(read.to?.[0]).toMatchObject({ name: 'Böb, the "Builder"', address: 'bob@b.example' });
    expect(read.to?.[1]).toMatchObject({ name: 'Team', group: [{ address: 'c@c.example' }, { name: 'D. D' }] });
    expect(read.html?.trim()).toBe(full.html);
    expect(unflow((read.text ?? '').replace(/\r\n/g, '\n')).trim()).toContain('From here on:  two blanks');
    expect(read.attachments.map(({ filename }) => filename)).toContain(full.attachments![0]!.name);
  });

  it('Python’s email package, where it is installed', () => {
    const version = spawnSync('python3', ['-c', 'import email.policy; print(1)'], { encoding: 'utf8' });
    if (version.status !== 0) {
      console.info('python3 with its email package is not installed: postal-mime alone has read what is written.');
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'ikebana-mail-'));
    try {
      const messages: OutgoingMessage[] = [
        full,
        {
          ...full,
          text: '漢字かな交じり文。'.repeat(100),
          html: undefined,
          inline: [],
          attachments: [],
          calendar: undefined,
        },
        {
          from: [ann],
          subject: 'plain',
          text: `${'long '.repeat(400)}\n.\n..dots\nFrom me`,
          html: `<p>${'x'.repeat(5000)}`,
        },
        {
          from: [{ name: 'a@b.c "x" \\', email: 'q@b.example' }],
          subject: ' leading  and double =?utf-8?Q?x?= ',
          text: '',
        },
      ];
      const paths = messages.map((one, index) => {
        const path = join(folder, `${index}.eml`);
        writeFileSync(path, writeMessage(one, { keepBcc: true }));
        return path;
      });
      const { stdout, stderr } = spawnSync('python3', ['test/support/read-mail.py', ...paths], { encoding: 'utf8' });
      expect(stderr).toBe('');
      const read = stdout
        .trim()
        .split('\n')
        .map((one) => JSON.parse(one));
      for (const [index, source] of messages.entries()) {
        const { subject, from, defects, parts } = read[index];
        expect(defects).toEqual([]);
        expect(parts.flatMap((part: { defects?: string[] }) => part.defects ?? [])).toEqual([]);
        expect(subject.trim()).toBe(source.subject!.trim());
        expect(from).toEqual(source.from!.map(({ name, email }) => [name, email]));
        const text = parts.find(({ type }: { type: string }) => type === 'text/plain').text as string;
        expect(unflow(text.replace(/\n$/, ''))).toBe(unflow(flow(source.text!)).replace(/\n$/, ''));
        if (source.html)
          expect(parts.find(({ type }: { type: string }) => type === 'text/html').text.trimEnd()).toBe(source.html);
      }
      const [first] = read;
      expect(first.date).toBe('2026-11-18T09:30:00+01:00');
      expect(first.to).toEqual([
        ['Böb, the "Builder"', 'bob@b.example'],
        ['', 'c@c.example'],
        ['D. D', 'd@d.example'],
      ]);
      expect(first.bcc).toEqual([['', 'secret@s.example']]);
      const [pdf] = full.attachments!;
      expect(first.parts).toContainEqual(
        expect.objectContaining({ name: pdf!.name, sha256: sha256(pdf!.bytes), disposition: 'attachment' }),
      );
      expect(first.parts).toContainEqual(expect.objectContaining({ type: 'text/calendar', method: 'REQUEST' }));
      expect(first.parts).toContainEqual(expect.objectContaining({ cid: '<pic@a>', disposition: 'inline' }));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
