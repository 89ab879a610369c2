// Who writes an entry, and where: headers for a log's present state.
import { hexToBytes } from '../protocol/bytes.js';
import { isMembershipType } from '../protocol/entry-types.js';
import type { AccountLogState, DocumentState, PlaceState } from '../protocol/fold-state.js';
import { NO_HASH } from '../protocol/identifiers.js';
import type { ClientContext } from './context.js';
import type { Author } from './ports.js';
import type { KeptLog } from './storage.js';

const isDocument = (state: object): state is DocumentState => 'membership' in state;

/** What the log's next entry by this device is made with. @param n - Its counter. */
export function authorFor<S extends PlaceState & (DocumentState | AccountLogState)>(
  { credentials, random, now }: ClientContext,
  log: KeptLog,
  state: S,
  n: number,
): Author<S> {
  const [epoch, membership] = isDocument(state)
    ? [state.epoch, state.membership]
    : [(state as AccountLogState).account.generation, (state as AccountLogState).account.head];
  return {
    state,
    credentials,
    random,
    now,
    header: (type, more = {}) => ({
      suite: 1,
      docId: hexToBytes(log.id),
      type,
      accountId: credentials.account,
      deviceId: credentials.device,
      n,
      sees: log.seq === 0 ? [0, NO_HASH] : [log.seq, log.hash],
      epoch,
      ...(isMembershipType(type) && { pm: hexToBytes(membership) }),
      ...more,
    }),
  };
}
