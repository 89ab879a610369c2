// What happened to mail, in words.
import { msg, str } from '@lit/localize';
import { labelName } from '../../../domain/mail/labels.js';
import {
  type LoggedLabels,
  type LoggedMailbox,
  type MailLogChange,
  type MailLogEntry,
  moveName,
} from '../../../domain/mail/log/mail-log.js';
import { quoted } from '../../shared/quoted.js';
import { mailboxName } from '../mail-names.js';

const names = (boxes: readonly LoggedMailbox[]) => boxes.map(mailboxName).join(', ');

/** What happened. */
export function logText({ kind, from, to, change, labels }: MailLogEntry): string {
  if (change !== undefined) return changeText(change);
  if (labels !== undefined) return labelText(labels);
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

const labelNames = (labels: readonly string[]) => labels.map((label) => quoted(labelName(label))).join(', ');

function labelText({ added, removed }: LoggedLabels): string {
  const [on, off] = [labelNames(added), labelNames(removed)];
  if (removed.length === 0) return msg(str`Labelled ${on}`);
  return added.length === 0 ? msg(str`Label ${off} taken off`) : msg(str`Labelled ${on}, no longer ${off}`);
}

function changeText(change: MailLogChange): string {
  if (!('name' in change)) {
    if (change.what === 'away-on') return msg('Out of office switched on');
    return change.what === 'away-off' ? msg('Out of office switched off') : msg('Out of office changed');
  }
  const { what, name, before = '' } = change;
  switch (what) {
    case 'folder-made':
      return msg(str`Folder “${name}” made`);
    case 'folder-renamed':
      return msg(str`Folder “${before}” renamed to “${name}”`);
    case 'folder-nested':
      return msg(str`Folder “${name}” put elsewhere`);
    case 'folder-deleted':
      return msg(str`Folder “${name}” deleted`);
    case 'rule-made':
      return msg(str`Rule “${name}” made`);
    case 'rule-changed':
      return before === '' ? msg(str`Rule “${name}” changed`) : msg(str`Rule “${before}” is “${name}” now`);
    case 'rule-on':
      return msg(str`Rule “${name}” switched on`);
    case 'rule-off':
      return msg(str`Rule “${name}” switched off`);
    case 'rule-deleted':
      return msg(str`Rule “${name}” deleted`);
    case 'rules-ordered':
      return msg('Order of rules changed');
    case 'sender-blocked':
      return msg(str`${name} blocked`);
    case 'sender-approved':
      return msg(str`${name} approved`);
    case 'sender-removed':
      return msg(str`${name} neither blocked nor approved any more`);
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
    case 'filter':
      return msg('as it is like what was marked as spam');
    case 'elsewhere':
      return kind === 'came' ? '' : msg('on another device, or by the server');
    case 'refused':
      return msg('as the server refused it');
  }
}
