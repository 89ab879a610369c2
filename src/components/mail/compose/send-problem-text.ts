// Why a message could not be sent, in words that say what to do.
import { msg, str } from '@lit/localize';
import type { OutgoingMail } from '../../../app/services.js';

/** @param failed - A type of RFC 8620 §3.6.2 or §5.3, RFC 8621 §7.5, or one of the client's own. */
export function sendProblemText({ type, description }: NonNullable<OutgoingMail['failed']>): string {
  const said = description.trim();
  switch (type) {
    case 'maybeSent':
      return msg(
        'The connection was cut while it was being sent: it may have gone out. Look among what was sent, or ask, before you send it again.',
      );
    case 'invalidRecipients':
      return msg(str`The server refuses a recipient: ${said}. Correct the address and send it again.`);
    case 'noRecipients':
      return msg('It goes to nobody: add a recipient and send it again.');
    case 'tooManyRecipients':
      return msg('It goes to more people than the server allows at once. Send it to fewer at a time.');
    case 'tooLarge':
    case 'requestTooLarge':
      return msg('It is larger than the server takes. Take files out, or make them smaller, and send it again.');
    case 'overQuota':
      return msg(
        'Your mailbox is full, so the server does not take it. Delete mail you do not need, then send it again.',
      );
    case 'forbiddenFrom':
    case 'forbiddenMailFrom':
    case 'forbiddenToSend':
      return msg(str`The server does not let you send from this address. ${said} Choose another one under “From”.`);
    case 'invalidEmail':
    case 'invalidProperties':
      return msg(str`The server says that the message is not as it should be. ${said} Edit it and send it again.`);
    case 'canceled':
      return msg('It was taken back at the server before its time, by another device or program.');
    case 'noBody':
      return msg('The message is not on this device any more. Write it again.');
    default:
      return said === ''
        ? msg('The server refuses it without saying why. Try again, or ask your provider.')
        : msg(str`The server refuses it: ${said}`);
  }
}
