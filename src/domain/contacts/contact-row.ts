/** A contact as the list draws it. */
export interface ContactRow {
  readonly uid: string;
  readonly collectionId: string;
  readonly name: string;
  /** Collation inputs: `given family`, `family given`, organisation. */
  readonly byFirst: string;
  readonly byLast: string;
  readonly organization: string;
  readonly email: string;
  readonly phone: string;
  /** At most two letters for the face. */
  readonly initials: string;
  /** OKLCH hue 0–360 of the face, from the uid. */
  readonly hue: number;
  /** Name of a kept file (`ni:`), or a word for a photo in the card, another for each; absent when there is none. */
  readonly photo?: string;
  readonly favourite: boolean;
  /** Groups the card itself says it is in (CATEGORIES), each once; absent when there are none. */
  readonly groups?: readonly string[];
  /**
   * Of the card of a group: who is in it, as `memberUid` gives it, or `mailto:` and an address. Absent for a person. Such
   * a row is in no list.
   */
  readonly members?: readonly string[];
  /** `1985-03-04`, or `--03-04` without year; absent when there is none, or it is no date. */
  readonly birthday?: string;
  readonly anniversary?: string;
}
