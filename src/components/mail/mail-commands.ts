import { msg } from '@lit/localize';
import snoozeIcon from 'lucide-static/icons/alarm-clock.svg?raw';
import archiveIcon from 'lucide-static/icons/archive.svg?raw';
import eventIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import importIcon from 'lucide-static/icons/file-up.svg?raw';
import moveIcon from 'lucide-static/icons/folder-input.svg?raw';
import newFolderIcon from 'lucide-static/icons/folder-plus.svg?raw';
import forwardIcon from 'lucide-static/icons/forward.svg?raw';
import restoreIcon from 'lucide-static/icons/history.svg?raw';
import inboxIcon from 'lucide-static/icons/inbox.svg?raw';
import logIcon from 'lucide-static/icons/list.svg?raw';
import unreadIcon from 'lucide-static/icons/mail.svg?raw';
import readIcon from 'lucide-static/icons/mail-open.svg?raw';
import writeIcon from 'lucide-static/icons/pencil.svg?raw';
import printIcon from 'lucide-static/icons/printer.svg?raw';
import replyIcon from 'lucide-static/icons/reply.svg?raw';
import replyAllIcon from 'lucide-static/icons/reply-all.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import settingsIcon from 'lucide-static/icons/settings-2.svg?raw';
import junkIcon from 'lucide-static/icons/shield-alert.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import labelIcon from 'lucide-static/icons/tag.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { Command } from '../../app/commands/command-registry.js';

/** What the commands of the mail page do, to what is picked or open. */
export interface MailPageCommands {
  /** Whether there is anything to act on. */
  has(): boolean;
  act(action: 'archive' | 'trash' | 'star' | 'junk' | 'move' | 'label' | 'inbox' | 'read' | 'unread' | 'snooze'): void;
  step(by: 1 | -1): void;
  open(): void;
  pick(): void;
  back(): void;
  search(): void;
  write(): void;
  answer(kind: 'reply' | 'reply-all' | 'forward'): void;
  canAnswer(): boolean;
  organise(): void;
  /** Whether a message is open: the list is printed as it is seen. */
  canPrint(): boolean;
  print(): void;
  importFiles(): void;
  exportList(): void;
  newFolder(): void;
  restore(): void;
  log(): void;
  settings(): void;
}

/** The commands of the mail page, in the person's language. */
export function mailCommands(page: MailPageCommands): readonly Command[] {
  const group = msg('Mail');
  const act = (action: Parameters<MailPageCommands['act']>[0]) => ({
    when: () => page.has(),
    run: () => page.act(action),
  });
  const answer = (kind: 'reply' | 'reply-all' | 'forward') => ({
    when: () => page.canAnswer(),
    run: () => page.answer(kind),
  });
  return [
    { id: 'mail.new', title: msg('New message'), group, shortcut: 'c', icon: writeIcon, run: () => page.write() },
    { id: 'mail.reply', title: msg('Reply'), group, shortcut: 'r', icon: replyIcon, ...answer('reply') },
    {
      id: 'mail.reply-all',
      title: msg('Reply to all'),
      group,
      shortcut: 'a',
      icon: replyAllIcon,
      ...answer('reply-all'),
    },
    { id: 'mail.forward', title: msg('Forward'), group, shortcut: 'f', icon: forwardIcon, ...answer('forward') },
    { id: 'mail.search', title: msg('Search mail'), group, shortcut: '/', icon: searchIcon, run: () => page.search() },
    { id: 'mail.next', title: msg('Next message'), group, shortcut: 'j', run: () => page.step(1) },
    { id: 'mail.previous', title: msg('Previous message'), group, shortcut: 'k', run: () => page.step(-1) },
    { id: 'mail.open', title: msg('Open the message'), group, shortcut: 'o', run: () => page.open() },
    { id: 'mail.back', title: msg('Back to the list'), group, shortcut: 'u', run: () => page.back() },
    { id: 'mail.pick', title: msg('Select the message, or not'), group, shortcut: 'x', run: () => page.pick() },
    {
      id: 'mail.archive',
      title: msg('Move to the archive'),
      group,
      shortcut: 'e',
      icon: archiveIcon,
      ...act('archive'),
    },
    { id: 'mail.delete', title: msg('Delete'), group, shortcut: '#', icon: trashIcon, ...act('trash') },
    { id: 'mail.star', title: msg('Star, or not'), group, shortcut: 's', icon: starIcon, ...act('star') },
    { id: 'mail.read', title: msg('Mark as read'), group, shortcut: 'Shift+I', icon: readIcon, ...act('read') },
    { id: 'mail.unread', title: msg('Mark as unread'), group, shortcut: 'Shift+U', icon: unreadIcon, ...act('unread') },
    { id: 'mail.move', title: msg('Move to a mailbox'), group, shortcut: 'v', icon: moveIcon, ...act('move') },
    {
      id: 'mail.label',
      title: msg('Put labels on, or take them off'),
      group,
      shortcut: 'l',
      icon: labelIcon,
      ...act('label'),
    },
    { id: 'mail.snooze', title: msg('Snooze'), group, shortcut: 'b', icon: snoozeIcon, ...act('snooze') },
    { id: 'mail.spam', title: msg('Spam'), group, shortcut: '!', icon: junkIcon, ...act('junk') },
    { id: 'mail.inbox', title: msg('Move to the inbox'), group, icon: inboxIcon, ...act('inbox') },
    {
      id: 'mail.event',
      title: msg('Organise an event with these people'),
      group,
      icon: eventIcon,
      when: () => page.has(),
      run: () => page.organise(),
    },
    {
      id: 'mail.print',
      title: msg('Print the message'),
      group,
      shortcut: 'Ctrl+P',
      icon: printIcon,
      when: () => page.canPrint(),
      run: () => page.print(),
    },
    { id: 'mail.import', title: msg('Import mail'), group, icon: importIcon, run: () => page.importFiles() },
    { id: 'mail.export', title: msg('Export this mailbox'), group, icon: exportIcon, run: () => page.exportList() },
    { id: 'mail.folder', title: msg('New folder'), group, icon: newFolderIcon, run: () => page.newFolder() },
    {
      id: 'mail.restore',
      title: msg('Restore deleted or moved mail'),
      group,
      icon: restoreIcon,
      run: () => page.restore(),
    },
    { id: 'mail.log', title: msg('What happened to mail'), group, icon: logIcon, run: () => page.log() },
    { id: 'mail.settings', title: msg('Mail settings'), group, icon: settingsIcon, run: () => page.settings() },
  ];
}
