// What is read of a server at most: it may be hostile, or broken.

/** An answer of methods: a page of messages is below 2 MB. */
export const MAX_ANSWER_BYTES = 24_000_000;
/** The session; a large one, with many accounts, is 50 kB. */
export const MAX_SESSION_BYTES = 1_000_000;
/** A message: larger ones are refused by nearly all servers (Gmail 25 MB, Fastmail 70 MB, Exchange 150 MB). */
export const MAX_MESSAGE_BYTES = 160_000_000;
/** One event of a stream. */
export const MAX_EVENT_CHARACTERS = 65_536;
/** Ids have 255 octets at most (RFC 8620 §1.2). */
export const MAX_ID_LENGTH = 255;
/** States, and keys of what is remembered. */
export const MAX_STATE_LENGTH = 4_096;
export const MAX_MAILBOXES = 10_000;
/** Of one answer; servers let one ask for that many or fewer. */
export const MAX_OBJECTS = 10_000;
/** Of a subject, a name, an address. */
export const MAX_TEXT_LENGTH = 2_000;
/** Addresses, ids of messages, keywords, of one message. */
export const MAX_PER_EMAIL = 500;

/** How long a server has to answer. */
export const ANSWER_MS = 60_000;
/** A message on a slow line. */
export const TRANSFER_MS = 600_000;

/** Messages a page asks for, whatever the server allows: small enough that something is seen soon. */
export const PAGE = 200;
/** Methods of one request. */
export const CALLS = 8;
/** Objects of one `/set`. */
export const SET_OBJECTS = 200;
