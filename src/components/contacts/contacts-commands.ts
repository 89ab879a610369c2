import { msg } from '@lit/localize';
import restoreIcon from 'lucide-static/icons/archive-restore.svg?raw';
import eventIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import duplicatesIcon from 'lucide-static/icons/copy-check.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import historyIcon from 'lucide-static/icons/history.svg?raw';
import mergeIcon from 'lucide-static/icons/merge.svg?raw';
import editIcon from 'lucide-static/icons/pencil.svg?raw';
import printIcon from 'lucide-static/icons/printer.svg?raw';
import codeIcon from 'lucide-static/icons/qr-code.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import groupIcon from 'lucide-static/icons/tags.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import newIcon from 'lucide-static/icons/user-plus.svg?raw';
import type { Command } from '../../app/commands/command-registry.js';

/** What the commands of the contacts page do. Those that need a contact do nothing without one. */
export interface ContactsPageCommands {
  create(): void;
  search(): void;
  edit(): void;
  toggleFavourite(): void;
  remove(): void;
  exportList(): void;
  history(): void;
  restore(): void;
  showDeleted(): void;
  /** Of what is picked, or of the open contact. */
  copy(): void;
  /** Of what is picked. */
  merge(): void;
  duplicates(): void;
  newGroup(): void;
  showCode(): void;
  newEvent(): void;
  /** The open contact, or the list. */
  print(): void;
  step(by: 1 | -1): void;
}

/** Whether a command needs no list beside it: those there are also among the duplicates. */
export function isEverywhere(id: string): boolean {
  return ['contacts.new', 'contacts.restore', 'contacts.deleted', 'contacts.group', 'contacts.duplicates'].includes(id);
}

/** The commands of the contacts page, in the person's language. */
export function contactsCommands(page: ContactsPageCommands): readonly Command[] {
  const group = msg('Contacts');
  return [
    { id: 'contacts.new', title: msg('New contact'), group, shortcut: 'n', icon: newIcon, run: () => page.create() },
    {
      id: 'contacts.search',
      title: msg('Search contacts'),
      group,
      shortcut: '/',
      icon: searchIcon,
      run: () => page.search(),
    },
    { id: 'contacts.edit', title: msg('Edit contact'), group, shortcut: 'e', icon: editIcon, run: () => page.edit() },
    {
      id: 'contacts.favourite',
      title: msg('Mark as favourite, or not'),
      group,
      shortcut: 's',
      icon: starIcon,
      run: () => page.toggleFavourite(),
    },
    {
      id: 'contacts.delete',
      title: msg('Delete contact'),
      group,
      shortcut: '#',
      icon: deleteIcon,
      run: () => page.remove(),
    },
    {
      id: 'contacts.history',
      title: msg('History of this contact'),
      group,
      icon: historyIcon,
      run: () => page.history(),
    },
    {
      id: 'contacts.restore',
      title: msg('Restore an address book to an earlier state'),
      group,
      icon: historyIcon,
      run: () => page.restore(),
    },
    {
      id: 'contacts.deleted',
      title: msg('Recently deleted address books'),
      group,
      icon: restoreIcon,
      run: () => page.showDeleted(),
    },
    {
      id: 'contacts.copy',
      title: msg('Copy or move contacts'),
      group,
      shortcut: 'm',
      icon: copyIcon,
      run: () => page.copy(),
    },
    { id: 'contacts.merge', title: msg('Merge selected contacts'), group, icon: mergeIcon, run: () => page.merge() },
    {
      id: 'contacts.duplicates',
      title: msg('Find duplicate contacts'),
      group,
      icon: duplicatesIcon,
      run: () => page.duplicates(),
    },
    { id: 'contacts.group', title: msg('New group'), group, icon: groupIcon, run: () => page.newGroup() },
    {
      id: 'contacts.event',
      title: msg('New event with this person'),
      group,
      icon: eventIcon,
      run: () => page.newEvent(),
    },
    { id: 'contacts.code', title: msg('QR code of the contact'), group, icon: codeIcon, run: () => page.showCode() },
    { id: 'contacts.next', title: msg('Next contact'), group, shortcut: 'j', run: () => page.step(1) },
    { id: 'contacts.previous', title: msg('Previous contact'), group, shortcut: 'k', run: () => page.step(-1) },
    {
      id: 'contacts.print',
      title: msg('Print the contacts'),
      group,
      shortcut: 'Ctrl+P',
      icon: printIcon,
      run: () => page.print(),
    },
    { id: 'contacts.export', title: msg('Export this list'), group, icon: exportIcon, run: () => page.exportList() },
  ];
}
