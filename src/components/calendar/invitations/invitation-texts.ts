// Invitations in words.
import { msg, str } from '@lit/localize';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { InvitationView, OutgoingMessage } from '../../../app/services.js';
import type { EventFields } from '../../../domain/calendar/event-fields.js';
import { addressText } from '../../../domain/calendar/itip/people.js';
import type { Concern } from '../../../domain/calendar/itip/reception.js';
import type { LocalFormats } from '../../../domain/time/local-formats.js';
import type { LocalMs } from '../../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../../domain/time/zone.js';
import { ruleText } from '../rule-text.js';

/** A person's name, or else the address. */
export function personName({ name, address }: { readonly name: string; readonly address: string }): string {
  return name || addressText(address) || msg('Somebody');
}

export function headingOf(view: InvitationView): string {
  switch (view.kind) {
    case 'invitation':
      return msg('Invitation');
    case 'update':
      return msg('Changed event');
    case 'cancellation':
      return msg('Cancelled event');
    case 'answer':
      return msg('Answer to your invitation');
    case 'counter':
      return msg('Other times proposed');
    case 'counter-declined':
      return msg('Your proposal was not taken');
    case 'refresh':
      return msg('Somebody asks for the latest version');
    case 'publication':
      return msg('Published event');
  }
}

/** One sentence: who wants what. */
export function introOf(view: InvitationView): string {
  const who = view.organizer ? personName(view.organizer) : msg('Somebody');
  const [answer] = view.answers;
  const guest = answer ? personName(answer) : msg('Somebody');
  switch (view.kind) {
    case 'invitation':
      return view.isTask ? msg(str`${who} asks you to do this.`) : msg(str`${who} invites you.`);
    case 'update':
      return msg(str`${who} has changed this event.`);
    case 'cancellation':
      return view.recurrenceId === undefined
        ? msg(str`${who} has cancelled this event.`)
        : msg(str`${who} has cancelled one date of this event.`);
    case 'answer':
      return answer ? answerSentence(guest, answer.status) : guest;
    case 'counter':
      return msg(str`${guest} proposes another time.`);
    case 'counter-declined':
      return msg(str`${who} keeps to the time as it is.`);
    case 'refresh':
      return msg(str`${guest} asks for the latest version of this event.`);
    case 'publication':
      return msg(str`${who} makes this event known.`);
  }
}

function answerSentence(guest: string, status: string): string {
  switch (status) {
    case 'ACCEPTED':
      return msg(str`${guest} says yes.`);
    case 'TENTATIVE':
      return msg(str`${guest} says maybe.`);
    case 'DECLINED':
      return msg(str`${guest} says no.`);
    case 'DELEGATED':
      return msg(str`${guest} sends somebody else.`);
    case 'COMPLETED':
      return msg(str`${guest} has done it.`);
    case 'IN-PROCESS':
      return msg(str`${guest} is working on it.`);
    default:
      return msg(str`${guest} has not decided yet.`);
  }
}

/** PARTSTAT as the guest list shows it. */
export function statusText(status: string): string {
  switch (status) {
    case 'ACCEPTED':
      return msg('Yes');
    case 'TENTATIVE':
      return msg('Maybe');
    case 'DECLINED':
      return msg('No');
    case 'DELEGATED':
      return msg('Sends somebody else');
    default:
      return msg('No answer yet');
  }
}

/** Why a person should look twice. */
export function concernText(concern: Concern): string {
  const who = concern.address ? addressText(concern.address) : msg('somebody unknown');
  const expected = concern.expected ? addressText(concern.expected) : '';
  switch (concern.code) {
    case 'organizer-differs':
      return msg(str`This message is from ${who}, but the event in your calendar is organised by ${expected}.`);
    case 'sender-differs':
      return msg(str`It was sent by ${who}, not by ${expected}.`);
    case 'own-event':
      return msg('You organise this event yourself. Nobody else should change it.');
    case 'not-an-invitation':
      return msg('This would change an event of your own that nobody was invited to.');
    case 'several-organizers':
      return msg('It names several organisers. An event has one.');
    case 'ambiguous':
      return msg('It says different things of the same event.');
    case 'no-organizer':
      return msg('It does not say who organises the event. You can add it, but answer nobody.');
    case 'sent-by':
      return msg(str`${who} speaks for the organiser.`);
    case 'delegated':
      return msg(str`${who} passed this invitation on to you.`);
    case 'not-invited':
      return msg('You are not on the guest list; it was probably forwarded to you. If you answer, you are put on it.');
    case 'no-address':
      return msg('Which of these addresses is yours? Then you can answer.');
    case 'for-others':
      return msg('Only other guests are told that they are no longer invited.');
    case 'not-organizer':
      return msg(str`You do not organise this event; ${expected} does.`);
    case 'guest-not-invited':
      return msg(str`${who} is not on your guest list.`);
    case 'old-answer':
      return msg('This is about an earlier version of the event, before you changed it.');
    case 'no-attendee':
      return msg('It does not say whose answer it is.');
    case 'no-start':
      return msg('The event has no start: no calendar can show it.');
    case 'end-before-start':
      return msg('The event ends before it starts.');
    case 'unknown-event':
      return msg('There is no such event in your calendars.');
    case 'unknown-occurrence':
      return msg('The event in your calendar does not take place on that date.');
    case 'outdated':
      return msg('You have a newer version of this already. Nothing changes.');
    case 'duplicate':
      return msg('You have this already. Nothing changes.');
    case 'empty':
      return msg('There is nothing in it that can be read.');
  }
}

/** When, on the wall clock of who looks; whole days are the same everywhere. */
export function localTimes({ start, end, zone, allDay }: EventFields, timeZone: string) {
  const convert = (local: LocalMs) =>
    allDay || zone === '' || zone === timeZone ? local : epochToLocal(timeZone, localToEpoch(zone, local));
  return { start: convert(start), end: convert(end), allDay };
}

export function whenText(fields: EventFields, { timeZone }: DisplaySettings, text: LocalFormats): string {
  return text.span(localTimes(fields, timeZone), true);
}

export interface ChangedField {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What differs, as a person would say it. */
export function changedFields(
  before: EventFields,
  after: EventFields,
  display: DisplaySettings,
  text: LocalFormats,
): ChangedField[] {
  const guests = ({ attendees }: EventFields) => attendees.map(personName).join(', ');
  const status = (fields: EventFields) => (fields.status === 'CANCELLED' ? msg('Cancelled') : msg('Takes place'));
  const all = [
    { label: msg('Title'), before: before.title, after: after.title },
    { label: msg('When'), before: whenText(before, display, text), after: whenText(after, display, text) },
    { label: msg('Repeats'), before: ruleText(before.rrule, text), after: ruleText(after.rrule, text) },
    { label: msg('Where'), before: before.location, after: after.location },
    { label: msg('Status'), before: status(before), after: status(after) },
    { label: msg('People'), before: guests(before), after: guests(after) },
    { label: msg('Description'), before: before.description, after: after.description },
  ];
  return all.filter((one) => one.before !== one.after);
}

/** What goes out, for a heading and a subject line: "Yes: Review". */
export function messageText({ method, title, status }: OutgoingMessage): string {
  const name = title || msg('(no title)');
  switch (method) {
    case 'REPLY':
      return `${statusText(status ?? '')}: ${name}`;
    case 'CANCEL':
      return msg(str`Cancelled: ${name}`);
    case 'COUNTER':
      return msg(str`Another time proposed: ${name}`);
    case 'DECLINECOUNTER':
      return msg(str`Proposal not taken: ${name}`);
    case 'REFRESH':
      return msg(str`Please send again: ${name}`);
    default:
      return msg(str`Invitation: ${name}`);
  }
}

/** Name of the file, without ending. */
export function messageFileName({ method }: OutgoingMessage): string {
  switch (method) {
    case 'REPLY':
      return msg('answer');
    case 'CANCEL':
      return msg('cancellation');
    case 'COUNTER':
      return msg('proposal');
    case 'DECLINECOUNTER':
      return msg('proposal not taken');
    case 'REFRESH':
      return msg('request');
    default:
      return msg('invitation');
  }
}

/** Opens the person's mail program; undefined when a recipient has no mail address (RFC 6068). */
export function mailLink(message: OutgoingMessage): string | undefined {
  const addresses = message.recipients.map(({ address }) => address.trim());
  if (addresses.length === 0 || !addresses.every((address) => /^mailto:[^\s?#]+@[^\s?#]+$/i.test(address)))
    return undefined;
  const to = addresses.map((address) => encodeURIComponent(addressText(address)).replaceAll('%40', '@')).join(',');
  return `mailto:${to}?subject=${encodeURIComponent(messageText(message))}`;
}
