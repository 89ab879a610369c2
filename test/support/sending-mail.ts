// An account that sends, with what is written in it, for tests of what waits to be sent.
import { createMailAccountStore, putMailAccount } from '../../src/workers/mail/account-store.js';
import type { MailCommand, WrittenMessage } from '../../src/workers/mail.api.js';
import { type TestMail, testMail } from './mail-store.js';

export const ACCOUNT = 'acc';

export async function openSending() {
  const mail = await testMail();
  await putMailAccount(mail.store, { id: ACCOUNT, name: 'me@a.example' }, mail.time);
  const store = createMailAccountStore({
    store: mail.store,
    accountId: ACCOUNT,
    now: () => mail.time,
    newId: () => crypto.randomUUID(),
  });
  await store.takeChanges({
    mailboxes: {
      set: (['inbox', 'drafts', 'sent', 'trash'] as const).map((role, sortOrder) => ({
        id: `r-${role}`,
        name: role,
        parentId: null,
        role,
        sortOrder,
      })),
      destroyed: [],
    },
    states: {},
  });
  return { mail, store };
}

export const written = (subject: string, files: WrittenMessage['files'] = []): WrittenMessage => ({
  from: [{ name: 'Me', email: 'me@a.example' }],
  to: [{ name: null, email: 'bob@b.example' }],
  bcc: [{ name: null, email: 'secret@b.example' }],
  date: { time: Date.UTC(2026, 10, 29), offset: 60 },
  messageId: `${subject.replaceAll(/\W/g, '')}-${Math.random()}@a.example`,
  subject,
  text: 'Text.',
  files,
});

export const sending = (subject: string, sendAt: number, more: Partial<MailCommand> = {}) =>
  ({
    type: 'send',
    accountId: ACCOUNT,
    message: written(subject),
    identityId: 'i',
    mailFrom: 'me@a.example',
    rcptTo: ['bob@b.example', 'secret@b.example'],
    sendAt,
    isScheduled: false,
    ...more,
  }) as MailCommand;

export const list = ({ api }: TestMail, role: 'drafts' | 'outbox' | 'scheduled' | 'sent' | 'trash') =>
  api.emailRows({ where: { role }, show: 'all', text: '', collapseThreads: false, order: 'newest' }, 0, 9);
export const subjects = async (mail: TestMail, role: Parameters<typeof list>[1]) =>
  (await list(mail, role)).map(({ subject }) => subject);
