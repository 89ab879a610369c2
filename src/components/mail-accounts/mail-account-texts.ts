// How an account of a mail server stands, and what is wrong, in words that say what to do.
import { msg, str } from '@lit/localize';
import type { MailAccountState, MailServerProblem, MailSignIn } from '../../app/mail/mail-server-service.js';
import { momentText } from '../calendar/refresh-text.js';
import { bytesText } from '../shell/settings-choices.js';

const JUST_MS = 90_000;

/** @param signIn - What the person signs in with. */
export function describeServerProblem(problem: MailServerProblem, signIn: MailSignIn = 'password'): string {
  const host = problem.host || msg('The server');
  switch (problem.kind) {
    case 'credentials':
      return signIn === 'password'
        ? msg(
            str`${host} does not accept this password. Many providers want a password made for apps: look for “app password” in their settings.`,
          )
        : msg(str`${host} does not accept this token. It may have been withdrawn: make a new one at your provider.`);
    case 'offline':
      return msg('This device is offline. What you do is kept and told to the server later.');
    case 'unreachable':
      return msg(
        str`${host} cannot be reached. It may be down, its certificate may have expired or be for another name, or it may not let web apps in (CORS).`,
      );
    case 'forbidden':
      return msg(
        str`${host} is there, but does not let web apps in. That is a setting of that server (CORS); a gateway can stand before it.`,
      );
    case 'timeout':
      return msg(str`${host} took too long to answer.`);
    case 'rate':
      return msg(str`${host} asks to wait: there were many requests. It goes on by itself.`);
    case 'status':
      return msg(str`${host} has trouble (${String(problem.status ?? '?')}). It is tried again by itself.`);
    case 'answer':
      return msg(str`What ${host} answers cannot be understood. Is it a JMAP server?`);
    case 'insecure':
      return msg('Passwords are only sent encrypted: the server’s address has to begin with https://.');
    case 'elsewhere':
      return msg(str`${host} says that mail of this address is somewhere else.`);
    case 'not-found':
      return msg(
        str`No JMAP server was found at ${host}. Type the address of your server, or of a gateway before it, under “Server”.`,
      );
    case 'no-mail':
      return msg(str`You are signed in at ${host}, but have no mail there.`);
    case 'locked':
      return msg('The password cannot be read on this device. Type it again.');
  }
}

/** In a few words. @param now - Epoch ms. */
export function stateText(state: MailAccountState | undefined, now: number, locale: string): string {
  if (state === undefined || state.phase === 'connecting') return msg('Connecting…');
  if (state.phase === 'waiting' || state.phase === 'stopped')
    return state.problem ? describeServerProblem(state.problem) : '';
  if (state.phase === 'fetching') {
    const { done = 0, total = 0 } = state;
    const number = (value: number) => value.toLocaleString(locale);
    return total > 0
      ? msg(str`Fetching messages: ${number(done)} of ${number(total)}`)
      : msg('Fetching messages, the newest first…');
  }
  const { syncedAt, isLive } = state;
  if (isLive === true) return msg('Up to date. New mail comes at once.');
  if (syncedAt === undefined || now - syncedAt < JUST_MS) return msg('Up to date. The server is asked every minute.');
  return momentText(syncedAt, locale);
}

/** `1.2 GB of 5 GB used`; '' where the server does not say. */
export function quotaText({ quota }: MailAccountState, locale: string): string {
  if (quota === undefined) return '';
  const [used, limit] = [bytesText(quota.used, locale), bytesText(quota.limit, locale)];
  return quota.used >= quota.limit
    ? msg(
        str`Your mailbox is full (${limit}): nothing new comes in, and nothing can be saved. Delete what you do not need.`,
      )
    : msg(str`${used} of ${limit} used`);
}

/** What a server would not do, and what became of it. @param what - A `SetError` (RFC 8620 §5.3, RFC 8621 §7.5). */
export function refusalText({ type, description }: { readonly type: string; readonly description: string }): string {
  const said = description === '' ? '' : ` ${msg(str`The server says: “${description}”.`)}`;
  switch (type) {
    case 'maybeSent':
      return msg(
        'A message was cut off while it was being sent: it may have gone out. It is in Drafts; ask whoever it was for before you send it again.',
      );
    case 'invalidRecipients':
    case 'noRecipients':
    case 'tooManyRecipients':
      return `${msg('A message was not sent: the server does not accept who it is for. It is in Drafts.')}${said}`;
    case 'forbiddenFrom':
    case 'forbiddenMailFrom':
    case 'forbiddenToSend':
      return `${msg('A message was not sent: the server does not let you send it. It is in Drafts.')}${said}`;
    case 'tooLarge':
      return `${msg('A message is larger than the server takes. It is on this device alone.')}${said}`;
    case 'overQuota':
      return `${msg('Your mailbox is full: something could not be saved at the server.')}${said}`;
    case 'mailboxHasEmail':
      return msg('A folder was not deleted: a message has come into it meanwhile.');
    case 'cannotUnsend':
      return msg('A message had gone out before it could be taken back: it is among what was sent.');
    default:
      return `${msg(str`The server refused something you did (${type}); it is as it was.`)}${said}`;
  }
}
