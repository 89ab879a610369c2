// What needs the relay while a person waits (docs/decisions/0010). Carried out by the tab that writes; nothing of it is noted
// for later, so that nobody is invited twice because a tab was closed.
import type { AccountRequests } from './account.api.js';
import type { AddressRequests } from './address.api.js';
import type { KeyRequests } from './lock.api.js';
import type { PublicLinkRequests } from './public-links.api.js';
import type { SharingRequests } from './sharing.api.js';

/** Each request: what is asked, and what is answered. */
export interface NetRequests
  extends AccountRequests,
    AddressRequests,
    KeyRequests,
    PublicLinkRequests,
    SharingRequests {
  /** Looks at once whether the relay can be reached, and sends and fetches what there is. */
  readonly syncNow: { readonly ask: object; readonly answer: undefined };
  /** Fetches a kept file that another device has; answers whether it is here now. */
  readonly fetchFile: { readonly ask: { readonly uri: string }; readonly answer: boolean };
  /** The network is back, or somebody looks: tries at once, if it is not connected. */
  readonly wake: { readonly ask: object; readonly answer: undefined };
}

export type NetRequest = { [K in keyof NetRequests]: { readonly type: K } & NetRequests[K]['ask'] }[keyof NetRequests];
export type NetAnswer = NetRequests[keyof NetRequests]['answer'];

/** Carries out requests of one kind each. */
export type NetHandlers = {
  readonly [K in keyof NetRequests]?: (ask: NetRequests[K]['ask']) => Promise<NetRequests[K]['answer']>;
};
