// What each request is answered with (docs/sync-protocol.md §8).
import type { ClientMessage } from '../protocol/client-messages.js';
import type { RelayMessage } from '../protocol/relay-messages.js';

export const answers = {
  auth: ['welcome'],
  register: ['done'],
  sync: ['synced'],
  unwatch: ['done'],
  append: ['accepted'],
  read: ['records', 'gone'],
  membership: ['records'],
  credit: [],
  blobBegin: ['blobState'],
  blobPart: ['blobState'],
  blobRead: ['blobBytes'],
  lookup: ['found'],
  account: ['evidence'],
  bindStart: ['done'],
  bindFinish: ['bound'],
  meet: ['done'],
  tell: ['done'],
  resubmit: ['done'],
  publish: ['done'],
  unpublish: ['done'],
  mine: ['mine'],
  ping: ['pong'],
  wake: ['done'],
} as const satisfies { readonly [K in ClientMessage['kind']]: readonly RelayMessage['kind'][] };
export type AnswerKinds = typeof answers;
