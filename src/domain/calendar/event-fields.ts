import type { LocalMs } from '../time/types.js';

export interface AttendeeField {
  /** Calendar address, usually `mailto:`. */
  readonly address: string;
  readonly name: string;
  readonly status: 'NEEDS-ACTION' | 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' | 'DELEGATED';
  readonly role: 'CHAIR' | 'REQ-PARTICIPANT' | 'OPT-PARTICIPANT' | 'NON-PARTICIPANT';
}

/** What a person sees and edits of one VEVENT. */
export interface EventFields {
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly url: string;
  readonly allDay: boolean;
  /** Wall clock in `zone`; midnight when all-day. */
  readonly start: LocalMs;
  /** Exclusive, wall clock in `zone`. */
  readonly end: LocalMs;
  /** IANA name or `UTC`; '' is floating (and for all-day always ''). */
  readonly zone: string;
  /** RRULE value such as `FREQ=WEEKLY;BYDAY=MO`, '' for none. */
  readonly rrule: string;
  readonly transparent: boolean;
  readonly status: '' | 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly visibility: 'PUBLIC' | 'PRIVATE' | 'CONFIDENTIAL';
  readonly categories: readonly string[];
  /** Minutes before start of each DISPLAY or AUDIO alarm relative to it. */
  readonly alarms: readonly number[];
  readonly organizer: string;
  readonly attendees: readonly AttendeeField[];
}
