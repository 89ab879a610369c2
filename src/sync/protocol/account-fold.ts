import { activeDevice, applyAccountEntry, signatureOf } from './account-rules.js';
import { bytesToHex } from './bytes.js';
import type { Entry } from './entry.js';
import { entryTypes, isAccountType } from './entry-types.js';
import { type AccountLogState, type Place, refuse, type Step, total } from './fold-state.js';
import { checkPlace, checkSees, EMPTY_PLACE, movePlace } from './place-rules.js';

/** Bytes of what any encrypted body has besides its text: salt, nonce and tag. */
export const SEALED_OVERHEAD = 16 + 12 + 16;

/**
 * Follows an account's own log by one entry. Pure, and never throws: relay and devices come to the same result.
 *
 * @param state - `undefined` for a log that has not begun.
 */
export function foldAccount(state: AccountLogState | undefined, entry: Entry, place: Place): Step<AccountLogState> {
  return total(() => {
    if (!isAccountType(entry.header.type)) refuse('MALFORMED', 'not an entry of an account’s log');
    const before = state ?? EMPTY_PLACE;
    checkPlace(before, entry, place);
    const { account, checks } =
      state !== undefined && entry.header.type === entryTypes.heads
        ? noteHeads(state, entry)
        : applyAccountEntry(state?.account, entry);
    checkSees(entry, place);
    return { state: { ...movePlace(before, entry, place), account }, checks };
  });
}

/** Heads are encrypted for the account's devices; that they are written in time is the client's part. */
function noteHeads({ account }: AccountLogState, entry: Entry) {
  const { deviceId, epoch } = entry.header;
  const device = activeDevice(account, bytesToHex(deviceId));
  if (epoch !== account.generation) refuse('STALE_EPOCH', `generation ${epoch}`);
  if (entry.body.length < SEALED_OVERHEAD) refuse('MALFORMED', 'nothing encrypted');
  return { account, checks: [signatureOf(entry, device)] };
}
