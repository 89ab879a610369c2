/** What an entry can be, by its number in the header. Numbers below 16 are content: encrypted, and compacted one day. */
export const entryTypes = {
  /** A collection's encrypted changes. */
  content: 1,
  /** Points to a snapshot. */
  snapshot: 2,
  /** In an account's log: the heads of its documents, encrypted for its own devices. */
  heads: 3,
  genesis: 16,
  invite: 17,
  uninvite: 18,
  accept: 19,
  decline: 20,
  confirm: 21,
  role: 22,
  remove: 23,
  leave: 24,
  epoch: 25,
  accountUpdate: 26,
  transfer: 27,
  freeze: 28,
  attest: 29,
  repair: 30,
  accountGenesis: 64,
  deviceAdd: 65,
  deviceRevoke: 66,
  accountKey: 67,
  pgpBind: 68,
  emailBind: 69,
  recoverySet: 70,
} as const;

export type EntryTypeName = keyof typeof entryTypes;
export type EntryType = (typeof entryTypes)[EntryTypeName];

const nameByNumber = new Map<number, EntryTypeName>(
  (Object.keys(entryTypes) as EntryTypeName[]).map((name) => [entryTypes[name], name]),
);

/** @returns `undefined` for a number of no type. */
export const entryTypeName = (type: number): EntryTypeName | undefined => nameByNumber.get(type);

/** Whether entries of this type name the one before them (`pm`) and are kept for ever. */
export const isMembershipType = (type: number): boolean => type >= 16;

/** Whether entries of this type belong into an account's log. */
export const isAccountType = (type: number): boolean => type >= 64 || type === entryTypes.heads;
