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
  readonly hasPhoto: boolean;
  readonly favourite: boolean;
}
