import type { EpochMs, LocalMs } from '../time/types.js';
import type { AbsenceFields } from './absence-fields.js';

/** Who takes part (RFC 5545 §3.8.4.1). */
export interface AttendeeField {
  /** Calendar address, usually `mailto:`. Names the person: no event has one twice. */
  readonly address: string;
  readonly name: string;
  readonly status: 'NEEDS-ACTION' | 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' | 'DELEGATED';
  readonly role: 'CHAIR' | 'REQ-PARTICIPANT' | 'OPT-PARTICIPANT' | 'NON-PARTICIPANT';
  /** An answer is asked for. */
  readonly rsvp: boolean;
  readonly kind: 'INDIVIDUAL' | 'GROUP' | 'RESOURCE' | 'ROOM' | 'UNKNOWN';
}

/** A file or a link that hangs on an event (ATTACH, RFC 5545 §3.8.1.1, with the parameters of RFC 8607 §4). */
export interface AttachmentField {
  /** Names it by its content, see `attachmentId`: the same file added twice is one. */
  readonly id: string;
  /** Where it is: `https:`, a file kept on this device (`ni:`, RFC 6920) …; '' when it is inside, in `data`. */
  readonly uri: string;
  /** Base64 of a file that is inside the event. */
  readonly data: string;
  /** File name, '' when unknown. */
  readonly name: string;
  /** Media type, '' when unknown. */
  readonly type: string;
  /** Bytes, 0 when unknown. */
  readonly size: number;
}

interface AlarmBase {
  readonly action: 'DISPLAY' | 'AUDIO' | 'EMAIL';
  /** Who gets the mail of an EMAIL alarm: calendar addresses. */
  readonly to: readonly string[];
}

/** A reminder that is more than "minutes before the start" (RFC 5545 §3.6.6). */
export type AlarmField = AlarmBase &
  (
    | {
        readonly from: 'start' | 'end';
        /** Before it; negative is after. */
        readonly minutes: number;
      }
    | { readonly from: 'moment'; readonly at: EpochMs }
  );

/** What a person sees and edits of one VEVENT. */
export interface EventFields extends AbsenceFields {
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly url: string;
  /** Address of the video meeting (CONFERENCE, RFC 7986 §5.11, or what others write instead); '' for none. */
  readonly conference: string;
  readonly allDay: boolean;
  /** Wall clock in `zone`; midnight when all-day. */
  readonly start: LocalMs;
  /** Exclusive, wall clock in `zone`, whatever `endZone` is. */
  readonly end: LocalMs;
  /** IANA name or `UTC`; '' is floating (and for all-day always ''). */
  readonly zone: string;
  /** Zone the end is written in, as of a flight; '' is that of the start. */
  readonly endZone: string;
  /** RRULE value such as `FREQ=WEEKLY;BYDAY=MO`, '' for none. */
  readonly rrule: string;
  /** Further rules of the series, which few files have. */
  readonly moreRules: readonly string[];
  /** RDATEs and EXDATEs of the series on its wall clock, in order: `20261118T140000`, `20261118`. */
  readonly rdates: readonly string[];
  readonly exdates: readonly string[];
  /** CSS3 colour name (COLOR, RFC 7986 §5.9), '' for the calendar's. */
  readonly color: string;
  readonly transparent: boolean;
  readonly status: '' | 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly visibility: 'PUBLIC' | 'PRIVATE' | 'CONFIDENTIAL';
  readonly categories: readonly string[];
  /** Minutes before start of each DISPLAY or AUDIO alarm relative to it. */
  readonly alarms: readonly number[];
  /** All other alarms a person can make sense of. */
  readonly moreAlarms: readonly AlarmField[];
  /** Calendar address, '' for none. */
  readonly organizer: string;
  readonly organizerName: string;
  readonly attendees: readonly AttendeeField[];
  readonly attachments: readonly AttachmentField[];
}

/** Nothing said of anything: what is not named when fields are made is this. */
export const emptyEventFields: EventFields = {
  absence: '',
  decline: '',
  declineText: '',
  title: '',
  location: '',
  description: '',
  url: '',
  conference: '',
  allDay: false,
  start: 0 as LocalMs,
  end: 0 as LocalMs,
  zone: '',
  endZone: '',
  rrule: '',
  moreRules: [],
  rdates: [],
  exdates: [],
  color: '',
  transparent: false,
  status: '',
  visibility: 'PUBLIC',
  categories: [],
  alarms: [],
  moreAlarms: [],
  organizer: '',
  organizerName: '',
  attendees: [],
  attachments: [],
};

/** Somebody who is asked to come. */
export function newAttendee(address: string, name = ''): AttendeeField {
  return { address, name, status: 'NEEDS-ACTION', role: 'REQ-PARTICIPANT', rsvp: true, kind: 'INDIVIDUAL' };
}
