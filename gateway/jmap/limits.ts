// What one request may cost (RFC 8620 §2, the core capability).
export const LIMITS = {
  maxSizeRequest: 10 * 1_048_576,
  maxConcurrentRequests: 4,
  maxConcurrentUpload: 4,
  maxCallsInRequest: 32,
  maxObjectsInGet: 500,
  maxObjectsInSet: 500,
} as const;

/** Messages whose bytes one `Email/get` reads for bodies, in all. */
export const MAX_BODY_BYTES = 64 * 1_048_576;
/** Ids that one query answers at most, and changes that are told. */
export const MAX_RESULTS = 10_000;
