/** Where in the message's bytes a part stands, half-open. What a signature covers is `start` to `end` (RFC 1847 §2.1). */
export interface PartRange {
  /** First byte of the part's header. */
  readonly start: number;
  /** First byte of its body: behind the empty line. */
  readonly body: number;
  /** Behind its last byte. The line break before a boundary belongs to the boundary (RFC 2046 §5.1.1). */
  readonly end: number;
}

/** A header field as it came: folds and encoded words are still in the value, bytes beyond ASCII are read as UTF-8. */
export interface MailHeader {
  readonly name: string;
  /** Everything between the colon and the last line break of the field. */
  readonly value: string;
}

/** `EmailBodyPart` of RFC 8621 §4.1.4, and where its bytes are. */
export interface MailPart {
  /** Number of the part as IMAP has it (RFC 9051 §6.4.5): `1`, `2.1`; null for a multipart. */
  readonly partId: string | null;
  readonly range: PartRange;
  readonly headers: readonly MailHeader[];
  /** Lower case, without parameters, such as `text/plain`. */
  readonly type: string;
  /** Parameters of Content-Type by lower-case name; has no prototype. */
  readonly params: Readonly<Record<string, string>>;
  /** As declared; null where it is not. `us-ascii` for text that says nothing (RFC 2045 §5.2). */
  readonly charset: string | null;
  /** `base64`, `quoted-printable`, `x-uuencode`, or whatever else the part says; `7bit` without a word. */
  readonly encoding: string;
  /** Lower case, without parameters; null where there is none. */
  readonly disposition: string | null;
  /** File name, decoded, control and bidi characters made visible. Fit for a disk only after `safeFileName`. */
  readonly name: string | null;
  /** Content-ID without angle brackets. */
  readonly cid: string | null;
  readonly location: string | null;
  readonly language: readonly string[] | null;
  /** Octets after decoding; computed from the encoded length, so exact only for what is well-formed. */
  readonly size: number;
  readonly subParts: readonly MailPart[] | null;
}

/** A person or a place mail goes to (RFC 8621 §4.1.2.3). */
export interface MailAddress {
  /** Decoded, trimmed, control and bidi characters made visible. */
  readonly name: string | null;
  readonly email: string;
}

/** RFC 8621 §4.1.2.4. `name` is null for addresses that stand in no group. */
export interface MailAddressGroup {
  readonly name: string | null;
  readonly addresses: readonly MailAddress[];
}

/** `EmailBodyValue` of RFC 8621 §4.1.4. */
export interface MailBodyValue {
  /** Line breaks are single line feeds. */
  readonly value: string;
  readonly isEncodingProblem: boolean;
  readonly isTruncated: boolean;
}

/** What is wrong with a message; everything readable is there all the same. */
export interface MailProblem {
  readonly code: MailProblemCode;
  /** Where: offset in the bytes. */
  readonly at?: number;
  /** For developers, in English. */
  readonly message: string;
}

export type MailProblemCode =
  /** More of something than is read. */
  | 'input/limit'
  /** Ends in the middle. */
  | 'input/truncated'
  /** A charset that is not known, or not what the bytes are. */
  | 'input/encoding'
  /** Something else than what was to be read. */
  | 'input/wrong-kind'
  | 'mail/syntax';
