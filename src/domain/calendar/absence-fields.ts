// Out of office and focus time: what a person sees and edits of them (docs/rules/availability.md).

/** What kind of absence an event is. */
export type Absence = 'out-of-office' | 'focus';
/** What becomes of invitations to the time of an absence: declining is proposed, or done by itself. */
export type Decline = 'offer' | 'auto';

/** The part of an event that makes it an absence. */
export interface AbsenceFields {
  /** '' for an event that is none. */
  readonly absence: Absence | '';
  /** '' leaves invitations alone. */
  readonly decline: Decline | '';
  /** What a declined organiser is told; '' for nothing. */
  readonly declineText: string;
}

export const noAbsence: AbsenceFields = { absence: '', decline: '', declineText: '' };
