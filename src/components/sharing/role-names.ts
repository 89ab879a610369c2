import { msg } from '@lit/localize';
import { type CollectionKind, hasEvents } from '../../domain/collections/collection.js';
import type { Role } from '../../domain/sharing/sharing.js';

/** What a person may be given: a role, or of a calendar only when one is busy. */
export type Access = Role | 'busy';

/** What a role is called, of a calendar or of an address book. */
export function accessName(access: Access, kind: CollectionKind): string {
  if (access === 'busy') return msg('Busy only');
  if (hasEvents(kind)) return [msg('Can view'), msg('Can edit'), msg('Can edit and share'), msg('Owner')][access - 1]!;
  const names = [msg('Read only'), msg('Read and write'), msg('Read, write and share'), msg('Administration')];
  return names[access - 1]!;
}

/** One sentence of what it lets people do. */
export function accessHint(access: Access, kind: CollectionKind): string {
  if (access === 'busy') return msg('Sees when you are busy: no titles, places or people.');
  if (hasEvents(kind))
    return [
      msg('Sees all events.'),
      msg('Adds, changes and deletes events.'),
      msg('Changes events, and decides with you who else has the calendar.'),
      msg('Decides everything.'),
    ][access - 1]!;
  return [
    msg('Sees all contacts and groups.'),
    msg('Adds, changes and deletes contacts.'),
    msg('Changes contacts, and decides with you who else has the address book.'),
    msg('Changes contacts, decides who has the address book, and may delete it.'),
  ][access - 1]!;
}
