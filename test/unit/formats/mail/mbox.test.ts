import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailProblem } from '../../../../src/domain/mail/message.js';
import { readMailState } from '../../../../src/formats/mail/mail-state.js';
import { decodeMailboxName, encodeMailboxName } from '../../../../src/formats/mail/mailbox-name.js';
import { maildirPath, readMaildirPath } from '../../../../src/formats/mail/maildir.js';
import {
  type MboxInput,
  type MboxOptions,
  mboxEntry,
  splitMbox,
  splitMboxMessages,
} from '../../../../src/formats/mail/mbox.js';
import { readMessage } from '../../../../src/formats/mail/parse-message.js';
import { mailCases, mailFile, mailFiles } from '../../../support/mail-fixtures.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function split(input: MboxInput | string, options?: MboxOptions): Promise<string[]> {
  const messages: string[] = [];
  for await (const bytes of splitMbox(typeof input === 'string' ? bytesOf(input) : input, options))
    messages.push(textOf(bytes));
  return messages;
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

const message = (subject: string, body = 'x\n') => `Subject: ${subject}\n\n${body}`;
const FROM = 'From a@b.example Wed Nov 18 08:30:00 2026\n';

describe('an mbox', () => {
  it.each(mailCases<{ messages: number }>('thunderbird-mailnews', 'mbox-split'))(
    '$name is split',
    async ({ file, expected }) => {
      expect(await split(mailFile(file!))).toHaveLength(expected.messages);
    },
  );

  it.each(mailCases('dovecot-imaptest', 'imap-script'))('$name of Dovecot is split', async ({ file, ...rest }) => {
    const { messages } = rest as unknown as { messages: number };
    expect(await split(mailFile(file!))).toHaveLength(messages);
  });

  it('is taken apart at MimeKit’s offsets', async () => {
    interface Body {
      readonly mimeType: string;
      readonly beginOffset: number;
      readonly headersEndOffset: number;
      readonly endOffset: number;
      readonly children?: readonly Body[];
    }
    const [one] = mailCases<{ mboxMarkerOffset: number; body: Body }[]>('mimekit', 'mbox-offsets');
    const bytes = new Uint8Array(
      Buffer.from(Buffer.from(mailFile(one!.file!)).toString('latin1').replace(/\r\n/g, '\n'), 'latin1'),
    );
    let index = 0;
    for await (const found of splitMbox(bytes)) {
      const { body } = one!.expected[index]!;
      const check = (part: ReturnType<typeof readMessage>['bodyStructure'], expected: Body) => {
        expect(part.type).toBe(expected.mimeType);
        expect(part.range.start + body.beginOffset).toBe(expected.beginOffset);
        // An empty body ends before its empty line there, and behind it here.
        if (!expected.children && part.range.body < part.range.end)
          expect(part.range.end + body.beginOffset).toBe(expected.endOffset);
        expect(part.subParts?.length).toBe(expected.children?.length);
        for (const [at, child] of (expected.children ?? []).entries()) check(part.subParts![at]!, child);
      };
      check(readMessage(found).bodyStructure, body);
      index += 1;
    }
    expect(index).toBe(one!.expected.length);
  });

  it('has separators after an empty line that a header follows [MF11]', async () => {
    const unmunged = await split(mailFile('mimekit/files/mbox/unmunged.mbox.txt'));
    expect(unmunged).toHaveLength(2);
    expect(unmunged[0]).toContain('From Russia with love');
    const body =
      'text\nFrom a@b.example Wed Nov 18 08:30:00 2026\nX: y\n\nFrom here 10:30 in 2026 on\nno header\n\nFrom Berlin\n';
    expect(await split(`${FROM}${message('a', body)}\n${FROM}${message('b')}`)).toEqual([
      message('a', body),
      message('b'),
    ]);
    expect(await split(`\ufeff\n${FROM}${message('a')}`)).toEqual([message('a')]);
    expect(await split('')).toEqual([]);
    expect(await split(message('no separator at all'))).toEqual([message('no separator at all')]);
  });

  it('gives back lines that were quoted', async () => {
    const source = `${FROM}${message('a', 'x\n>From y\n>>From z\n')}`;
    expect(await split(source)).toEqual([message('a', 'x\nFrom y\n>From z\n')]);
    expect(await split(source, { dialect: 'mboxo' })).toEqual([message('a', 'x\nFrom y\n>>From z\n')]);
    expect(await split(source, { dialect: 'none' })).toEqual([message('a', 'x\n>From y\n>>From z\n')]);
  });

  it('is split at separators without the empty line before them where two fields follow, and nowhere else', async () => {
    const bodies = [
      message('a', 'one'),
      message('b', 'x\nFrom -\nSubject: y'),
      message('c', 'x\nFrom -\ntext: y\nand on'),
    ];
    expect(await split(bodies.map((each) => `From -\nX: y\n${each}\n`).join(''))).toEqual(
      bodies.map((each) => `X: y\n${each}\n`),
    );
    expect(await split(mailFile('mimekit/files/mbox/simple.mbox.txt'))).toHaveLength(3);
  });

  it('is believed a Content-Length that is true [MF11]', async () => {
    const body = `one\n\n${FROM}Subject: not a message\n\n>From kept\n`;
    const first = `Content-Length: ${body.length}\nSubject: a\n\n${body}`;
    const source = `${FROM}${first}\n${FROM}${message('b')}`;
    expect(await split(source)).toEqual([first, message('b')]);
    const wrong = await split(source.replace(/Length: \d+/, 'Length: 999999999'));
    expect(wrong).toHaveLength(3);
    for (const size of [1, 7, 100]) expect(await split(pieces(bytesOf(source), size))).toEqual([first, message('b')]);
  });

  it('tells who and when', async () => {
    const all = [];
    for await (const { envelope } of splitMboxMessages(bytesOf(`${FROM}${message('a')}\nFrom -\n${message('b')}`)))
      all.push(envelope);
    expect(all).toEqual(['a@b.example Wed Nov 18 08:30:00 2026', '-']);
  });

  it('comes in pieces of any size, also from a stream', async () => {
    const source = mailFile('mimekit/files/mbox/simple.mbox.txt');
    const whole = await split(source);
    for (const size of [1, 13, 1000]) expect(await split(pieces(source, size))).toEqual(whole);
    expect(await split(new Blob([source as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>)).toEqual(
      whole,
    );
  });

  it('lets go of a message that is too long, and reads on [MF11]', async () => {
    const problems: MailProblem[] = [];
    const source = `${FROM}${message('a', `${'y'.repeat(99)}\n`.repeat(1000))}\n${FROM}${message('b')}\n${FROM}${message('c')}`;
    const options = { maxMessageBytes: 20_000, onProblem: (problem: MailProblem) => problems.push(problem) };
    expect(await split(pieces(bytesOf(source), 1000), options)).toEqual([message('b'), message('c')]);
    expect(problems.map(({ code }) => code)).toEqual(['input/limit']);
  });

  it('comes back, message by message, from what is written', async () => {
    const line = fc.constantFrom(
      'From a@b.example Wed Nov 18 08:30:00 2026',
      '>From x',
      '>>From',
      'X: y',
      '',
      'text',
      'From ',
      'From -',
    );
    const end = fc.constantFrom('\n', '\r\n');
    const source = fc.array(fc.tuple(fc.array(line, { minLength: 1, maxLength: 8 }), end), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(source, fc.integer({ min: 1, max: 300 }), async (mails, size) => {
        const written = mails.map(
          ([lines, lineEnd]) => `Subject: s${lineEnd}${lineEnd}${lines.join(lineEnd)}${lineEnd}`,
        );
        const mbox = joined(
          written.map((mail) => mboxEntry(bytesOf(mail), { sender: 'a@b.example', date: '2026-11-18T08:30:00Z' })),
        );
        expect(await split(mbox)).toEqual(written);
        expect(await split(pieces(mbox, size))).toEqual(written);
      }),
    );
  });

  it('comes back from the corpora: import and export again are equal', async () => {
    const files = mailFiles().filter((file) => /\.eml$/.test(file));
    const messages = files.map(mailFile).filter((bytes) => bytes.at(-1) === 10 && bytes.length < 200_000);
    expect(messages.length).toBeGreaterThan(200);
    // A file that is saved with its separator has one already.
    const plain = messages.filter(
      (bytes) => !/^(?:>?From |\ufeff|[\r\n]|\w+[^:\w-])/.test(textOf(bytes.subarray(0, 200))),
    );
    const mbox = joined(plain.map((bytes) => mboxEntry(bytes)));
    let index = 0;
    for await (const bytes of splitMbox(mbox)) {
      expect(Buffer.compare(bytes, plain[index]!), String(index)).toBe(0);
      index += 1;
    }
    expect(index).toBe(plain.length);
  });
});

describe('what programs leave about a message’s state', () => {
  const state = (header: string) => readMailState(readMessage(bytesOf(`${header}\n\nx`)).headers);

  it('is Gmail’s labels', () => {
    expect(state('X-Gmail-Labels: Inbox,Unread,"A, b",=?UTF-8?Q?B=C3=BCro?=,Starred,Opened')).toEqual({
      keywords: ['$flagged'],
      isDeleted: false,
      labels: ['Inbox', 'A, b', 'Büro'],
      isKnown: true,
    });
    expect(state('X-Gmail-Labels: Archived').keywords).toEqual(['$seen']);
  });

  it('is the status of mutt, Dovecot and Thunderbird', () => {
    expect(state('Status: RO\nX-Status: AF').keywords).toEqual(['$seen', '$answered', '$flagged']);
    expect(state('X-Mozilla-Status: 0009')).toMatchObject({ keywords: ['$seen'], isDeleted: true });
    expect(state('Subject: x')).toEqual({ keywords: [], isDeleted: false, labels: [], isKnown: false });
  });
});

describe('a Maildir', () => {
  it('says folder and state in its names', () => {
    expect(readMaildirPath('Maildir/cur/123.M1P2.host,S=4:2,FS', 'Maildir')).toEqual({
      folder: [],
      unique: '123.M1P2.host,S=4',
      keywords: ['$flagged', '$seen'],
      isTrashed: false,
    });
    expect(readMaildirPath('.My_Folder.B&APw-ro/cur/1_2,RST')).toMatchObject({
      folder: ['My_Folder', 'Büro'],
      keywords: ['$answered', '$seen'],
      isTrashed: true,
    });
    expect(readMaildirPath('Archive/2026/new/1')).toMatchObject({ folder: ['Archive', '2026'], keywords: [] });
    for (const path of ['tmp/1', 'cur/.DS_Store', 'dovecot.index', '.A/maildirfolder'])
      expect(readMaildirPath(path)).toBeUndefined();
    const entries = mailFiles('stalwart-mail-parser/files/maildir').map((path) =>
      readMaildirPath(path, 'stalwart-mail-parser/files/maildir'),
    );
    expect(entries.map((entry) => entry?.folder)).toContainEqual(['My_Folder', 'Nested_Folder']);
  });

  it('comes back from the names that are written', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[./]/.test(text));
    fc.assert(
      fc.property(
        fc.array(name, { maxLength: 3 }),
        fc.subarray(['$seen', '$answered', '$flagged', '$forwarded', '$draft']),
        fc.boolean(),
        (folder, keywords, isTrashed) => {
          const read = readMaildirPath(maildirPath({ folder, unique: '1.host', keywords, isTrashed }));
          expect(read).toMatchObject({ folder, unique: '1.host', isTrashed });
          expect([...read!.keywords].sort()).toEqual([...keywords].sort());
        },
      ),
    );
  });

  it('and IMAP have names in modified UTF-7', () => {
    expect(decodeMailboxName('~peter/mail/&U,BTFw-/&ZeVnLIqe-')).toBe('~peter/mail/台北/日本語');
    expect(encodeMailboxName('~peter/mail/台北/日本語')).toBe('~peter/mail/&U,BTFw-/&ZeVnLIqe-');
    expect(decodeMailboxName('Tom &- Jerry & co')).toBe('Tom & Jerry & co');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeMailboxName(encodeMailboxName(text))).toBe(text);
      }),
    );
  });
});
