/** Properties that say that a card is one of a group: `KIND:group` (RFC 6350 §6.1.4), Apple's before vCard 4.0. */
export const groupKinds: readonly string[] = ['KIND', 'X-ADDRESSBOOKSERVER-KIND'];
/** Properties that name its members. */
export const memberNames: ReadonlySet<string> = new Set(['MEMBER', 'X-ADDRESSBOOKSERVER-MEMBER']);
