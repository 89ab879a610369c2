import { msg } from '@lit/localize';
import calendarIcon from 'lucide-static/icons/calendar-days.svg?raw';
import roomsIcon from 'lucide-static/icons/door-open.svg?raw';
import importIcon from 'lucide-static/icons/file-up.svg?raw';
import keyboardIcon from 'lucide-static/icons/keyboard.svg?raw';
import mailIcon from 'lucide-static/icons/mail.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import settingsIcon from 'lucide-static/icons/settings.svg?raw';
import dayIcon from 'lucide-static/icons/sun.svg?raw';
import themeIcon from 'lucide-static/icons/sun-moon.svg?raw';
import undoIcon from 'lucide-static/icons/undo-2.svg?raw';
import contactsIcon from 'lucide-static/icons/users-round.svg?raw';
import type { Command } from '../../app/commands/command-registry.js';
import type { AppName } from './route.js';

/** What the shell itself can do. */
export interface ShellActions {
  go(app: AppName): void;
  openCommandBox(): void;
  openShortcuts(): void;
  importFiles(): void;
  toggleTheme(): void;
  undo(): void;
}

export { calendarIcon, contactsIcon, dayIcon, mailIcon, roomsIcon, searchIcon, settingsIcon };

export function shellCommands(actions: ShellActions): readonly Command[] {
  const go = msg('Go to');
  const general = msg('General');
  return [
    {
      id: 'shell.search',
      title: msg('Search and commands'),
      group: general,
      shortcut: 'Ctrl+K',
      icon: searchIcon,
      run: actions.openCommandBox,
    },
    { id: 'shell.day', title: msg('My Day'), group: go, shortcut: 'g d', icon: dayIcon, run: () => actions.go('day') },
    {
      id: 'shell.calendar',
      title: msg('Calendar'),
      group: go,
      shortcut: 'g c',
      icon: calendarIcon,
      run: () => actions.go('calendar'),
    },
    {
      id: 'shell.contacts',
      title: msg('Contacts'),
      group: go,
      shortcut: 'g p',
      icon: contactsIcon,
      run: () => actions.go('contacts'),
    },
    { id: 'shell.mail', title: msg('Mail'), group: go, shortcut: 'g m', icon: mailIcon, run: () => actions.go('mail') },
    {
      id: 'shell.rooms',
      title: msg('Rooms'),
      group: go,
      shortcut: 'g r',
      icon: roomsIcon,
      run: () => actions.go('rooms'),
    },
    {
      id: 'shell.settings',
      title: msg('Settings'),
      group: go,
      shortcut: 'g s',
      icon: settingsIcon,
      run: () => actions.go('settings'),
    },
    { id: 'shell.import', title: msg('Import files…'), group: general, icon: importIcon, run: actions.importFiles },
    {
      id: 'shell.theme',
      title: msg('Switch between light and dark'),
      group: general,
      icon: themeIcon,
      run: actions.toggleTheme,
    },
    { id: 'shell.undo', title: msg('Undo'), group: general, shortcut: 'Ctrl+Z', icon: undoIcon, run: actions.undo },
    {
      id: 'shell.shortcuts',
      title: msg('Keyboard shortcuts'),
      group: general,
      shortcut: 'Shift+?',
      icon: keyboardIcon,
      run: actions.openShortcuts,
    },
  ];
}
