import { bytesToHex, sha256 } from '../../protocol/bytes.js';
import { withEvidence } from '../../protocol/document-keys.js';
import type { DocumentState } from '../../protocol/fold-state.js';

/**
 * @param entries - All membership entries of an account's log.
 * @returns Those that a document has not been shown yet: what `evidence` of its next entry says.
 */
export function newsOf(
  state: Pick<DocumentState, 'accounts'>,
  account: string,
  entries: readonly Uint8Array[],
): readonly Uint8Array<ArrayBuffer>[] {
  const known = state.accounts[account]?.head;
  const at = known === undefined ? -1 : entries.findIndex((entry) => bytesToHex(sha256(entry)) === known);
  return entries.slice(at + 1) as Uint8Array<ArrayBuffer>[];
}

/**
 * The account as the document will know it.
 *
 * @throws {ProtocolError} `EVIDENCE`
 */
export const accountAfter = (state: DocumentState, account: string, news: readonly Uint8Array[]) =>
  withEvidence(state, account, news).state.accounts[account]!;
