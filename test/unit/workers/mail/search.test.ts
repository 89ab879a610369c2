import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../../../src/domain/mail/search/search-query.js';
import { wordsOf } from '../../../../src/domain/mail/search/search-words.js';
import { createMailAccountStore, putMailAccount } from '../../../../src/workers/mail/account-store.js';
import { snippetOf } from '../../../../src/workers/mail/search/snippets.js';
import { everything, mboxMessage, type TestMail, testMail } from '../../../support/mail-store.js';

async function mailWith(...messages: readonly Parameters<typeof mboxMessage>[0][]): Promise<TestMail> {
  const mail = await testMail();
  await mail.importText(messages.map((each, minute) => mboxMessage({ minute, ...each })).join(''), 'Work.mbox');
  return mail;
}

async function found(mail: TestMail, text: string, more: Partial<typeof everything> = {}) {
  const rows = await mail.api.emailRows({ ...everything, text, ...more }, 0, 100);
  return rows.map(({ subject }) => subject);
}

const ATTACHED = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

See there.
--x
Content-Type: text/csv; name="Budget plan.csv"
Content-Disposition: attachment; filename="Budget plan.csv"

travel,hotel
--x--
`;

/** An account whose server has a message that is here without its bytes. */
async function withRemote(mail: TestMail) {
  await putMailAccount(mail.store, { id: 'a', name: 'Work' }, 0);
  const account = createMailAccountStore({ store: mail.store, accountId: 'a', now: () => 0, newId: () => 'box' });
  const inbox = { id: 'i', name: 'Inbox', parentId: null, role: 'inbox', sortOrder: 0 } as const;
  const facts = {
    blobId: 'b',
    threadId: 't',
    mailboxIds: ['i'],
    keywords: [],
    size: 90,
    receivedAt: 0,
    hasAttachment: false,
  };
  const head = {
    messageId: ['m'],
    inReplyTo: [],
    references: [],
    from: [],
    to: [],
    subject: 'Remote',
    preview: 'Beginning',
  };
  await account.takeChanges({
    mailboxes: { set: [inbox], destroyed: [] },
    emails: { set: [{ id: 'm', ...facts, ...head }], changed: [], destroyed: [] },
    states: {},
  });
  return account;
}

describe('search in mail', () => {
  it('[MQ1] finds words wherever they stand, whatever their case and accents', async () => {
    const mail = await mailWith(
      { id: '1', subject: 'Straße', body: 'Nach der Brücke links' },
      { id: '2', subject: 'Two', from: '"Jürgen Müller" <jm@b.example>' },
      { id: '3', subject: 'Three', more: ATTACHED.trimEnd(), body: '' },
      { id: '4', subject: 'Four', body: '明日の会議は東京です' },
      {
        id: '5',
        subject: 'Five',
        more: 'Content-Type: text/html',
        body: '<p>Hidden <b>trea</b>sure</p><style>secret</style>',
      },
    );
    expect(await found(mail, 'strasse brucke')).toEqual(['Straße']);
    expect(await found(mail, 'MULLER')).toEqual(['Two']);
    expect(await found(mail, 'budget')).toEqual(['Three']);
    expect(await found(mail, 'hotel')).toEqual(['Three']);
    expect(await found(mail, '東京')).toEqual(['Four']);
    expect(await found(mail, '京東')).toEqual([]);
    expect(await found(mail, 'treasure')).toEqual(['Five']);
    expect(await found(mail, 'secret')).toEqual([]);
    expect(await found(mail, 'nothing')).toEqual([]);
  });

  it('[MQ2] finds beginnings of words, and words that follow each other', async () => {
    const mail = await mailWith(
      { id: '1', subject: 'One', body: 'The quick brown fox' },
      { id: '2', subject: 'Two', body: 'brown, quick foxes', from: 'Fox <fox@den.example>' },
    );
    expect(await found(mail, 'qui')).toEqual(['Two', 'One']);
    expect(await found(mail, 'q')).toEqual([]);
    expect(await found(mail, '"quick brown"')).toEqual(['One']);
    expect(await found(mail, '"quick bro"')).toEqual([]);
    expect(await found(mail, '"quick bro')).toEqual(['One']);
    expect(await found(mail, 'fox@den.example')).toEqual(['Two']);
    expect(await found(mail, 'fox@den.ex')).toEqual(['Two']);
    // From one field into the next there is no phrase.
    expect(await found(mail, '"hello the"')).toEqual([]);
  });

  it('[MQ3] looks in one field, and leaves out', async () => {
    const mail = await mailWith(
      { id: '1', subject: 'Ada', body: 'plan', from: 'Bob Ray <bob@b.example>' },
      { id: '2', subject: 'Plan', body: 'none', from: 'Ada Ray <ada@a.example>', more: 'Cc: Eve <eve@c.example>\n' },
      { id: '3', subject: 'File', more: ATTACHED.trimEnd(), body: '' },
    );
    expect(await found(mail, 'from:ada')).toEqual(['File', 'Plan']);
    expect(await found(mail, 'subject:ada')).toEqual(['Ada']);
    expect(await found(mail, 'from:"ada ray"')).toEqual(['Plan']);
    expect(await found(mail, 'cc:eve')).toEqual(['Plan']);
    expect(await found(mail, 'to:eve')).toEqual(['Plan']);
    expect(await found(mail, 'to:me -subject:plan -filename:budget')).toEqual(['Ada']);
    expect(await found(mail, 'ray -"ada ray"')).toEqual(['Ada']);
    expect(await found(mail, '-budget')).toEqual(['Plan', 'Ada']);
  });

  it('[MQ4] asks for state, size, attachments and days', async () => {
    const mail = await mailWith(
      { id: '1', subject: 'One', more: 'Status: O\n' },
      { id: '2', subject: 'Two', more: ATTACHED.trimEnd(), body: '' },
      { id: '3', subject: 'Long', body: 'word '.repeat(3000), minute: 60 * 24 * 5, more: 'X-Status: F\n' },
    );
    expect(await found(mail, 'has:attachment')).toEqual(['Two']);
    expect(await found(mail, '-has:attachment')).toEqual(['Long', 'One']);
    expect(await found(mail, 'is:unread')).toEqual(['Long', 'One']);
    expect(await found(mail, 'is:starred')).toEqual(['Long']);
    expect(await found(mail, 'is:unstarred is:read')).toEqual(['Two']);
    expect(await found(mail, 'larger:10k')).toEqual(['Long']);
    expect(await found(mail, 'smaller:10K')).toEqual(['Two', 'One']);
    expect(await found(mail, 'after:2026-11-05')).toEqual(['Long']);
    expect(await found(mail, 'before:2026/11/6')).toEqual(['Two', 'One']);
    expect(await found(mail, 'after:2026')).toEqual([]);
    expect(await found(mail, 'before:2026-12 word')).toEqual(['Long']);
  });

  it('[MQ4] asks for labels by their names', async () => {
    const mail = await mailWith({ id: '1', subject: 'One' }, { id: '2', subject: 'Two' });
    const [two] = await mail.api.emailRows(everything, 0, 9);
    await mail.run({ type: 'setKeywords', emailIds: [two!.id], add: ['b=c3=bcro', 'to_do'], remove: [] });
    expect(await found(mail, 'label:Büro')).toEqual(['Two']);
    expect(await found(mail, 'label:"to do" text')).toEqual(['Two']);
    expect(await found(mail, '-label:büro')).toEqual(['One']);
    expect(await found(mail, 'label:other')).toEqual([]);
  });

  it('[MQ5] looks in mailboxes by name and role, in junk and trash only when asked', async () => {
    const mail = await mailWith(
      { id: '1', subject: 'One' },
      { id: '2', subject: 'Two' },
      { id: '3', subject: 'Three' },
    );
    const rows = await mail.api.emailRows(everything, 0, 9);
    await mail.run([
      { type: 'move', emailIds: [rows[0]!.id], to: 'local-trash' },
      { type: 'move', emailIds: [rows[1]!.id], to: 'local-archive' },
    ]);
    expect(await found(mail, 'text')).toEqual(['Two', 'One']);
    expect(await found(mail, 'text in:trash')).toEqual(['Three']);
    expect(await found(mail, 'text in:work')).toEqual(['One']);
    expect(await found(mail, 'text in:work in:archive')).toEqual(['Two', 'One']);
    expect(await found(mail, 'in:anywhere text')).toEqual(['Three', 'Two', 'One']);
    expect(await found(mail, 'text in:nowhere')).toEqual([]);
    expect(await found(mail, 'text', { where: { role: 'trash' } })).toEqual(['Three']);
    expect(await found(mail, 'text in:trash', { where: { role: 'archive' } })).toEqual(['Three']);
  });

  it('[MQ6] takes for words what is no operator', async () => {
    expect(parseSearch('is:blue before:monday larger:big http://a.example/x').terms.map(({ words }) => words)).toEqual([
      ['is', 'blue'],
      ['before', 'monday'],
      ['larger', 'big'],
      ['http', 'a', 'example', 'x'],
    ]);
    expect(parseSearch('a '.repeat(100)).terms).toHaveLength(20);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { terms } = parseSearch(text);
        return terms.every(({ words }) => words.length > 0 && words.every((word) => word !== ''));
      }),
    );
  });

  it('[MQ7] puts what fits best first, and of what fits alike the newer', async () => {
    const mail = await mailWith(
      { id: '1', subject: 'Plan' },
      { id: '2', subject: 'Body', body: 'a plan' },
      { id: '3', subject: 'Planning' },
      { id: '4', subject: 'Later', body: 'the plan' },
      { id: '5', subject: 'Plan again' },
    );
    const order = { order: 'relevance' } as const;
    expect(await found(mail, 'plan', order)).toEqual(['Plan again', 'Plan', 'Planning', 'Later', 'Body']);
  });

  it('[MQ8] shows text around what was found', async () => {
    const mail = await mailWith(
      {
        id: '1',
        subject: 'One',
        body: `${'Lorem ipsum dolor. '.repeat(40)}Die Prüfung ist morgen. ${'Sit amet. '.repeat(40)}`,
      },
      { id: '2', subject: 'Pruefung Prüfung' },
    );
    const rows = await mail.api.emailRows({ ...everything, text: 'prufung' }, 0, 9);
    const snippets = Object.fromEntries(rows.map(({ subject, snippet }) => [subject, snippet]));
    expect(snippets['Pruefung Prüfung']).toBeUndefined();
    const { text = '', marks = [] } = snippets.One ?? {};
    expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['Prüfung']);
    expect(text.length).toBeLessThan(200);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 3 }), (body, word) => {
        const snippet = snippetOf(body, wordsOf(word));
        return snippet === undefined || snippet.marks.every(([from, to]) => from < to && to <= snippet.text.length);
      }),
    );
  });

  it('[MQ9] indexes in the background, the header first, and makes an index anew that is gone', async () => {
    const mail = await mailWith({ id: '1', subject: 'Imported' });
    expect((await mail.api.emailList({ ...everything, text: 'imported' })).notIndexed).toBe(0);
    const account = await withRemote(mail);
    expect(await mail.api.emailList({ ...everything, text: 'remote' })).toEqual({ total: 0, notIndexed: 1 });
    await mail.indexer.run();
    expect(await found(mail, 'remote beginning')).toEqual(['Remote']);
    expect(await found(mail, 'whole')).toEqual([]);
    await account.putBody('m', new TextEncoder().encode('Subject: Remote\r\n\r\nThe whole text\r\n'));
    expect(await mail.api.indexProgress()).toMatchObject({ done: 1, total: 2 });
    await mail.indexer.run();
    expect(await found(mail, '"whole text"')).toEqual(['Remote']);
    await Promise.all([mail.db.mailSegments.clear(), mail.db.mailTerms.clear(), mail.db.mailPositions.clear()]);
    const again = await testMail(mail.db.name);
    await again.indexer.run();
    expect(await found(again, 'imported')).toEqual(['Imported']);
    expect(await found(again, 'whole')).toEqual(['Remote']);
  });

  it('[MQ9] finds the text of a message whose bytes come while it is being indexed', async () => {
    const mail = await testMail();
    await mail.api.accounts();
    const account = await withRemote(mail);
    const { get } = mail.store.rows;
    let isFirst = true;
    mail.store.rows.get = async (emails) => {
      const rows = await get(emails);
      if (isFirst) {
        isFirst = false;
        await account.putBody('m', new TextEncoder().encode('Subject: Remote\r\n\r\nThe whole text\r\n'));
      }
      return rows;
    };
    await mail.indexer.run();
    expect(await found(mail, '"whole text"')).toEqual(['Remote']);
  });

  it('finds the same after segments were merged, and nothing that was destroyed', async () => {
    const mail = await testMail();
    const words = ['alpha', 'beta', 'gamma', 'delta'];
    for (let batch = 0; batch < 20; batch += 1) {
      const some = Array.from({ length: 3 }, (_, at) => {
        const n = batch * 3 + at;
        return mboxMessage({
          id: String(n),
          subject: String(n),
          minute: n,
          body: `${words[n % 4]} ${words[(n * 7) % 4]} w${n}`,
        });
      });
      await mail.importText(some.join(''));
    }
    const searches = ['alpha', 'be', '"alpha beta"', 'delta -gamma', 'w1', 'subject:12'];
    const before = await Promise.all(searches.map((text) => found(mail, text)));
    expect(await mail.segments.count()).toBe(20);
    await mail.indexer.run();
    expect(await mail.segments.count()).toBeLessThan(8);
    expect(await Promise.all(searches.map((text) => found(mail, text)))).toEqual(before);
    expect(before[0]?.length).toBeGreaterThan(5);
    const rows = await mail.api.emailRows({ ...everything, text: 'alpha' }, 0, 99);
    await mail.run({ type: 'destroy', emailIds: rows.map(({ id }) => id) });
    expect(await found(mail, 'alpha')).toEqual([]);
  });

  it.each(['mailTerms', 'mailPositions'] as const)(
    'finds a phrase while segments are merged: before %s are read',
    async (name) => {
      const mail = await testMail();
      for (let n = 0; n < 8; n += 1)
        await mail.importText(mboxMessage({ id: String(n), subject: String(n), minute: n, body: 'alpha beta' }));
      let merged = 0;
      const table = mail.db[name];
      const read = name === 'mailTerms' ? 'bulkGet' : 'get';
      const asked = table[read].bind(table) as (keys: unknown) => unknown;
      Object.assign(table, {
        async [read](keys: unknown) {
          if (merged === 0) {
            merged = 1;
            await mail.segments.merge(
              () => true,
              async () => {},
            );
          }
          return asked(keys);
        },
      });
      expect((await found(mail, '"alpha beta"')).length).toBe(8);
      expect(merged).toBe(1);
      expect(await mail.segments.count()).toBe(1);
    },
  );

  it('[MQ2] finds the phrases that a look at every message finds', async () => {
    const word = fc.constantFrom('foo', 'fox', 'foxes', 'bar', 'ba', 'zed');
    const bodies = fc.sample(fc.array(word, { minLength: 1, maxLength: 30 }), { numRuns: 60, seed: 5 });
    const mail = await testMail();
    for (const from of [0, 20, 40])
      await mail.importText(
        bodies
          .slice(from, from + 20)
          .map((body, at) =>
            mboxMessage({ id: `${from + at}`, subject: `n${from + at}`, minute: from + at, body: body.join(' ') }),
          )
          .join(''),
      );
    const phrase = fc.tuple(fc.array(word, { minLength: 2, maxLength: 4 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(phrase, async ([words, isOpen]) => {
        const isAt = (body: readonly string[], start: number) =>
          words.every((each, at) =>
            isOpen && at === words.length - 1 ? body[start + at]?.startsWith(each) : body[start + at] === each,
          );
        const wanted = bodies.flatMap((body, n) => (body.some((_, start) => isAt(body, start)) ? [`n${n}`] : []));
        expect(new Set(await found(mail, `"${words.join(' ')}${isOpen ? '' : '"'}`))).toEqual(new Set(wanted));
      }),
      { numRuns: 80 },
    );
  });

  it('cuts texts into words, whatever they are', () => {
    expect(wordsOf("L'été, e-mail: Ada's x_y 3.5")).toEqual(['l', 'ete', 'e', 'mail', 'ada', 's', 'x', 'y', '3', '5']);
    expect(wordsOf('東京tower')).toEqual(['東', '京', 'tower']);
    expect(wordsOf('ジム・ア゠')).toEqual(['ジ', 'ム', 'ア']);
    expect(wordsOf('a'.repeat(60))).toEqual(['a'.repeat(40)]);
    expect(wordsOf('a'.repeat(500))).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        wordsOf(text).every((word) => word !== '' && !word.includes(' ')),
      ),
    );
  });
});
