/** What hostile mail may cost at most. What lies beyond is kept as bytes and reported. */
export interface MailLimits {
  /** Multiparts in multiparts; a deeper one is not taken apart. */
  readonly maxDepth: number;
  /** Parts, multiparts counted; what follows the last one is a part of its own, undivided. */
  readonly maxParts: number;
  /** Fields of one header that are read. */
  readonly maxHeaders: number;
  /** Bytes of one header field; the rest of it is left out. */
  readonly maxHeaderBytes: number;
  /** Bytes of all fields of one header. */
  readonly maxHeaderBlockBytes: number;
  /** Bytes of a text part, as encoded, that `parseMessage` turns into text. */
  readonly maxTextBytes: number;
}

export const defaultMailLimits: MailLimits = {
  maxDepth: 20,
  maxParts: 500,
  maxHeaders: 1000,
  maxHeaderBytes: 64 * 1024,
  maxHeaderBlockBytes: 1024 * 1024,
  maxTextBytes: 4 * 1024 * 1024,
};
