import type { PublicContent, PublicForm, PublicLink } from '../domain/sharing/public-link.js';

/** Calendars for everybody with the address. Both need the relay, and reject with `sync/*` without it. */
export interface PublicLinkRequests {
  /** Switches a link on, or changes what it shows: its address stays. */
  readonly publishCalendar: {
    readonly ask: {
      readonly collectionId: string;
      readonly form: PublicForm;
      readonly content: PublicContent;
      /** What stands in place of titles. */
      readonly busy: string;
      /** An address that was switched off and is wanted back. */
      readonly again?: Pick<PublicLink, 'link' | 'key'>;
    };
    readonly answer: undefined;
  };
  /** When it resolves, the address shows nothing any more; a new one is made the next time. */
  readonly unpublishCalendar: {
    readonly ask: { readonly collectionId: string; readonly form: PublicForm };
    readonly answer: undefined;
  };
}
