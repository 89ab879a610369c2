import { describe, expect, it } from 'vitest';
import { shownName } from '../../../../src/domain/mail/address.js';
import { fileNameWarnings, safeFileName } from '../../../../src/domain/mail/safe-file-name.js';
import { decodePart, unflow } from '../../../../src/formats/mail/decode-part.js';
import { parseMessage, readMessage } from '../../../../src/formats/mail/parse-message.js';
import { crlf } from '../../../support/mail-fixtures.js';

const read = (source: string) => readMessage(crlf(source));
const latin1 = (source: string) => Uint8Array.from(source, (character) => character.charCodeAt(0));

describe('a message', () => {
  it('is read with the names of JMAP', async () => {
    const bytes = crlf(`Message-ID: <1@a.example>
In-Reply-To: <0@a.example>
References: <-1@a.example>
 <0@a.example>
From: =?utf-8?Q?J=C3=BCrgen?= <j@a.example>
To: Team: b@b.example, "C, D" <c@c.example>;
Cc: d@d.example
Subject: =?utf-8?B?R3LDvMOfZQ==?=
Date: Wed, 18 Nov 2026 09:30:00 +0100
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/plain; charset=utf-8

Hello there
--y
Content-Type: multipart/related; boundary=z

--z
Content-Type: text/html

<p>Hello <b>there</b><img src="cid:p@x">
--z
Content-Type: image/png
Content-ID: <p@x>
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--z--
--y
Content-Type: text/calendar; method=request; charset=utf-8

BEGIN:VCALENDAR
--y--
--x
Content-Type: application/pdf
Content-Disposition: attachment; filename*=utf-8''%E2%82%AC.pdf
Content-Transfer-Encoding: base64

JVBERi0xLjQ=
--x--
`);
    const message = await parseMessage(bytes);
    expect(message).toMatchObject({
      messageId: ['1@a.example'],
      inReplyTo: ['0@a.example'],
      references: ['-1@a.example', '0@a.example'],
      from: [{ name: 'Jürgen', email: 'j@a.example' }],
      to: [
        { name: null, email: 'b@b.example' },
        { name: 'C, D', email: 'c@c.example' },
      ],
      subject: 'Grüße',
      sentAt: '2026-11-18T09:30:00+01:00',
      preview: 'Hello there',
      hasAttachment: true,
      problems: [],
    });
    expect(message.textBody.map(({ type }) => type)).toEqual(['text/plain']);
    expect(message.htmlBody.map(({ type }) => type)).toEqual(['text/html']);
    expect(message.attachments.map(({ type, name, cid }) => [type, name, cid])).toEqual([
      ['image/png', null, 'p@x'],
      ['text/calendar', null, null],
      ['application/pdf', '€.pdf', null],
    ]);
    expect(message.calendarParts.map(({ method }) => method)).toEqual(['REQUEST']);
    expect(new TextDecoder().decode(decodePart(bytes, message.attachments[2]!))).toBe('%PDF-1.4');
    expect(message.attachments[2]!.size).toBe(8);
    expect(structuredClone(message)).toEqual(message);
  });

  it('without attachments but its own pictures has none', () => {
    const inline =
      'Content-Type: multipart/related; boundary=z\n\n--z\nContent-Type: text/html\n\n<img src=cid:a>\n--z\nContent-Type: image/png\nContent-ID: <a>\n\nx\n--z--';
    expect(read(inline).hasAttachment).toBe(false);
    expect(read(inline).attachments).toHaveLength(1);
  });

  it('of nothing is one', () => {
    expect(readMessage(new Uint8Array())).toMatchObject({ from: null, subject: null, preview: '', problems: [] });
    expect(read('just words').bodyValues['1']?.value).toBe('just words');
    expect(read('From someone Wed Nov 18 09:30:00 2026\nSubject: saved\n\nx').subject).toBe('saved');
  });

  it('shares what its text may cost [MF1]', () => {
    const part = `--x\n\n${'a'.repeat(1000)}\n`;
    const message = readMessage(crlf(`Content-Type: multipart/mixed; boundary=x\n\n${part.repeat(5)}`), {
      limits: { maxTextBytes: 2500 },
    });
    expect(Object.values(message.bodyValues).map(({ value }) => value.length)).toEqual([1000, 1000, 500, 0, 0]);
    expect(message.bodyValues['3']?.isTruncated).toBe(true);
  });
});

describe('charsets [MF3]', () => {
  const body = (type: string, bytes: Uint8Array) => {
    const header = latin1(`Content-Type: ${type}\r\n\r\n`);
    const whole = new Uint8Array(header.length + bytes.length);
    whole.set(header);
    whole.set(bytes, header.length);
    return readMessage(whole).bodyValues['1']!;
  };

  it.each([
    ['text/plain; charset=windows-1252', '\x80 \x93a\x94', '€ “a”', false],
    ['text/plain; charset=iso-8859-1', 'gr\xfc\xdfe', 'grüße', false],
    ['text/plain; charset=koi8-r', '\xf0\xd2\xc9', 'При', false],
    ['text/plain; charset=shift_jis', '\x93\xfa', '日', false],
    ['text/plain; charset=cp932', '\x93\xfa', '日', false],
    ['text/plain; charset=iso-2022-jp', '\x1b$BF|\x1b(B', '日', false],
    ['text/plain', '\x1b$BF|\x1b(B', '日', false],
    ['text/plain; charset=us-ascii', '\x1b$B cut', '\x1b$B cut', false],
    ['text/plain; charset=gb2312', '\xd6\xd0', '中', false],
    ['text/plain', 'gr\xc3\xbc', 'grü', false],
    ['text/plain; charset=us-ascii', 'gr\xfc', 'grü', true],
    ['text/plain; charset=x-nobody', 'gr\xfc', 'grü', true],
    ['text/plain; charset=x-nobody', 'gr\xc3\xbc', 'grü', true],
    ['text/html; charset="UTF-8Return-Path: a@b.example', 'gr\xc3\xbc', 'grü', true],
    ['text/plain; charset=utf-8', 'gr\xfc', 'gr\ufffd', true],
    ['text/plain; charset=utf-7', '+ADw-script+AD4-', '+ADw-script+AD4-', true],
  ])('%s', (type, bytes, value, isEncodingProblem) => {
    expect(body(type, latin1(bytes))).toEqual({ value, isEncodingProblem, isTruncated: false });
  });

  it('of headers that nobody encoded are UTF-8, else Windows-1252', () => {
    expect(readMessage(latin1('Subject: gr\xc3\xbc\r\n\r\n')).subject).toBe('grü');
    expect(readMessage(latin1('Subject: gr\xfc\r\nTo: \xfc <a@b.example>\r\n\r\n'))).toMatchObject({
      subject: 'grü',
      to: [{ name: 'ü', email: 'a@b.example' }],
    });
  });

  it('of headers that were cut within a character are UTF-8 all the same', () => {
    const subject = (bytes: string) => readMessage(latin1(`Subject: ${bytes}\r\n\r\n`)).subject;
    expect(subject('gr\xc3\xbc\xc3\x9fe aus K\xc3')).toBe('grüße aus K\ufffd');
    expect(subject(`\xc3 ${'\xc3\xa4'.repeat(9)}`)).toBe(`\ufffd ${'ä'.repeat(9)}`);
    expect(subject('Caf\xe9')).toBe('Café');
    expect(subject('\xe9t\xe9')).toBe('été');
  });
});

describe('what is broken', () => {
  it('is told where a multipart ends before it has a part [MF8]', () => {
    const message = read('Content-Type: multipart/mixed; boundary=b\n\n--a\n\nHello\n--b--\n');
    expect(message.preview).toContain('Hello');
    expect(message.problems).toMatchObject([{ code: 'mail/syntax', message: 'A multipart has no parts.' }]);
  });

  it.each(['', '\n', '\n\n\n'])('does not change the size of a file behind empty lines (%j)', (before) => {
    const file = `${'QUJD'.repeat(19)}\n${'QUJD'.repeat(5)}\n`;
    const message = read(
      `Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n${before}${file}`,
    );
    expect(message.attachments[0]?.size).toBe(72);
  });
});

describe('who and what a message pretends to be', () => {
  it('is told by the first field of its kind [MF4]', () => {
    const message = read(
      'From: a@good.example\nFrom: b@evil.example\nSubject: one\nSubject: two\nContent-Type: text/html\nContent-Type: text/plain\n\n<p>x',
    );
    expect(message).toMatchObject({ from: [{ email: 'a@good.example' }], subject: 'one' });
    expect(message.htmlBody[0]?.type).toBe('text/html');
    expect(message.headers.map(({ value }) => value.trim())).toContain('b@evil.example');
  });

  // Mailsploit (F-01…F-14): what was used against other programs.
  it.each([
    ['=?utf-8?b?cG90dXNAd2hpdGVob3VzZS5nb3YA?=@evil.example', 'potus@whitehouse.gov'],
    ['=?utf-8?Q?potus=40whitehouse.gov=00?= <a@evil.example>', null],
    ['=?utf-8?Q?potus=40whitehouse.gov=0A=00?= <a@evil.example>', null],
    ['"=?utf-8?Q?potus=40whitehouse.gov?=" <a@evil.example>', null],
    ['"potus@whitehouse.gov" <a@evil.example>', null],
    ['potus@whitehouse.gov <a@evil.example>', null],
    ['(potus@whitehouse.gov) a@evil.example', null],
    ['"potus＠whitehouse.gov" <a@evil.example>', null],
    ['<potus@whitehouse.gov> <a@evil.example>', null],
    ['=?utf-8?Q?=3Cpotus=40whitehouse.gov=3E_?= <a@evil.example>', null],
    ['potus@whitehouse.gov: a@evil.example;', null],
    ['<potus@whitehouse.gov> <potus@whitehouse.gov> <a@evil.example>', null],
  ])('%s is shown as the sender’s own address [MF7]', (from, never) => {
    const [sender] = read(`From: ${from}\n\nx`).from!;
    expect(sender!.email).toMatch(/evil\.example$/);
    expect(shownName(sender!)).toBe(sender!.email);
    expect(sender!.email).not.toBe(never);
  });

  it('shows names that say nothing else, and a name that is the address', () => {
    expect(shownName({ name: 'Ann', email: 'a@b.example' })).toBe('Ann');
    expect(shownName({ name: 'A@B.example', email: 'a@b.example' })).toBe('A@B.example');
    expect(shownName({ name: null, email: 'a@b.example' })).toBe('a@b.example');
  });

  it('hides nothing [MF6]', () => {
    const message = read(
      'Subject: =?utf-8?Q?pay=E2=80=AEfdp=0D=0ABcc:_x=00=E2=80=8B?=\nFrom: "A\u202eB" <a\u200b@b.example>\nContent-Disposition: attachment; filename="invoice\u202efdp.exe"\n\nx',
    );
    expect(message.subject).toBe('pay[U+202E]fdp Bcc: x␀[U+200B]');
    expect(message.from).toEqual([{ name: 'A[U+202E]B', email: 'a[U+200B]@b.example' }]);
    expect(message.attachments[0]?.name).toBe('invoice[U+202E]fdp.exe');
    expect(read('Subject: =?utf-8?Q?=F0=9F=A4=A6=E2=80=8D=E2=99=82=EF=B8=8F?=\n\n').subject).toBe('🤦‍♂️');
  });

  it('reads parameters as they are meant [MF5]', () => {
    const name = (disposition: string) => read(`Content-Disposition: ${disposition}\n\nx`).attachments[0]?.name;
    expect(name('attachment; filename=My Report 2020.pdf; size=3')).toBe('My Report 2020.pdf');
    expect(name('attachment; filename=report.pdf size=3')).toBe('report.pdf');
    expect(name("attachment; filename=a; filename*0=b; filename*1=c; filename*=utf-8''d")).toBe('d');
    expect(name('attachment; filename="=?utf-8?B?R3LDvMOfZS5wZGY=?="')).toBe('Grüße.pdf');
    expect(read('Content-Type: text/plain; __proto__=x; constructor=y\n\nx').bodyStructure.params.constructor).toBe(
      'y',
    );
  });

  it('saves files under names that do no harm [MF9]', () => {
    const names: [string | null, string][] = [
      ['../../etc/passwd', 'passwd'],
      ['C:\\Windows\\a.dll', 'a.dll'],
      ['invoice\u202efdp.exe', 'invoice_fdp.exe'],
      ['a\0b.txt', 'a_b.txt'],
      ['con.txt', '_con.txt'],
      ['...', 'attachment'],
      [null, 'attachment'],
      ['a:b*c?.txt', 'a_b_c_.txt'],
      ['name. . ', 'name'],
    ];
    for (const [name, safe] of names) expect(safeFileName(name)).toBe(safe);
    expect(new TextEncoder().encode(safeFileName(`${'ü'.repeat(500)}.pdf`)).length).toBeLessThanOrEqual(200);
    expect(safeFileName(`${'ü'.repeat(500)}.pdf`)).toMatch(/\.pdf$/);
    expect(fileNameWarnings('invoice.pdf.exe')).toEqual(['runs', 'two-endings']);
    expect(fileNameWarnings('invoice\u202efdp.exe')).toEqual(['runs', 'hidden-characters']);
    expect(fileNameWarnings('page.svg')).toEqual(['runs']);
    expect(fileNameWarnings('invoice.pdf')).toEqual([]);
  });
});

describe('what is shown of a text', () => {
  it('is its first words, from text or HTML', () => {
    const html = (body: string) => read(`Content-Type: text/html\n\n${body}`).preview;
    expect(html('<style>p{}</style><!-- no --><title>T</title><p>Hi&nbsp;<b>Ann</b>,<br>1 &lt; 2 &amp; &#8364;')).toBe(
      'Hi Ann, 1 < 2 & €',
    );
    expect(html('<div>A</div><div>B</div>c<script>x')).toBe('A B c');
    expect(read('\n> quoted\n\nOwn words\n').preview).toBe('Own words');
    expect(read('\n> only quoted\n').preview).toBe('only quoted');
    expect(read(`\n${'word '.repeat(200)}`).preview).toHaveLength(256);
  });

  it('joins lines that flow (RFC 3676)', () => {
    expect(unflow('This is \none line\n and a stuffed one\n> quoted \n> line\n>> deeper\n-- \nme')).toBe(
      'This is one line\nand a stuffed one\n> quoted line\n>> deeper\n-- \nme',
    );
    expect(unflow('日本 \n語', true)).toBe('日本語');
  });
});
