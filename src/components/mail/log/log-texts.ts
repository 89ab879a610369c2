// What happened to mail, in words.
import { msg, str } from '@lit/localize';
import { type LoggedMailbox, type MailLogEntry, moveName } from '../../../domain/mail/log/mail-log.js';
import { mailboxName } from '../mail-names.js';

const names = (boxes: readonly LoggedMailbox[]) => boxes.map(mailboxName).join(', ');

/** What happened. */
export function logText({ kind, from, to }: MailLogEntry): string {
  if (kind === 'came') return msg('Came');
  if (kind === 'deleted') return msg('Deleted for good');
  const [there, here] = [names(to), names(from)];
  switch (moveName({ from, to })) {
    case 'sent':
      return msg('Sent');
    case 'took-back':
      return msg('Taken back before it was sent');
    case 'snoozed':
      return msg('Snoozed');
    case 'came-back':
      return msg('Came back to the inbox');
    case 'archived':
      return msg('Archived');
    case 'trashed':
      return msg(str`Moved to the trash from ${here}`);
    case 'spam':
      return msg('Put among spam');
    case 'restored':
      return there === '' ? msg(str`Taken out of ${here}`) : msg(str`Put back into ${there}`);
    case 'added':
      return msg(str`Put into ${there}, too`);
    case 'moved':
      if (there === '') return msg(str`Taken out of ${here}`);
      return msg(str`Moved from ${here} to ${there}`);
  }
}

/** Who did it; '' where that goes without saying. */
export function causeText({ cause, rules, kind }: MailLogEntry): string {
  switch (cause) {
    case 'here':
      return msg('on this device');
    case 'rule': {
      const which = rules.join(', ');
      return which === '' ? msg('by a rule') : msg(str`by the rule “${which}”`);
    }
    case 'blocked':
      return msg('as its sender is blocked');
    case 'elsewhere':
      return kind === 'came' ? '' : msg('on another device, or by the server');
    case 'refused':
      return msg('as the server refused it');
  }
}
