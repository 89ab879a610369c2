// The answer that is sent while one is away (`VacationResponse` of RFC 8621 §8).

export interface Vacation {
  readonly isOn: boolean;
  /** Epoch ms; null where it begins at once, or goes on until it is switched off. */
  readonly from: number | null;
  /** The first moment it is off again. */
  readonly to: number | null;
  readonly subject: string;
  readonly text: string;
}

export const NO_VACATION: Vacation = { isOn: false, from: null, to: null, subject: '', text: '' };

/** Characters of a text, and of a subject: as much as our gateway takes. */
export const MAX_VACATION_TEXT = 20_000;
export const MAX_VACATION_SUBJECT = 500;

/** How it stands at a moment: whether mail is answered now, will be, or was. */
export function vacationPhase(
  { isOn, from, to }: Pick<Vacation, 'isOn' | 'from' | 'to'>,
  now: number,
): 'off' | 'before' | 'on' | 'over' {
  if (!isOn) return 'off';
  if (to !== null && now >= to) return 'over';
  return from !== null && now < from ? 'before' : 'on';
}
