import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { splitMbox } from '../../../../src/formats/mail/mbox.js';
import { crlf, mailFile, mailFiles } from '../../../support/mail-fixtures.js';
import { everything, mboxMessage, type TestMail, testMail } from '../../../support/mail-store.js';

const text = (value: string) => new TextEncoder().encode(value);
const zipOf = (files: Readonly<Record<string, Uint8Array>>) =>
  new Blob([zipSync({ ...files }) as Uint8Array<ArrayBuffer>]);
const local = { accountId: 'local' };

/** A tar of name, bytes and kind of each entry. */
function tarOf(entries: readonly (readonly [string, Uint8Array, string?])[]): Uint8Array<ArrayBuffer> {
  const blocks = entries.flatMap(([name, bytes, kind = '0']) => {
    const header = new Uint8Array(512);
    const put = (at: number, value: string) => header.set(text(value), at);
    put(0, name);
    put(124, bytes.length.toString(8).padStart(11, '0'));
    put(156, kind);
    put(257, 'ustar\u000000');
    put(148, '        ');
    const sum = header.reduce((all, byte) => all + byte, 0);
    put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
    const padded = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
    padded.set(bytes);
    return [header, padded];
  });
  return new Uint8Array(Buffer.concat([...blocks, new Uint8Array(1024)]));
}

/** A record of a pax header: its length counts itself. */
function pax(key: string, value: string): string {
  const rest = text(` ${key}=${value}\n`).length;
  const length = [2, 3].map((digits) => rest + digits).find((all) => String(all).length === all - rest);
  return `${length} ${key}=${value}\n`;
}

/** Subjects by the path of their mailbox. */
async function folders({ api, store }: TestMail): Promise<Record<string, string[]>> {
  const path = (id: string | null): string => {
    const mailbox = id === null ? undefined : store.mailboxes.get(id);
    return mailbox === undefined ? '' : `${path(mailbox.parentId)}/${mailbox.name}`;
  };
  const found: Record<string, string[]> = {};
  for (const { id, totalEmails } of await api.mailboxes()) {
    if (totalEmails === 0) continue;
    const rows = await api.emailRows({ ...everything, where: { mailboxId: id }, order: 'oldest' }, 0, 99);
    found[path(id)] = rows.map(({ subject }) => subject);
  }
  return found;
}

describe('import of mail', () => {
  it('[ML5] keeps the same message once, in all mailboxes it is found in', async () => {
    const mail = await testMail();
    const one = mboxMessage({ id: '1', subject: 'One' });
    expect(await mail.importText(one + one, 'First.mbox')).toMatchObject({ added: 1, same: 1 });
    expect(await mail.importText(one + mboxMessage({ id: '2', subject: 'Two' }), 'Second.mbox')).toMatchObject({
      added: 1,
      same: 1,
    });
    expect(await folders(mail)).toEqual({ '/First': ['One'], '/Second': ['One', 'Two'] });
    const [row] = await mail.api.emailRows(everything, 1, 2);
    expect(row?.keywords).toEqual(['$seen']);
    expect(await mail.db.mailBlobs.count()).toBe(2);
  });

  it('[ML6] brings single messages into the one mailbox that was named, with an envelope line of their own too', async () => {
    const mail = await testMail();
    const single = (subject: string) =>
      crlf(`From: a@a.example\nSubject: ${subject}\n\nText`) as Uint8Array<ArrayBuffer>;
    const into = { ...local, name: 'Imported' };
    await mail.api.importMail('i', new Blob([single('one')]), 'one.eml', into);
    await mail.api.importMail('j', new Blob([text('From a@a.example\n'), single('two')]), 'two.eml', into);
    expect(await folders(mail)).toEqual({ '/Imported': ['one', 'two'] });
  });

  it('[ML6] knows an mbox by its first separator, whatever its name, and with nothing but a word in it', async () => {
    const mail = await testMail();
    const inFile = async (name: string) => {
      const bytes = mailFile(`mimekit/files/mbox/${name}`) as Uint8Array<ArrayBuffer>;
      let count = 0;
      for await (const _ of splitMbox(bytes)) count += 1;
      const { added, same, failedCount } = await mail.api.importMail(name, new Blob([bytes]), name, local);
      return [count, added + same, failedCount];
    };
    expect(await inFile('simple.mbox.txt')).toEqual([3, 3, 0]);
    expect(await inFile('issue1189.mbox.txt')).toEqual([4, 4, 0]);
    expect(await inFile('unmunged.mbox.txt')).toEqual([2, 2, 0]);
    const zip = zipOf({ 'Profile/Mail/Sent': text('From -\nSubject: Two\n\nText\n') });
    await mail.api.importMail('z', zip, 'Profile.zip', local);
    expect(Object.keys(await folders(mail)).sort()).toEqual([
      '/Profile/Mail/Sent',
      '/issue1189',
      '/simple',
      '/unmunged',
    ]);
    const letter = 'From now on we meet on Mondays: bring a pen.\nThanks: all of you\n';
    await expect(mail.importText(letter, 'letter.txt')).rejects.toMatchObject({ code: 'input/wrong-kind' });
  });

  it('[ML6] opens a winmail.dat that came without its message, once', async () => {
    const mail = await testMail();
    const file = new Blob([mailFile('tnef/files/two-files.tnef') as Uint8Array<ArrayBuffer>]);
    const into = { ...local, name: 'Imported' };
    expect(await mail.api.importMail('i', file, 'winmail.dat', into)).toMatchObject({ added: 1, failedCount: 0 });
    expect(await mail.api.importMail('j', file, 'winmail.dat', into)).toMatchObject({ added: 0, same: 1 });
    const [row] = await mail.api.emailRows(everything, 0, 1);
    const files = (await mail.api.email(row!.id))?.attachments;
    expect(files?.map(({ name }) => name)).toEqual(['AUTHORS', 'README']);
    const written = new Blob([mailFile('tnef/files/body.tnef') as Uint8Array<ArrayBuffer>]);
    await mail.api.importMail('k', written, 'winmail.dat', into);
    const rows = await mail.api.emailRows(everything, 0, 2);
    const other = await mail.api.email(rows.find(({ id }) => id !== row!.id)!.id);
    expect([other?.subject, `${other?.text}${other?.html}`]).toEqual([
      expect.stringMatching(/\S/),
      expect.stringMatching(/\w/),
    ]);
  });

  it('[ML6] takes labels of a takeout as mailboxes and keywords', async () => {
    const mail = await testMail();
    const labelled = (id: string, labels: string) =>
      mboxMessage({ id, subject: id, minute: Number(id), more: `X-Gmail-Labels: ${labels}\n` });
    const mbox = [
      labelled('1', 'Inbox,Work/Projects,Starred,Unread'),
      labelled('2', 'Archived,Important,Category Updates,Opened'),
      labelled('3', 'Gesendet'),
      labelled('4', 'Papierkorb'),
    ].join('');
    const report = await mail.api.importMail(
      'i',
      zipOf({ 'Takeout/Mail/All mail.mbox': text(mbox), 'Takeout/archive_browser.html': text('<html>') }),
      'takeout.zip',
      local,
    );
    expect(report).toMatchObject({ added: 4, failed: [] });
    expect(await folders(mail)).toEqual({
      '/Archive': ['2'],
      '/Inbox': ['1'],
      '/Sent': ['3'],
      '/Trash': ['4'],
      '/Work/Projects': ['1'],
    });
    const keywords = Object.fromEntries(
      (await mail.api.emailRows(everything, 0, 9)).map((row) => [row.subject, row.keywords]),
    );
    expect(keywords).toEqual({ 1: ['$flagged'], 2: ['$seen', '$important', 'category_updates'], 3: ['$seen'] });
  });

  it('[ML6] takes folders and flags of a Maildir, and a mailbox that is named', async () => {
    const mail = await testMail();
    const message = (subject: string) => crlf(`From: a@a.example\nSubject: ${subject}\n\nText`);
    const zip = zipOf({
      'Maildir/cur/1.host:2,S': message('Read'),
      'Maildir/new/2.host': message('New'),
      'Maildir/.Sent/cur/3.host:2,FS': message('Mine'),
      'Maildir/.Team.Plans/cur/4.host:2,T': message('Gone'),
      'Maildir/.Team.Plans/cur/5.host:2,RS': message('Answered'),
      'Maildir/dovecot-uidlist': text('3 V1'),
    });
    expect(await mail.api.importMail('i', zip, 'mail.zip', local)).toMatchObject({ added: 5 });
    expect(await folders(mail)).toEqual({
      '/Inbox': ['Read', 'New'],
      '/Sent': ['Mine'],
      '/Trash': ['Gone'],
      '/Team/Plans': ['Answered'],
    });
    const again = await testMail();
    await again.importText('From: a@a.example\n\nText', 'x.eml');
    await again.api.importMail('j', zip, 'mail.zip', { ...local, mailboxId: 'local-archive' });
    expect(Object.keys(await folders(again))).toContain('/Archive/Team/Plans');
  });

  it('[ML6] takes a Maildir, or an mbox, from a tar and a gzip; of one that is cut what comes before the cut', async () => {
    const long = `Maildir/.Team.Plans/cur/${'9'.repeat(90)}.host:2,RS`;
    const tar = tarOf([
      ['Maildir/', new Uint8Array(), '5'],
      ['Maildir/cur/1.host:2,S', crlf('Subject: Read\n\nText')],
      ['././@LongLink', text(`${long}\0`), 'L'],
      [long.slice(0, 99), crlf('Subject: Answered\n\nText')],
      ['pax', text(pax('path', 'Maildir/.Übrig/cur/3.host:2,F')), 'x'],
      ['short', crlf(`Subject: Starred\n\n${'x'.repeat(3000)}`)],
      ['Maildir/dovecot-uidlist', text('3 V1')],
      ['Maildir/link', new Uint8Array(), '2'],
    ]);
    const subjects = { '/Inbox': ['Read'], '/Team/Plans': ['Answered'], '/Übrig': ['Starred'] };
    for (const [name, bytes] of [
      ['mail.tar', tar],
      ['mail.tgz', new Uint8Array(gzipSync(tar))],
    ] as const) {
      const mail = await testMail();
      expect(await mail.api.importMail('i', new Blob([bytes]), name, local)).toMatchObject({ added: 3, failed: [] });
      expect(await folders(mail)).toEqual(subjects);
    }
    const mail = await testMail();
    const packed = new Blob([new Uint8Array(gzipSync(text(mboxMessage({ id: '1', subject: 'One' }))))]);
    await mail.api.importMail('j', packed, 'Old.mbox.gz', local);
    expect(await folders(mail)).toEqual({ '/Old': ['One'] });
    const cut = await testMail();
    const report = await cut.api.importMail('k', new Blob([tar.slice(0, tar.length - 5500)]), 'mail.tar', local);
    expect(report).toMatchObject({ added: 2, failed: [{ problem: { code: 'input/truncated' } }] });
    const noGzip = new Blob([new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8])]);
    await expect(cut.api.importMail('l', noGzip, 'x.gz', local)).rejects.toMatchObject({ code: 'input/truncated' });
  });

  it('[ML7] says when a message came', async () => {
    const mail = await testMail();
    const received =
      'Received: from a by b; Mon, 02 Nov 2026 10:00:00 +0100\nSubject: a\nDate: Sun, 01 Nov 2026 00:00:00 +0000\n\n';
    for (const one of [
      received,
      'Subject: b\nDate: Sun, 01 Nov 2026 00:00:00 +0000\n\n',
      'Subject: c\n\n',
      'Subject: d\nDate: Fri, 01 Jan 2190 00:00:00 +0000\n\n',
    ])
      await mail.importText(one, 'one.eml');
    await mail.importText('From a@b.example Wed Nov  4 08:00:00 2026\nSubject: e\n\nText\n', 'one.mbox');
    const rows = await mail.api.emailRows(everything, 0, 9);
    expect(Object.fromEntries(rows.map(({ subject, receivedAt }) => [subject, receivedAt]))).toEqual({
      a: Date.UTC(2026, 10, 2, 9),
      b: Date.UTC(2026, 10, 1),
      c: mail.time,
      d: mail.time,
      e: Date.UTC(2026, 10, 4, 8),
    });
  });

  it('[ML8] can be held and ended: what was read stays; what cannot be read is named', async () => {
    const mail = await testMail();
    const many = Array.from({ length: 1200 }, (_, at) =>
      mboxMessage({ id: String(at), subject: String(at), minute: at }),
    ).join('');
    const file = new Blob([crlf(many) as Uint8Array<ArrayBuffer>]);
    // Held from within: whoever looked from outside might come when all is read.
    const held = new Promise<void>((done) => {
      const { push } = mail.progress;
      mail.progress.push = (...all) => {
        if (all.some((progress) => progress.done > 0)) done(mail.api.pauseImport('i', true));
        return push.apply(mail.progress, all);
      };
    });
    const ended = mail.api.importMail('i', file, 'many.mbox', local).catch((error: unknown) => error);
    await held;
    const { total } = await mail.api.emailList(everything);
    expect(total % 500).toBe(0);
    mail.api.cancelImport('i');
    expect(await ended).toMatchObject({ code: 'cancelled' });
    expect((await mail.api.emailList(everything)).total % 500).toBe(0);
    // Begun once more, it goes on where it was.
    const rest = await mail.api.importMail('j', file, 'many.mbox', local);
    expect(rest.added + rest.same).toBe(1200);
    expect((await mail.api.emailList(everything)).total).toBe(1200);
    const broken = zipOf({
      'a.eml': crlf('Subject: a\n\nText'),
      'b.eml': text('\u0000\u0001'),
      'picture.bin': text('x'),
    });
    const report = await mail.api.importMail('k', broken, 'b.zip', local);
    expect(report.failed.map(({ name, problem }) => [name, problem.code])).toEqual([
      ['b.eml', 'input/wrong-kind'],
      ['picture.bin', 'input/wrong-kind'],
    ]);
    await expect(mail.importText('\u0000', 'x.bin')).rejects.toMatchObject({ code: 'input/wrong-kind' });
    await expect(mail.importText('', 'x.eml')).rejects.toMatchObject({ code: 'input/empty' });
    await expect(mail.api.importMail('l', zipOf({}), 'x.zip', local)).rejects.toMatchObject({ code: 'input/empty' });
    await expect(
      mail.api.importMail('m', new Blob([text('PK\u0003\u0004 broken')]), 'x.zip', local),
    ).rejects.toMatchObject({ code: 'input/truncated' });
  });

  it('[ML9] gives every message of the corpora back as it came', async () => {
    const mail = await testMail();
    const files = mailFiles()
      .filter((file) => file.endsWith('.eml'))
      .map(mailFile);
    const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    // An mbox adds the last line break where a message has none; a file that begins with `From ` is an mbox of one message.
    const isWhole = (bytes: Uint8Array) =>
      bytes.at(-1) === 10 && Buffer.from(bytes.subarray(0, 5)).toString() !== 'From ';
    const whole = new Map(files.filter(isWhole).map((bytes) => [hex(bytes), bytes]));
    const zip = zipOf(Object.fromEntries([...whole.values()].map((bytes, at) => [`box/${at}.eml`, bytes])));
    const report = await mail.api.importMail('i', zip, 'corpus.zip', local);
    const left = new Set(report.failed.map(({ name }) => name));
    const kept = [...whole.values()]
      .filter((_, at) => !left.has(`box/${at}.eml`))
      .map(hex)
      .sort();
    expect(report.added).toBe(kept.length);
    expect(kept.length).toBeGreaterThan(100);
    const [mailboxId = ''] = report.mailboxIds;
    const mbox = new Uint8Array(await (await mail.api.exportMail('e', [mailboxId], 'mbox')).arrayBuffer());
    const back: string[] = [];
    for await (const bytes of splitMbox(mbox)) back.push(hex(bytes));
    expect(back.sort()).toEqual(kept);
    const other = await testMail();
    const files2 = await mail.api.exportMail('f', [mailboxId, 'local-inbox'], 'eml');
    expect(await other.api.importMail('i', files2, 'back.zip', local)).toMatchObject({
      added: kept.length,
      failed: [],
    });
    expect((await other.db.mailBlobs.toCollection().primaryKeys()).sort()).toEqual(
      (await mail.db.mailBlobs.toCollection().primaryKeys()).sort(),
    );
  });
});
