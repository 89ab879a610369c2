// Limits of GW1 (docs/sync-protocol.md §10). Each stops somebody from making another's machine work or keep without end.

const KIB = 1024;
const MIB = 1024 * KIB;

/** The only suite: Ed25519, X25519 in HPKE base mode, HKDF-SHA-256, AES-256-GCM, SHA-256. Not negotiated. */
export const SUITE = 1;

/** Bytes of a transport frame, its five bytes of head included. */
export const MAX_FRAME_BYTES = MIB;
/** Bytes of an entry's header. */
export const MAX_HEADER_BYTES = 2 * KIB;
/** Bytes of an entry's body. */
export const MAX_BODY_BYTES = 256 * KIB;
/** Bytes of an entry: header, body, signature and their CBOR heads. */
export const MAX_ENTRY_BYTES = MAX_HEADER_BYTES + MAX_BODY_BYTES + 80;
/** Blobs that one entry names. */
export const MAX_REFS = 64;
/** Members of a document. */
export const MAX_MEMBERS = 500;
/** Open invitations of a document. */
export const MAX_INVITES = 100;
/** Devices of an account, revoked ones apart. */
export const MAX_DEVICES = 20;
/** Addresses bound to an account. */
export const MAX_ADDRESSES = 20;
/** Devices an account may have had, revoked ones included: they are kept for ever. */
export const MAX_DEVICES_EVER = 200;
/** Documents of an account. */
export const MAX_DOCUMENTS = 5_000;
/** Entries of another account's log that one entry may carry. */
export const MAX_EVIDENCE = 256;
/** Bytes of one entry of an account's log: what others have to carry as evidence. */
export const MAX_ACCOUNT_ENTRY_BYTES = 8 * KIB;
/** Original entries in one `repair`. */
export const MAX_REPAIRED = 64;
/** Content entries since the last snapshot that a log takes. */
export const MAX_UNSNAPPED = 2_000;
/** Milliseconds that an invitation may stay open: 14 days. */
export const MAX_INVITE_MS = 14 * 86_400_000;
/** Bytes of a blob. */
export const MAX_BLOB_BYTES = 100 * MIB;
/** Bytes of plain text in a blob's chunk, the last one apart. */
export const BLOB_CHUNK_BYTES = MIB;
/** Bytes of a blob in one message. */
export const MAX_BLOB_PART_BYTES = 512 * KIB;
/** Subscriptions of a connection. */
export const MAX_SUBSCRIPTIONS = 2_000;
/** Appends of a connection that are not answered yet. */
export const MAX_IN_FLIGHT = 32;
/** Bytes of such appends. */
export const MAX_IN_FLIGHT_BYTES = MIB;
/** Bytes the relay may push before the client gives credit again. */
export const CREDIT_BYTES = 256 * KIB;
/** Milliseconds a handshake's signature may be off the relay's clock. */
export const AUTH_SKEW_MS = 600_000;
/** Snapshots that a log's state remembers. */
export const MAX_SNAPSHOTS_KEPT = 8;
