// What message an edit produces (RFC 5546 §2.1, §3.2): by whoever makes it, the organiser or a guest.
import { applyEdits } from '../../items/apply-edits.js';
import { organizerIn } from './context.js';
import type { EditedItem, SendOptions } from './edited-item.js';
import { allInstances, readInstances, type StoredState } from './message.js';
import type { OutgoingMessage } from './outgoing.js';
import { isAmong, organizersOf } from './people.js';
import { guestMessages } from './send-guest.js';
import { organizerMessages } from './send-organizer.js';

const read = (state: StoredState | undefined) => state && readInstances(applyEdits(state.text, state.edits));

/**
 * Messages that tell others of an edit.
 *
 * @param before - The item before; undefined when it is new.
 * @param after - The item now; undefined when it was deleted.
 * @returns None when nobody else takes part, when one's own addresses are not known, or when it concerns nobody.
 */
export function messagesOf(
  uid: string,
  before: StoredState | undefined,
  after: StoredState | undefined,
  options: SendOptions,
): OutgoingMessage[] {
  const edited: EditedItem = { uid, before: read(before), after: read(after) };
  const shown = edited.after ?? edited.before;
  if (shown === undefined || options.own.length === 0) return [];
  const organizer = organizerIn(shown) ?? (edited.before && organizerIn(edited.before));
  // Whose event it is must be plain before anybody is told anything.
  if (organizer === undefined || organizersOf([...allInstances(shown), ...shown.extra]).size > 1) return [];
  return isAmong(organizer.key, options.own)
    ? organizerMessages(edited, organizer, options)
    : guestMessages(edited, organizer, options);
}

/** Does anybody else take part? Quick: most items have no guests. */
export function hasPeople({ text, edits }: StoredState): boolean {
  return (
    /^(?:ATTENDEE|ORGANIZER)[;:]/im.test(text) ||
    Object.keys(edits).some((key) => /(?:^| )(?:ATTENDEE|ORGANIZER)/.test(key))
  );
}
