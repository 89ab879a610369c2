/** An item is the standard's own text; edits live beside it (docs/decisions/0001). */
export interface Item {
  readonly uid: string;
  /** Lossless: every component of this UID, as it came, lines ended by CRLF. */
  readonly text: string;
}

/** All components of one UID: the master, its overrides, and VTIMEZONEs that no IANA zone stands for. */
export interface CalendarItem extends Item {
  /** `other`: a component of a later standard (VAVAILABILITY, VPOLL) or an experiment (X-…), kept as it is. */
  readonly kind: 'event' | 'task' | 'journal' | 'freebusy' | 'other';
}

/** One vCard. */
export interface ContactItem extends Item {
  readonly kind: 'contact';
}

/** Content line by property key; '' removes the property. The grammar of the keys is in edit-key.ts. */
export type Edits = Readonly<Record<string, string>>;

/** Where an item is. */
export interface ItemRef {
  readonly collectionId: string;
  readonly uid: string;
}
