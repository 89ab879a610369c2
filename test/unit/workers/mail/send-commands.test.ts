import { describe, expect, it } from 'vitest';
import type { MailOperationChange } from '../../../../src/domain/mail/operation.js';
import type { MailOperationRecord } from '../../../../src/store/mail/records.js';
import { waitingOf } from '../../../../src/workers/mail/send-commands.js';
import { ACCOUNT, openSending, sending, subjects, written } from '../../../support/sending-mail.js';

describe('what is written here', () => {
  it('[MC8] keeps one draft, with its files and its blind copies, and tells the server when it rests', async () => {
    const { mail, store } = await openSending();
    const file = { name: 'Übersicht.txt', type: 'text/plain', blob: new Blob(['plan']) };
    const first = await mail.run({ type: 'saveDraft', accountId: ACCOUNT, message: written('One') });
    const second = await mail.run({
      type: 'saveDraft',
      accountId: ACCOUNT,
      message: written('Two', [file]),
      replaces: first.emailId!,
    });
    expect(await subjects(mail, 'drafts')).toEqual(['Two']);
    const draft = await mail.api.email(second.emailId!);
    expect(draft).toMatchObject({ keywords: ['$seen', '$draft'], bcc: [{ email: 'secret@b.example' }] });
    expect(draft?.attachments.map(({ name }) => name)).toEqual(['Übersicht.txt']);
    // The first one was never told of: nobody has to hear that it is gone.
    const [only, ...others] = await store.operations(9);
    expect(others).toEqual([]);
    expect(only?.change).toMatchObject({ type: 'upload', emailId: second.emailId, holdUntil: mail.time + 20_000 });
  });

  it('[MC8] keeps drafts without a server, but sends nothing from there', async () => {
    const { mail } = await openSending();
    const { emailId } = await mail.run({ type: 'saveDraft', accountId: 'local', message: written('Here') });
    expect(await mail.api.email(emailId!)).toMatchObject({ subject: 'Here', accountId: 'local' });
    await expect(mail.run(sending('No', 0, { accountId: 'local' }))).rejects.toMatchObject({ code: 'store/not-found' });
  });

  it('[MC9] takes back what waits, until the client is at it', async () => {
    const { mail, store } = await openSending();
    const { emailId } = await mail.run(sending('Later', mail.time + 10_000));
    expect([await subjects(mail, 'outbox'), await subjects(mail, 'drafts')]).toEqual([['Later'], []]);
    expect(await mail.api.outgoing()).toEqual([
      { emailId, accountId: ACCOUNT, subject: 'Later', sendAt: mail.time + 10_000, isBegun: false },
    ]);
    expect(await mail.run({ type: 'takeBack', emailId: emailId! })).not.toHaveProperty('isTooLate');
    expect([await subjects(mail, 'outbox'), await subjects(mail, 'drafts')]).toEqual([[], ['Later']]);
    expect(await mail.api.outgoing()).toEqual([]);

    const again = await mail.run(sending('Gone', mail.time, { replaces: emailId! }));
    const [operation] = await store.operations(9);
    expect(await store.begin(operation!.n, true)).toBe(true);
    expect(await mail.run({ type: 'takeBack', emailId: again.emailId! })).toMatchObject({ isTooLate: true });
    await mail.run({
      type: 'move',
      emailIds: [again.emailId!],
      to: (await mail.api.mailboxes()).find(({ role, accountId }) => role === 'trash' && accountId === ACCOUNT)!.id,
    });
    expect(await subjects(mail, 'outbox')).toEqual(['Gone']);
    expect(await subjects(mail, 'drafts')).toEqual([]);
  });

  it('[MC9] takes back what was cut on its way: the server may have it, so it is told when it is thrown away', async () => {
    const { mail, store } = await openSending();
    const { emailId } = await mail.run(sending('Cut', mail.time));
    const [operation] = await store.operations(9);
    await store.begin(operation!.n, true);
    await store.begin(operation!.n, false);
    expect(await mail.run({ type: 'takeBack', emailId: emailId! })).not.toHaveProperty('isTooLate');
    await mail.run({ type: 'destroy', emailIds: [emailId!] });
    expect(await subjects(mail, 'drafts')).toEqual([]);
    const [upload, destroy] = await store.operations(9);
    expect([upload?.change, destroy?.change]).toMatchObject([
      { type: 'upload', emailId },
      { type: 'destroy', emailIds: [emailId] },
    ]);
    expect(upload?.change).not.toHaveProperty('submit');
    await store.link(upload!.n, { id: 'm1', blobId: 'b1', threadId: 't1' });
    await store.settle(upload!.n);
    expect(await subjects(mail, 'drafts')).toEqual([]);
    expect(await store.remoteId('email', emailId!)).toBe('m1');
    await store.settle(destroy!.n);
    expect(await mail.db.mailBlobs.count()).toBe(0);
  });

  it('[MC9] takes back what is moved or deleted, and the client hears of it', async () => {
    const { mail, store } = await openSending();
    const { emailId } = await mail.run(sending('Moved', mail.time));
    const [operation] = await store.operations(9);
    const trash = (await mail.api.mailboxes()).find((box) => box.role === 'trash' && box.accountId === ACCOUNT)!;
    const done = await mail.run({ type: 'move', emailIds: [emailId!], to: trash.id });
    expect(await store.begin(operation!.n, true)).toBe(false);
    expect((await store.operations(9)).some(({ change }) => change.type === 'upload' && change.submit)).toBe(false);
    await mail.undo(done);
    expect(await subjects(mail, 'drafts')).toEqual(['Moved']);
    await mail.run({ type: 'destroy', emailIds: [emailId!] });
    expect((await store.operations(9)).filter(({ change }) => change.type !== 'place')).toEqual([]);
  });

  it('[MC9] shows what is being sent in the outbox, whatever the server says, until it is among what was sent', async () => {
    const { mail, store } = await openSending();
    const { emailId } = await mail.run(sending('Going', mail.time));
    const [operation] = await store.operations(9);
    await store.begin(operation!.n, true);
    await store.link(operation!.n, { id: 'm1', blobId: 'b1', threadId: 't1' });
    await store.takeChanges({
      emails: { set: [], changed: [{ id: 'm1', keywords: ['$draft', '$seen', '$ikebana-sending'] }], destroyed: [] },
      states: {},
    });
    expect([await subjects(mail, 'outbox'), await subjects(mail, 'drafts')]).toEqual([['Going'], []]);
    await store.settle(operation!.n);
    expect([await subjects(mail, 'outbox'), await subjects(mail, 'sent')]).toEqual([[], ['Going']]);
    expect((await mail.api.email(emailId!))?.keywords).toEqual(['$seen', '$ikebana-sending']);
  });

  it('[MC9] keeps what the server refuses in the outbox with the reason, and sends it again when it is told to', async () => {
    const { mail, store } = await openSending();
    const { emailId } = await mail.run(sending('Refused', mail.time, { isScheduled: true }));
    expect(await subjects(mail, 'scheduled')).toEqual(['Refused']);
    const [operation] = await store.operations(9);
    await store.begin(operation!.n, true);
    await store.reject(operation!.n, { type: 'invalidRecipients', description: 'bob@b.example 550 no such user' });
    expect(await store.operations(9)).toEqual([]);
    expect(await mail.api.outgoing()).toMatchObject([{ emailId, failed: { type: 'invalidRecipients' } }]);
    await mail.run({ type: 'sendNow', emailId: emailId! });
    expect(await subjects(mail, 'outbox')).toEqual(['Refused']);
    expect((await store.operations(9)).map(({ change }) => change)).toMatchObject([
      { type: 'upload', emailId, submit: { sendAt: mail.time } },
    ]);
    const [outgoing] = await mail.api.outgoing();
    expect(outgoing).not.toHaveProperty('failed');
  });

  it('[MS10] what its server holds is taken back there, is not sent anew, and is among what was sent after its time', async () => {
    const { mail, store } = await openSending();
    const { emailId } = await mail.run(sending('Held', mail.time + 9_000_000, { isScheduled: true }));
    const [operation] = await store.operations(9);
    await store.begin(operation!.n, true);
    await store.link(operation!.n, { id: 'm1', blobId: 'b1', threadId: 't1' });
    await store.handOver(operation!.n, 's1');
    await store.takeChanges({
      emails: { set: [], changed: [{ id: 'm1', keywords: ['$seen'] }], destroyed: [] },
      states: {},
    });
    expect([await subjects(mail, 'scheduled'), await subjects(mail, 'drafts')]).toEqual([['Held'], []]);
    expect(await mail.api.outgoing()).toMatchObject([{ emailId, isHandedOver: true, isBegun: false }]);
    await mail.run({ type: 'sendNow', emailId: emailId! });
    expect(await store.operations(9)).toMatchObject([{ handedOver: 's1' }]);
    expect(await mail.run({ type: 'takeBack', emailId: emailId! })).not.toHaveProperty('isTooLate');
    expect([await subjects(mail, 'scheduled'), await subjects(mail, 'drafts')]).toEqual([[], ['Held']]);
    const [told] = await store.operations(9);
    expect(told!.change).toMatchObject({
      type: 'cancelSend',
      emailId,
      submissionId: 's1',
      sendAt: mail.time + 9_000_000,
    });
    await store.settle(told!.n);
    expect([await subjects(mail, 'drafts'), await mail.api.outgoing()]).toEqual([['Held'], []]);
    // What the server does not give back stays where it is, also when it is moved.
    await mail.run({ type: 'destroy', emailIds: [emailId!] });
    const kept = await mail.run(sending('Kept', mail.time + 9_000_000, { isScheduled: true }));
    const upload = (await store.operations(9)).find(({ change }) => change.type === 'upload');
    await store.link(upload!.n, { id: 'm3', blobId: 'b3', threadId: 't3' });
    await store.handOver(upload!.n, '');
    expect(await mail.run({ type: 'takeBack', emailId: kept.emailId! })).toEqual({ isTooLate: true });
    expect([await subjects(mail, 'scheduled'), await mail.api.outgoing()]).toMatchObject([
      ...[['Kept'], [{ isBegun: true, isHandedOver: true }]],
    ]);
    await store.settle(upload!.n);
    expect(await subjects(mail, 'sent')).toEqual(['Kept']);
    for (const { n } of await store.operations(9)) await store.settle(n);
    // Once more, and this time it goes.
    await mail.run(sending('Gone', mail.time + 9_000_000, { isScheduled: true }));
    const [later] = await store.operations(9);
    await store.link(later!.n, { id: 'm2', blobId: 'b2', threadId: 't2' });
    await store.handOver(later!.n, 's2');
    await store.settle(later!.n);
    expect([await subjects(mail, 'scheduled'), await subjects(mail, 'sent')]).toEqual([
      [],
      expect.arrayContaining(['Gone', 'Kept']),
    ]);
  });

  it('[MS10] what went before it was taken back is among what was sent, as its server says', async () => {
    const { mail, store } = await openSending();
    const { emailId } = await mail.run(sending('Held', mail.time + 9_000_000, { isScheduled: true }));
    const [operation] = await store.operations(9);
    await store.link(operation!.n, { id: 'm1', blobId: 'b1', threadId: 't1' });
    await store.handOver(operation!.n, 's1');
    await mail.run({ type: 'takeBack', emailId: emailId! });
    const [told] = await store.operations(9);
    await store.reject(told!.n, { type: 'cannotUnsend', description: '' });
    await store.takeChanges({
      emails: { set: [], changed: [{ id: 'm1', mailboxIds: ['r-sent'], keywords: ['$seen'] }], destroyed: [] },
      states: {},
    });
    expect([await subjects(mail, 'drafts'), await subjects(mail, 'sent')]).toEqual([[], ['Held']]);
    expect(mail.store.accounts.get(ACCOUNT)?.refused).toMatchObject([{ type: 'cannotUnsend' }]);
  });

  it('what servers are still to be told is counted by account and kind, messages one by one', () => {
    const operation = (accountId: string, change: MailOperationChange, more: Partial<MailOperationRecord> = {}) => ({
      ...{ accountId, change },
      ...more,
    });
    const upload = { type: 'upload', mailboxIds: ['d'], keywords: [], receivedAt: 0, messageId: 'm' } as const;
    const submit = { identityId: 'i', mailFrom: 'a@b.c', rcptTo: ['d@e.f'], sentMailboxId: 's' };
    const place = (emailId: string) => ({ emailId, add: ['x'], remove: [] });
    expect(waitingOf([])).toEqual({});
    expect(
      waitingOf([
        operation('a', { type: 'setKeywords', emailIds: ['1', '2'], add: ['$seen'], remove: [] }),
        operation('a', { type: 'setKeywords', emailIds: ['3'], add: [], remove: ['$seen'] }),
        operation('a', { type: 'place', places: [place('1'), place('2'), place('3')] }),
        operation('b', { type: 'destroy', emailIds: ['7', '8'] }),
        operation('b', { type: 'createMailbox', mailboxId: 'm', name: 'New', parentId: null }),
        operation('b', {
          ...{
            type: 'cancelSend',
            emailId: '9',
            submissionId: 's',
            sendAt: 1,
            draftsMailboxId: 'd',
            sentMailboxId: 's',
          },
        }),
        // A draft is told to its server, at once or when it rests; a message that is sent stands in the outbox.
        operation('b', { ...upload, emailId: '4' }),
        operation('b', { ...upload, emailId: '5', holdUntil: 5 }),
        operation('b', { ...upload, emailId: '6', submit }),
        operation('c', { ...upload, emailId: '10', submit }, { isBegun: true }),
        // What was refused is the person's, and waits for nobody.
        operation(
          'c',
          { type: 'destroy', emailIds: ['11'] },
          { failed: { time: 1, type: 'forbidden', description: '' } },
        ),
      ]),
    ).toEqual({
      a: { setKeywords: 3, place: 3 },
      b: { destroy: 2, createMailbox: 1, cancelSend: 1, upload: 2 },
    });
  });
});
