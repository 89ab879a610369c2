// What hostile input may cost at most. Each has a test at the limit, one above, and at 0.

/** Limits of one call; a caller may set others. */
export interface VcardLimits {
  /** Bytes, or characters of text. */
  readonly maxInputBytes: number;
  /** Characters of one logical line: a photo of several megabytes passes. */
  readonly maxLineLength: number;
  /** Logical lines of one card: a group card has one for each member. */
  readonly maxLines: number;
  /** Cards inside one another (AGENT). The standard needs 2. */
  readonly maxDepth: number;
  /** Cards of one file. */
  readonly maxItems: number;
  /** Characters of a UID, which becomes a key in the store. Longer ones are replaced by one made from the text. */
  readonly maxUidLength: number;
  /** Reports kept; further ones are only counted. */
  readonly maxProblems: number;
}

export const defaultVcardLimits: VcardLimits = {
  maxInputBytes: 256 * 1024 * 1024,
  maxLineLength: 16 * 1024 * 1024,
  maxLines: 50_000,
  maxDepth: 8,
  maxItems: 250_000,
  maxUidLength: 1000,
  maxProblems: 1000,
};
