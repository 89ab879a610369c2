import type { MenuItem } from '../shared/ik-menu.js';

/** What is loaded when the first view is there adds to the app: to its rail, beside its page, to its addresses. */
export interface Additions {
  /** In the rail, above search. */
  tools(): unknown;
  /** At the foot of the rail. */
  person(): unknown;
  /** Behind *More* of phones. */
  readonly more: readonly MenuItem[];
  /** One of `more` was chosen. */
  choose(id: string): void;
  /** Above the page. */
  bar(): unknown;
  /** Beside the page. */
  beside(): unknown;
  /** The app that is shown there. */
  readonly besideApp: string | undefined;
  /** The whole address of a wish to go somewhere. @param from - The click or wish. */
  address(url: string, from: Event | undefined): string;
}
