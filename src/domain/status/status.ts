// How a person says they are (rules ST in docs/rules/status.md). What may be in one is decided in status-rules.ts.
export type Presence = 'online' | 'away' | 'dnd';

export interface Status {
  readonly presence: Presence;
  /** One sign; '' for none. */
  readonly emoji: string;
  /** In the person's own words; '' for none. */
  readonly text: string;
  /** From then on it is over, epoch ms; 0 when it stays. */
  readonly until: number;
}

/** What holds when nobody has said anything, or it is over. */
export const noStatus: Status = { presence: 'online', emoji: '', text: '', until: 0 };

/** What holds at a time. */
export const statusAt = (status: Status, now: number): Status =>
  status.until !== 0 && status.until <= now ? noStatus : status;
