import type { Entry } from './entry.js';
import type { DocumentState, MemberState, Place, SignatureCheck } from './fold-state.js';

/** An entry that is being judged, by somebody whose device and role are known. */
export interface Act {
  /** Before the entry, with expired invitations closed. */
  readonly state: DocumentState;
  readonly entry: Entry;
  readonly place: Place;
  /** The author's account. */
  readonly author: string;
  /** The author's membership; role 0 for somebody who is none. */
  readonly member: MemberState | { readonly role: 0 };
}

/** What an entry changes, and the signatures that it stands on besides its own. */
export interface Outcome {
  readonly state: DocumentState;
  readonly checks?: readonly SignatureCheck[];
}
