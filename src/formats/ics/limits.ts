// What hostile input may cost at most. Each has a test at the limit, one above, and at 0.

/** Limits of one call; a caller may set others. */
export interface IcsLimits {
  /** Bytes, or characters of text. A file of gigabytes would take the tab's memory with it. */
  readonly maxInputBytes: number;
  /** Characters of one logical line: an inline attachment of a few megabytes passes, one that eats the memory does not. */
  readonly maxLineLength: number;
  /** Components inside one another, VCALENDAR not counted. The standard needs 2; ten thousand are an attack on recursion. */
  readonly maxDepth: number;
  /** UIDs of one file. Ten events of a hundred bytes a kilobyte would otherwise be millions of objects. */
  readonly maxItems: number;
  /** Characters of a UID, which becomes a key in the store (RFC 7986 §5.3 asks for less than 255 octets). */
  readonly maxUidLength: number;
  /** Calendar properties kept; a million made-up ones are not. */
  readonly maxCalendarProperties: number;
  /** Reports kept; further ones are only counted. */
  readonly maxProblems: number;
}

export const defaultIcsLimits: IcsLimits = {
  maxInputBytes: 128 * 1024 * 1024,
  maxLineLength: 4 * 1024 * 1024,
  maxDepth: 16,
  maxItems: 250_000,
  maxUidLength: 1000,
  maxCalendarProperties: 1000,
  maxProblems: 1000,
};
