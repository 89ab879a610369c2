// What a message means for the calendar: the words the rules of docs/rules/invitations.md are told in.
import type { ItemChange, ItipMessage } from './message.js';

export type ReceptionKind =
  /** Something new. */
  | 'invitation'
  /** A newer version of something that is here. */
  | 'update'
  | 'cancellation'
  /** A guest's answer to what one organises. */
  | 'answer'
  /** A guest proposes other times. */
  | 'counter'
  /** The organiser does not take one's proposal. */
  | 'counter-declined'
  /** A guest asks for the latest version. */
  | 'refresh'
  /** Made known to everybody: nobody waits for an answer. */
  | 'publication';

export type ConcernCode =
  /** Its ORGANIZER is another than that of the event that is here. */
  | 'organizer-differs'
  /** It was sent by somebody else than who it speaks for. */
  | 'sender-differs'
  /** It changes what one organises oneself. */
  | 'own-event'
  /** It changes an event of one's own that nobody was invited to. */
  | 'not-an-invitation'
  | 'several-organizers'
  /** It says several things of one event, or of one occurrence. */
  | 'ambiguous'
  | 'no-organizer'
  /** Somebody speaks for the organiser (SENT-BY). */
  | 'sent-by'
  /** A guest passed the invitation on to this person. */
  | 'delegated'
  /** One is not among the guests: it was forwarded. */
  | 'not-invited'
  /** One's own addresses are not known. */
  | 'no-address'
  /** A cancellation for others. */
  | 'for-others'
  /** An answer for somebody else's event. */
  | 'not-organizer'
  /** An answer of somebody who is not on the guest list. */
  | 'guest-not-invited'
  /** An answer to an earlier version. */
  | 'old-answer'
  /** An answer that does not say whose it is. */
  | 'no-attendee'
  | 'no-start'
  | 'end-before-start'
  | 'unknown-event'
  | 'unknown-occurrence'
  /** An older version than the one that is here. */
  | 'outdated'
  /** It is here already. */
  | 'duplicate'
  /** It holds nothing that could be read. */
  | 'empty';

/** Something a person should know before they decide. */
export interface Concern {
  readonly code: ConcernCode;
  /**
   * `note`: good to know. `ask`: nothing is done unless the person insists. `refuse`: nothing can be done. `done`:
   * there is nothing to do.
   */
  readonly level: 'note' | 'ask' | 'refuse' | 'done';
  /** Whom it is about, and who was expected instead: calendar addresses. */
  readonly address?: string;
  readonly expected?: string;
}

/** What one guest says. */
export interface GuestAnswer {
  /** Calendar address as the message writes it. */
  readonly address: string;
  readonly name: string;
  /** PARTSTAT, upper-case. */
  readonly status: string;
  readonly comment: string;
  /** Who goes instead; '' when nobody. */
  readonly delegate: string;
  /** RECURRENCE-ID's value as written, '' for the whole. */
  readonly recurrenceId: string;
}

/** What a message does, before anything is done. */
export interface Reception {
  readonly kind: ReceptionKind;
  readonly message: ItipMessage;
  readonly concerns: readonly Concern[];
  /** What carrying it out writes. Absent when there is nothing to write, or nothing that may be. */
  readonly change?: ItemChange;
  /** The address by which one is invited, as the message writes it. */
  readonly me?: string;
  readonly organizer?: { readonly address: string; readonly name: string };
  /** Of answers and counter-proposals. */
  readonly answers: readonly GuestAnswer[];
  /** RECURRENCE-IDs it speaks of, as written; '' is the whole. */
  readonly occurrences: readonly string[];
}

export type Verdict = 'apply' | 'ask' | 'refuse' | 'done';

/** What may be done with it: the gravest of its concerns decides. */
export function verdictOf({ concerns }: Pick<Reception, 'concerns'>): Verdict {
  const levels = new Set(concerns.map(({ level }) => level));
  if (levels.has('refuse')) return 'refuse';
  if (levels.has('done')) return 'done';
  return levels.has('ask') ? 'ask' : 'apply';
}
