import { msg } from '@lit/localize';
import bookIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import newIcon from 'lucide-static/icons/door-open.svg?raw';
import type { Command } from '../../app/commands/command-registry.js';
import type { RoomsView } from './rooms-route.js';

export interface RoomsPageCommands {
  book(): void;
  create(): void;
  today(): void;
  step(by: 1 | -1): void;
  show(view: RoomsView): void;
  search(): void;
}

/** The commands of the rooms page, in the person's language. */
export function roomsCommands(page: RoomsPageCommands): readonly Command[] {
  const group = msg('Rooms');
  return [
    { id: 'rooms.search', title: msg('Search rooms'), group, shortcut: '/', run: () => page.search() },
    { id: 'rooms.book', title: msg('Book a room'), group, shortcut: 'b', icon: bookIcon, run: () => page.book() },
    { id: 'rooms.create', title: msg('Create a room'), group, icon: newIcon, run: () => page.create() },
    { id: 'rooms.today', title: msg('Today'), group, shortcut: 't', run: () => page.today() },
    { id: 'rooms.next', title: msg('Next'), group, shortcut: 'n', run: () => page.step(1) },
    { id: 'rooms.previous', title: msg('Previous'), group, shortcut: 'p', run: () => page.step(-1) },
    { id: 'rooms.day', title: msg('Day'), group, shortcut: 'd', run: () => page.show('day') },
    { id: 'rooms.week', title: msg('Week'), group, shortcut: 'w', run: () => page.show('week') },
    { id: 'rooms.table', title: msg('Table of rooms'), group, run: () => page.show('table') },
  ];
}
