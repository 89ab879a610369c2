import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';
import { decodeTnef, type TnefMessage } from '../../../../src/formats/mail/tnef/decode-tnef.js';
import { readRtf } from '../../../../src/formats/mail/tnef/rtf-text.js';
import { mailCases, mailFile } from '../../../support/mail-fixtures.js';
import { systemTime, type TnefAttribute, tnefProperties, writeTnef } from '../../../support/tnef.js';

interface Expected {
  readonly attachments: readonly {
    readonly name: string;
    readonly size?: number;
    readonly sha256?: string;
    readonly approx?: boolean;
  }[];
  readonly body: {
    readonly html?: { readonly text?: string };
    readonly rtf?: { readonly size: number; readonly sha256: string };
    readonly text?: { readonly text?: string };
  } | null;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('a winmail.dat', () => {
  it.each(
    mailCases<Expected>('tnef', 'tnef').map((one) => ({ ...one, file: one.file!.replace('mimekit-tnef/', 'tnef/') })),
  )('$name holds its files and its text', ({ file, expected }) => {
    const read = decodeTnef(mailFile(file));
    const files = read.attachments.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256(bytes) }));
    // Objects have a name here, and not the id of their kind (16 bytes) before them; their icons (89 bytes) are no files.
    const wanted = expected.attachments.filter(({ name, size }) => !(name.startsWith('Untitled') && size === 89));
    expect(files.length).toBe(wanted.length);
    for (const { name, size, sha256: hash, approx } of wanted) {
      if (name.startsWith('Untitled'))
        expect(files.some((one) => one.size === size || one.size === size! - 16)).toBe(true);
      else if (approx) expect(files.map((one) => one.name)).toContain(name);
      else expect(files).toContainEqual({ name, size, sha256: hash });
    }
    if (expected.body?.rtf) {
      // Some of the expected results have lost the CR of their line breaks.
      const unix = new Uint8Array(
        Buffer.from(Buffer.from(read.rtf!).toString('latin1').replace(/\r\n/g, '\n'), 'latin1'),
      );
      expect([sha256(read.rtf!), sha256(unix)]).toContain(expected.body.rtf.sha256);
    }
    const html = expected.body?.html?.text;
    // Nor do they have characters beyond ASCII.
    const plain = (text: string | undefined) => (text ?? '').replace(/[^!-~]+/g, ' ').trim();
    if (html) expect(plain(read.html).slice(0, 1500)).toBe(plain(html).slice(0, 1500));
    if (expected.body) expect(read.body ?? read.html).toBeTruthy();
  });

  it('holds messages, in messages, so deep [MF12]', () => {
    const nest = (depth: number): Uint8Array => {
      if (depth === 0) return writeTnef([[1, 0x00018004, [...bytesOf('inner')]]]);
      const object = [...new Array<number>(16).fill(0), ...nest(depth - 1)];
      return writeTnef([
        [1, 0x00018004, [...bytesOf(`level ${depth}`)]],
        [2, 0x00069002, new Array<number>(14).fill(0)],
        [
          2,
          0x00069005,
          tnefProperties([
            [0x3701, 0x000d, object],
            [0x3001, 0x001f, `m${depth}`],
          ]),
        ],
      ]);
    };
    const [first] = decodeTnef(nest(2)).attachments;
    expect(first).toMatchObject({ name: 'm2', message: { subject: 'level 1' } });
    expect(first!.message!.attachments[0]).toMatchObject({ name: 'm1', message: { subject: 'inner' } });
    let deep: TnefMessage | undefined = decodeTnef(nest(8));
    let levels = 0;
    while (deep?.attachments[0]) {
      deep = deep.attachments[0].message;
      levels += 1;
    }
    expect(levels).toBe(5);
  });

  const APPOINTMENT = '00062002-0000-0000-c000-000000000046';
  const MEETING = '6ed8da90-450b-101b-98da-00aa003f1305';
  const id = [...new Array<number>(16).fill(4), 7, 234, 11, 18, ...new Array<number>(20).fill(1)];
  const meeting = (
    messageClass: string,
    uid: number[] = [...id, ...bytesOf('vCal-Uid\x01\0\0\0abc@x\0')],
  ): TnefAttribute[] => [
    [1, 0x00078008, [...bytesOf(`${messageClass}\0`)]],
    [
      1,
      0x00069003,
      tnefProperties([
        [0x0037, 0x001f, 'Planning; round, two'],
        [`${APPOINTMENT}:${0x820d}`, 0x40, systemTime(Date.UTC(2026, 10, 18, 8, 30))],
        [`${APPOINTMENT}:${0x820e}`, 0x40, systemTime(Date.UTC(2026, 10, 18, 9, 30))],
        [`${APPOINTMENT}:${0x8208}`, 0x001f, 'Room ü'],
        [`${APPOINTMENT}:${0x8201}`, 0x0003, 2],
        [`${MEETING}:35`, 0x0102, uid],
      ]),
    ],
  ];
  const people = { from: { name: 'Ann "A"', email: 'a@a.example' }, to: [{ name: null, email: 'b@b.example' }] };

  it('holds a meeting, which is iTIP then', () => {
    const request = decodeTnef(writeTnef(meeting('IPM.Schedule.Meeting.Request')), { people }).meeting!;
    expect(request.method).toBe('REQUEST');
    const { items, problems, method } = parseCalendar(request.text);
    expect({ problems, method, uid: items[0]?.uid }).toEqual({ problems: [], method: 'REQUEST', uid: 'abc@x' });
    const lines = request.text.split('\r\n');
    for (const line of [
      'DTSTART:20261118T083000Z',
      'DTEND:20261118T093000Z',
      'SEQUENCE:2',
      'SUMMARY:Planning\\; round\\, two',
      'LOCATION:Room ü',
      'ORGANIZER;CN="Ann A":mailto:a@a.example',
      'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:b@b.example',
    ]) {
      expect(lines).toContain(line);
    }
    const reply = decodeTnef(writeTnef(meeting('IPM.Schedule.Meeting.Resp.Pos')), { people }).meeting!;
    expect(reply.text).toContain(
      'ORGANIZER:mailto:b@b.example\r\nATTENDEE;PARTSTAT=ACCEPTED;CN="Ann A":mailto:a@a.example',
    );
    expect(decodeTnef(writeTnef(meeting('IPM.Schedule.Meeting.Canceled')), { people }).meeting?.text).toContain(
      'STATUS:CANCELLED',
    );
    expect(decodeTnef(writeTnef(meeting('IPM.Note'))).meeting).toBeUndefined();
    const outlook = decodeTnef(
      writeTnef(meeting('IPM.Schedule.Meeting.Request', [...id, ...new Array<number>(16).fill(171)])),
      { people },
    );
    expect(outlook.meeting!.text.replace(/\r\n /g, '')).toMatch(/UID:(?:04){16}0{8}(?:01){20}(?:AB){16}\r\n/);
  });

  it('is read as far as it makes sense [MF12]', () => {
    const good = writeTnef([
      [2, 0x00069002, new Array<number>(14).fill(0)],
      [2, 0x00018010, [...bytesOf('a.txt\0')]],
      [2, 0x0006800f, [1, 2, 3]],
    ]);
    expect(decodeTnef(good)).toMatchObject({
      attachments: [{ name: 'a.txt', bytes: Uint8Array.of(1, 2, 3) }],
      problems: [],
    });
    const cut = decodeTnef(good.subarray(0, good.length - 3));
    expect(cut.attachments[0]).toMatchObject({ name: 'a.txt', bytes: new Uint8Array() });
    expect(cut.problems.map(({ code }) => code)).toEqual(['input/truncated']);
    expect(decodeTnef(bytesOf('no tnef')).problems.map(({ code }) => code)).toEqual(['input/wrong-kind']);
    const wrong = good.slice();
    wrong[wrong.length - 1] = 99;
    expect(decodeTnef(wrong).problems.map(({ code }) => code)).toEqual(['mail/syntax']);
  });

  it('never throws, whatever is in it [MF12]', () => {
    const files = mailCases('tnef', 'tnef')
      .map(({ file }) => mailFile(file!.replace('mimekit-tnef/', 'tnef/')))
      .filter(({ length }) => length < 50_000);
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.nat(),
        (file, changes, end) => {
          const bytes = file.slice(0, end % 3 === 0 ? end % file.length : file.length);
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          const { attachments } = decodeTnef(bytes);
          expect(attachments.reduce((sum, one) => sum + one.bytes.length, 0)).toBeLessThanOrEqual(2 * bytes.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('RTF', () => {
  it('gives back the HTML it was made of', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fnil\fcharset204 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\b \htmlrtf0 Gr\'fc\'dfe {\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 \u8364?\f1 \'cf\f0\htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}\par {\*\generator x}}`;
    expect(readRtf(bytesOf(rtf))).toEqual({ html: '<p>Grüße &nbsp;€П</p>\n' });
  });

  it('gives its text otherwise', () => {
    const rtf = String.raw`{\rtf1\ansi{\fonttbl{\f0 Times;}}{\info{\author X}}Hello\par {\b bold} \{x\}\tab y{\pict 00ff}\line\u-10179?\u-9037? \bin4 }{{}end}`;
    expect(readRtf(bytesOf(rtf)).text).toBe('Hello\nbold {x}\ty\n💳 end');
  });

  it('is bounded', () => {
    expect(() => readRtf(bytesOf('{'.repeat(100_000)))).not.toThrow();
    expect(() => readRtf(bytesOf('}'.repeat(1000) + String.raw`\u99999999999 \'zz\\`))).not.toThrow();
  });
});
