/** What a person chose about the app on all their devices. Stored as a collection of its own. */
export interface Settings {
  readonly theme: 'auto' | 'light' | 'dark';
  /** BCP 47; '' follows the browser. */
  readonly locale: string;
  /** 1 = Monday … 7 = Sunday (ISO 8601); 0 follows the locale. */
  readonly firstDay: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** IANA name; '' follows the system. */
  readonly timeZone: string;
  readonly defaultCalendarId: string;
  readonly defaultAddressBookId: string;
  readonly contactSort: 'first' | 'last' | 'company';
}

export const defaultSettings: Settings = {
  theme: 'auto',
  locale: '',
  firstDay: 0,
  timeZone: '',
  defaultCalendarId: '',
  defaultAddressBookId: '',
  contactSort: 'first',
};
