// What our client does with a real server, the same for each of them: test/mail/*.test.ts run it.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeMessage } from '../../src/formats/mail/write-message.js';
import { message, startDevice, type TestDevice } from './mail-client.js';
import type { TestMailPerson, TestMailServer } from './mail-server.js';
import type { MemoryMailStore } from './memory-mail-store.js';

export function mailServerSuite(name: string, start: () => Promise<TestMailServer>): void {
  describe(`JMAP client and ${name}`, () => {
    let server: TestMailServer;
    let devices: TestDevice[] = [];
    beforeAll(async () => {
      server = await start();
    });
    afterEach(async () => {
      await Promise.all(devices.map((device) => device.end()));
      devices = [];
    });
    afterAll(() => server?.end());

    const startOne = (person: TestMailPerson, options?: Parameters<typeof startDevice>[2]): TestDevice => {
      const device = startDevice(server, person, options);
      devices.push(device);
      return device;
    };
    const deviceOf = async (person: TestMailPerson, options?: Parameters<typeof startDevice>[2]) => {
      const device = startOne(person, options);
      await device.settled();
      return device;
    };
    const find = (store: MemoryMailStore, subject: string) =>
      [...store.emails.values()].filter((email) => email.subject === subject);
    const one = (store: MemoryMailStore, subject: string) => find(store, subject)[0]!;
    const arrive = (device: TestDevice, subject: string) =>
      device.store.until(() => find(device.store, subject).length > 0);

    function draft(device: TestDevice, subject: string, to: string, text = 'Hällo.', id = `draft ${subject}`) {
      const messageId = `${subject.replaceAll(/\W/g, '-')}@written.test`;
      const attachment = { name: 'Übersicht.txt', type: 'text/plain', bytes: new TextEncoder().encode('Ueberblick') };
      const bytes = writeMessage({
        from: [{ name: 'Alice Müller', email: server.alice.address }],
        to: [{ name: null, email: to }],
        date: { time: Date.UTC(2026, 10, 29, 12), offset: 60 },
        attachments: [attachment],
        ...{ subject, text, messageId },
      });
      device.store.write(id, new Uint8Array(bytes));
      return { id, messageId };
    }
    function send(device: TestDevice, subject: string, to: string, text?: string) {
      const { id, messageId } = draft(device, subject, to, text);
      device.store.act({
        type: 'upload',
        emailId: id,
        mailboxIds: [device.store.idOf('drafts')],
        keywords: ['$seen'],
        receivedAt: Date.UTC(2026, 10, 29, 12),
        messageId,
        submit: {
          identityId: device.store.identities![0]!.id,
          mailFrom: server.alice.address,
          rcptTo: [to],
          sentMailboxId: device.store.idOf('sent'),
        },
      });
      device.ring();
    }

    it('fetches mailboxes with their roles, identities, messages and their bytes', async () => {
      await server.deliver(server.alice.address, message('First', 'Grüße'));
      const { store } = await deviceOf(server.alice);
      const roles = [...store.mailboxes.values()].map(({ role }) => role);
      expect(roles).toEqual(expect.arrayContaining(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash']));
      expect(store.identities?.map(({ email }) => email)).toContain(server.alice.address);
      const email = one(store, 'First');
      expect(email).toMatchObject({
        mailboxIds: [store.idOf('inbox')],
        keywords: [],
        messageId: ['First@made.test'],
        from: [{ name: null, email: 'somebody@elsewhere.test' }],
        preview: 'Grüße',
      });
      expect(new TextDecoder().decode(store.bodies.get(email.id))).toContain('Grüße');
    });

    it('new mail comes by itself', async () => {
      const device = await deviceOf(server.alice);
      await server.deliver(server.alice.address, message('Later', 'x'));
      await arrive(device, 'Later');
    });

    it('read, star, move and delete go both ways', async () => {
      const subjects = ['Read', 'Star', 'Move', 'Delete'];
      for (const subject of subjects) await server.deliver(server.alice.address, message(subject, 'x'));
      const [a, b] = [await deviceOf(server.alice), await deviceOf(server.alice)];
      const id = (subject: string) => one(a.store, subject).id;
      const [inbox, archive] = [a.store.idOf('inbox'), a.store.idOf('archive')];
      a.store.act({ type: 'setKeywords', emailIds: [id('Read')], add: ['$seen'], remove: [] });
      a.store.act({ type: 'setKeywords', emailIds: [id('Star')], add: ['$flagged', 'label'], remove: [] });
      a.store.act({ type: 'place', places: [{ emailId: id('Move'), add: [archive], remove: [inbox] }] });
      a.store.act({ type: 'destroy', emailIds: [id('Delete')] });
      await a.settled();
      await b.settled();
      expect(a.store.rejected).toEqual([]);
      for (const { store } of [a, b]) {
        expect(one(store, 'Read').keywords).toEqual(['$seen']);
        expect(one(store, 'Star').keywords.toSorted()).toEqual(['$flagged', 'label']);
        expect(one(store, 'Move').mailboxIds).toEqual([archive]);
        expect(find(store, 'Delete')).toEqual([]);
      }
      b.store.act({ type: 'setKeywords', emailIds: [id('Star')], add: [], remove: ['$flagged', 'label'] });
      await b.settled();
      await a.settled();
      expect(one(a.store, 'Star').keywords).toEqual([]);
    });

    it('what is there no more is no reason to stop', async () => {
      await server.deliver(server.alice.address, message('Twice', 'x'));
      const [a, b] = [await deviceOf(server.alice), await deviceOf(server.alice)];
      const emailIds = [one(a.store, 'Twice').id];
      a.store.act({ type: 'destroy', emailIds });
      await a.settled();
      b.store.act({ type: 'setKeywords', emailIds, add: ['$seen'], remove: [] });
      b.store.act({ type: 'destroy', emailIds });
      await b.settled();
      expect(b.store.rejected).toEqual([]);
    });

    it('folders are made, renamed, moved and removed', async () => {
      const [a, b] = [await deviceOf(server.alice), await deviceOf(server.alice)];
      a.store.act({ type: 'createMailbox', mailboxId: 'p', name: 'Projekte', parentId: null });
      a.store.act({ type: 'createMailbox', mailboxId: 'c', name: 'Küche', parentId: 'p' });
      await a.settled();
      await b.settled();
      const named = (name: string) => [...b.store.mailboxes.values()].find((mailbox) => mailbox.name === name);
      expect(named('Küche')?.parentId).toBe(named('Projekte')?.id);
      a.store.act({ type: 'updateMailbox', mailboxId: 'c', name: 'Bad', parentId: null });
      await a.settled();
      await b.settled();
      expect(named('Küche')).toBeUndefined();
      expect(named('Bad')?.parentId).toBeNull();
      a.store.act({ type: 'destroyMailbox', mailboxId: 'c' });
      a.store.act({ type: 'destroyMailbox', mailboxId: 'p' });
      await a.settled();
      await b.settled();
      expect(named('Bad') ?? named('Projekte')).toBeUndefined();
      expect(a.store.rejected).toEqual([]);
    });

    it('a folder whose making was cut is made once', async () => {
      const device = await deviceOf(server.alice);
      let cuts = 1;
      device.network.after = (_, { body }) => {
        if (String(body).includes('Mailbox/set') && cuts-- > 0) throw new TypeError('cut');
      };
      device.store.act({ type: 'createMailbox', mailboxId: 'once', name: 'Einmal', parentId: null });
      await device.settled();
      expect(device.store.rejected).toEqual([]);
      expect([...device.store.mailboxes.values()].filter(({ name }) => name === 'Einmal')).toHaveLength(1);
    });

    it('answers stand in one thread', async () => {
      await server.deliver(server.alice.address, message('Thread', 'x'));
      const re = { Subject: 'Re: Thread', 'In-Reply-To': '<Thread@made.test>', References: '<Thread@made.test>' };
      await server.deliver(server.alice.address, message('Re Thread', 'x', re));
      const { store } = await deviceOf(server.alice);
      expect(one(store, 'Re: Thread')).toMatchObject({
        threadId: one(store, 'Thread').threadId,
        inReplyTo: ['Thread@made.test'],
      });
    });

    it('a draft is uploaded as it is, also when the answer to it is cut', async () => {
      const device = await deviceOf(server.alice);
      const { id, messageId } = draft(device, 'Entwurf', server.bob.address);
      let cuts = 1;
      device.network.after = (_, { body }) => {
        if (String(body).includes('Email/import') && cuts-- > 0) throw new TypeError('cut');
      };
      const [mailboxIds, keywords] = [[device.store.idOf('drafts')], ['$draft', '$seen']];
      const receivedAt = Date.UTC(2026, 10, 29, 12);
      device.store.act({ type: 'upload', emailId: id, mailboxIds, keywords, receivedAt, messageId });
      await device.settled();
      const other = await deviceOf(server.alice);
      expect(find(other.store, 'Entwurf')).toMatchObject([{ mailboxIds, receivedAt }]);
      const email = one(other.store, 'Entwurf');
      expect(email.keywords).toEqual(expect.arrayContaining(keywords)); // Cyrus adds $hasattachment
      expect(other.store.bodies.get(email.id)).toEqual(device.store.bodies.get(id));
    });

    it('sends with an attachment and umlauts', async () => {
      const [a, b] = [await deviceOf(server.alice), await deviceOf(server.bob)];
      send(a, 'Grüße aus Köln', server.bob.address, 'Schöne Grüße');
      await a.settled();
      await arrive(b, 'Grüße aus Köln');
      await b.settled();
      const email = one(b.store, 'Grüße aus Köln');
      expect(email).toMatchObject({ hasAttachment: true, mailboxIds: [b.store.idOf('inbox')] });
      expect(new TextDecoder().decode(b.store.bodies.get(email.id))).toContain('filename');
      const sent = one(a.store, 'Grüße aus Köln');
      expect(sent.mailboxIds).toEqual([a.store.idOf('sent')]);
      expect(sent.keywords).not.toContain('$draft');
      expect(a.store.rejected).toEqual([]);
    });

    it.each([
      ['before the server has it', 'before'],
      ['before its answer is here', 'after'],
    ] as const)('sends once when it is cut %s', async (_, when) => {
      const subject = `Cut ${when}`;
      const device = await deviceOf(server.alice);
      let cuts = 2;
      device.network[when] = (_url, { body }) => {
        if (String(body).includes('EmailSubmission/set') && cuts-- > 0) throw new TypeError('cut');
      };
      send(device, subject, server.bob.address);
      await device.settled();
      expect(server.sentCount(subject)).toBe(1);
      expect(find(device.store, subject).map(({ mailboxIds }) => mailboxIds)).toEqual([[device.store.idOf('sent')]]);
      expect(device.store.rejected).toEqual([]);
    });

    it('sends once when the device is switched off between the answer and noting it', async () => {
      const subject = 'Switched off';
      const device = await deviceOf(server.alice);
      device.network.after = (_url, { body }) => {
        if (!String(body).includes('EmailSubmission/set')) return;
        device.store.beforeWrite = () => {
          throw new Error('off');
        };
      };
      send(device, subject, server.bob.address);
      await device.untilState(({ phase }) => phase === 'waiting');
      await device.end();
      device.store.beforeWrite = () => {};
      const again = await deviceOf(server.alice, { store: device.store });
      expect(await again.store.operations(1)).toEqual([]);
      expect(server.sentCount(subject)).toBe(1);
    });

    it('a recipient that is refused is said, and the message stays a draft', async () => {
      const device = await deviceOf(server.alice);
      send(device, 'Refused', 'refused@elsewhere.test');
      await device.store.until(() => device.store.rejected.length > 0);
      await device.settled();
      expect(find(device.store, 'Refused')).toMatchObject([{ mailboxIds: [device.store.idOf('drafts')] }]);
      expect(one(device.store, 'Refused').keywords).toContain('$draft');
    });

    it('what is refused for now waits, and does not keep other things back', async () => {
      const device = await deviceOf(server.alice, { pollMs: 400_000 });
      send(device, 'Greylisted', 'later@elsewhere.test');
      send(device, 'Not held back', server.bob.address);
      await device.store.until(() => server.sentCount('Not held back') === 1);
      await device.untilState(({ phase }) => phase === 'ready');
      expect((await device.store.operations(9)).map(({ change }) => 'emailId' in change && change.emailId)).toEqual([
        'draft Greylisted',
      ]);
      expect(device.store.rejected).toEqual([]);
    });

    it('goes on after the server was started anew', async () => {
      const device = await deviceOf(server.alice);
      const waiting = device.untilState(({ phase }) => phase !== 'ready');
      const restarted = server.restart();
      device.ring();
      await restarted;
      await server.deliver(server.alice.address, message('After restart', 'x'));
      device.ring();
      await arrive(device, 'After restart');
      void waiting;
    });

    it('a first sync that is cut again and again gets there', async () => {
      const subjects = Array.from({ length: 12 }, (_, i) => `Many ${i}`);
      for (const subject of subjects) await server.deliver(server.bob.address, message(subject, 'x'));
      const device = startOne(server.bob);
      let [requests, lasts] = [0, 2];
      device.network.after = () => {
        if (++requests < lasts) return;
        [requests, lasts] = [0, lasts + 1];
        throw new TypeError('cut');
      };
      await device.store.until(
        () => subjects.every((subject) => find(device.store, subject).length === 1) && device.store.bodies.size >= 12,
      );
    });

    it('a history the server has forgotten is no loss', async () => {
      await server.deliver(server.alice.address, message('Kept', 'x'));
      await server.deliver(server.alice.address, message('Gone meanwhile', 'x'));
      const device = await deviceOf(server.alice);
      await device.end();
      const other = await deviceOf(server.alice);
      other.store.act({ type: 'destroy', emailIds: [one(other.store, 'Gone meanwhile').id] });
      await other.settled();
      await device.store.takeChanges({ states: { Email: 'no-such-state', Mailbox: 'no-such-state' } });
      device.store.act({
        type: 'setKeywords',
        emailIds: [one(device.store, 'Kept').id],
        add: ['$flagged'],
        remove: [],
      });
      const again = await deviceOf(server.alice, { store: device.store });
      await again.store.until(() => find(again.store, 'Gone meanwhile').length === 0);
      expect(one(again.store, 'Kept').keywords).toEqual(['$flagged']);
    });

    it('says that the password is wrong', async () => {
      const device = startOne({ ...server.alice, password: 'wrong' });
      const { problem } = await device.untilState(({ phase }) => phase === 'stopped');
      expect(problem?.kind).toBe('credentials');
    });
  });
}
