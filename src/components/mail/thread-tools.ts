// What can be done with a conversation: the buttons above it, as the person has chosen, and the menu beside them with the rest.
import { msg } from '@lit/localize';
import snoozeIcon from 'lucide-static/icons/alarm-clock.svg?raw';
import archiveIcon from 'lucide-static/icons/archive.svg?raw';
import eventIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import moveIcon from 'lucide-static/icons/folder-input.svg?raw';
import forwardIcon from 'lucide-static/icons/forward.svg?raw';
import inboxIcon from 'lucide-static/icons/inbox.svg?raw';
import unreadIcon from 'lucide-static/icons/mail.svg?raw';
import printIcon from 'lucide-static/icons/printer.svg?raw';
import replyIcon from 'lucide-static/icons/reply.svg?raw';
import replyAllIcon from 'lucide-static/icons/reply-all.svg?raw';
import junkIcon from 'lucide-static/icons/shield-alert.svg?raw';
import notJunkIcon from 'lucide-static/icons/shield-check.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import labelIcon from 'lucide-static/icons/tag.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { MailboxRole } from '../../domain/mail/mailbox.js';
import type { MenuItem } from '../shared/ik-menu.js';
import { THREAD_TOOLS, type ThreadTool } from './mail-looks.js';

/** What it is called where one chooses the buttons. */
export function toolName(tool: ThreadTool): string {
  switch (tool) {
    case 'reply':
      return msg('Reply');
    case 'reply-all':
      return msg('Reply to all');
    case 'forward':
      return msg('Forward');
    case 'archive':
      return msg('Move to the archive');
    case 'trash':
      return msg('Delete');
    case 'star':
      return msg('Star');
    case 'read':
      return msg('Mark as unread');
    case 'move':
      return msg('Move to…');
    case 'label':
      return msg('Label…');
    case 'snooze':
      return msg('Snooze…');
    case 'junk':
      return msg('Spam');
    case 'event':
      return msg('Organise event');
    case 'print':
      return msg('Print');
  }
}

const icons: Readonly<Record<ThreadTool, string>> = {
  reply: replyIcon,
  'reply-all': replyAllIcon,
  forward: forwardIcon,
  archive: archiveIcon,
  trash: trashIcon,
  star: starIcon,
  read: unreadIcon,
  move: moveIcon,
  label: labelIcon,
  snooze: snoozeIcon,
  junk: junkIcon,
  event: eventIcon,
  print: printIcon,
};
const keys: Readonly<Partial<Record<ThreadTool, string>>> = {
  ...{ archive: 'e', trash: '#', star: 's', read: 'u', move: 'v', label: 'l', snooze: 'b', junk: '!' },
  ...{ reply: 'r', 'reply-all': 'a', forward: 'f' },
};

/** Of a list of that role, and there: where mail has left the inbox already, tools lead back. */
function toolItem(tool: ThreadTool, role: MailboxRole | undefined): (MenuItem & { readonly icon: string }) | undefined {
  const isGone = role === 'trash' || role === 'junk' || role === 'archive' || role === 'snoozed';
  if (tool === 'trash' && role === 'trash') return undefined;
  if ((tool === 'junk' || tool === 'archive') && role === 'junk')
    return { id: 'inbox', label: msg('Not spam'), icon: notJunkIcon };
  if (tool === 'archive' && isGone) return { id: 'inbox', label: msg('Move to the inbox'), icon: inboxIcon };
  const hint = keys[tool];
  return { id: tool, label: toolName(tool), icon: icons[tool], ...(hint !== undefined && { hint }) };
}

/** @param chosen - Buttons; everything else is in the menu. */
export function threadTools(chosen: readonly ThreadTool[], role: MailboxRole | undefined) {
  const known = new Set<string>();
  // What leads back to the inbox stands for two tools, and is there once.
  const items = (tools: readonly ThreadTool[]) =>
    tools
      .flatMap((tool) => toolItem(tool, role) ?? [])
      .filter(({ id }) => !known.has(id) && known.add(id) !== undefined);
  return {
    buttons: items(THREAD_TOOLS.filter((tool) => chosen.includes(tool))),
    menu: items(THREAD_TOOLS.filter((tool) => !chosen.includes(tool))),
  };
}
