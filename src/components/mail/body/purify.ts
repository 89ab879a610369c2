import createPurify from 'dompurify';

/** The one instance: its Trusted Types policy has a name that may be taken once (scripts/security-headers.mjs). */
export const purify = createPurify(window);
