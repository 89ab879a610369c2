import { activeDevice, signatureOf } from './account-rules.js';
import { acceptSchema, accountUpdateSchema, documentRootSchema, genesisSchema } from './bodies.js';
import { bytesToHex, isSame } from './bytes.js';
import type { Act, Outcome } from './document-act.js';
import { attest, content, freeze, repair, snapshot } from './document-content.js';
import { accept, closeInvites, confirm, decline, invite, uninvite } from './document-invites.js';
import { rotate, updateAccount, withEpoch, withEvidence } from './document-keys.js';
import { changeRole, leave, remove, transfer } from './document-members.js';
import { leastRole } from './document-roles.js';
import type { Entry } from './entry.js';
import { type EntryType, entryTypes, isMembershipType } from './entry-types.js';
import {
  type DeviceState,
  type DocumentState,
  type Place,
  refuse,
  type SignatureCheck,
  type Step,
  total,
} from './fold-state.js';
import { deviceIdOf, documentIdOf, NO_HASH, NO_ID } from './identifiers.js';
import { checkPlace, checkSees, EMPTY_PLACE, movePlace } from './place-rules.js';
import { checkKeys } from './public-keys.js';
import { decodeAs } from './schema.js';

const rules: Partial<Record<EntryType, (act: Act) => Outcome>> = {
  [entryTypes.content]: content,
  [entryTypes.snapshot]: snapshot,
  [entryTypes.invite]: invite,
  [entryTypes.uninvite]: uninvite,
  [entryTypes.accept]: accept,
  [entryTypes.decline]: decline,
  [entryTypes.confirm]: confirm,
  [entryTypes.role]: changeRole,
  [entryTypes.remove]: remove,
  [entryTypes.leave]: leave,
  [entryTypes.epoch]: rotate,
  [entryTypes.transfer]: transfer,
  [entryTypes.freeze]: freeze,
  [entryTypes.attest]: attest,
  [entryTypes.repair]: repair,
  // Its evidence has been applied when its author was looked up.
  [entryTypes.accountUpdate]: ({ state }) => ({ state }),
};

/** Types that stand under the key and so wait for the next one when that is due. */
const needsKey: readonly EntryType[] = [entryTypes.content, entryTypes.snapshot, entryTypes.invite];
/** Types that bring the next key. */
const bringsKey: readonly EntryType[] = [entryTypes.epoch, entryTypes.remove];

/**
 * Follows a document's log by one entry: the one place where it is decided who may do what. Pure, total and the same for
 * relay and clients; its rules stand in docs/rules/sync-documents.md.
 *
 * @param state - `undefined` for a log that has not begun.
 * @returns A state that counts when every signature in `checks` is right (`BAD_SIG` otherwise), or a refusal that leaves
 * everything as it was.
 */
export function foldDocument(state: DocumentState | undefined, entry: Entry, place: Place): Step<DocumentState> {
  return total(() => {
    checkPlace(state ?? EMPTY_PLACE, entry, place);
    const begun = entry.header.type === entryTypes.genesis ? begin(state, entry) : step(state, entry, place);
    checkSees(entry, place);
    const membership = isMembershipType(entry.header.type) ? bytesToHex(entry.hash) : begun.state.membership;
    const moved = movePlace(state ?? EMPTY_PLACE, entry, place);
    return { state: { ...begun.state, ...moved, membership }, checks: begun.checks ?? [] };
  });
}

function step(before: DocumentState | undefined, entry: Entry, place: Place): Outcome {
  if (before === undefined) return refuse('UNKNOWN', 'a document begins with its genesis');
  const { docId, type, accountId, epoch, pm } = entry.header;
  if (bytesToHex(docId) !== before.id) refuse('UNKNOWN', 'an entry of another document');
  const rule = rules[type] ?? refuse('MALFORMED', 'not an entry of a document');
  const author = bytesToHex(accountId);
  const known = withNews(closeInvites(before, place.ts), entry);
  const device = authorDevice(known.state, entry, author);
  const member = known.state.members[author] ?? { role: 0 as const };
  checkRole(known.state, type, member.role, isSame(accountId, NO_ID));
  if (epoch !== before.epoch + (bringsKey.includes(type) ? 1 : 0)) refuse('STALE_EPOCH', `epoch ${epoch}`);
  if (known.state.due && needsKey.includes(type)) refuse('ROTATE_FIRST', 'the next key is due');
  if (pm !== undefined && bytesToHex(pm) !== before.membership) refuse('STALE_MEMBERSHIP', 'another entry came first');
  const outcome = rule({ state: known.state, entry, place, author, member });
  return { state: outcome.state, checks: [signatureOf(entry, device), ...known.checks, ...(outcome.checks ?? [])] };
}

function checkRole(state: DocumentState, type: EntryType, role: number, isRelay: boolean): void {
  const least = leastRole(state.policy, type) ?? refuse('MALFORMED', 'not an entry of a document');
  if (least === 0 || isRelay) return;
  if (role === 0) refuse('NOT_MEMBER', 'no member');
  if (role < least) refuse('ROLE', `needs role ${least}`);
}

/** What some entries bring along of an account: theirs, or the one they are about. */
function withNews(state: DocumentState, entry: Entry): { state: DocumentState; checks: readonly SignatureCheck[] } {
  const { type, accountId } = entry.header;
  if (type === entryTypes.accountUpdate) {
    const { state: next, checks = [] } = updateAccount(state, entry);
    return { state: next, checks };
  }
  if (type !== entryTypes.accept && type !== entryTypes.decline) return { state, checks: [] };
  const { evidence = [] } = decodeAs(acceptSchema, entry.body);
  return evidence.length > 0 ? withEvidence(state, bytesToHex(accountId), evidence) : { state, checks: [] };
}

function authorDevice(state: DocumentState, entry: Entry, author: string): Pick<DeviceState, 'signKey'> {
  const { type, accountId, deviceId } = entry.header;
  if (type === entryTypes.accountUpdate) {
    const { relay } = decodeAs(accountUpdateSchema, entry.body);
    if ((relay !== undefined) !== isSame(accountId, NO_ID)) refuse('MALFORMED', 'by a member or by a relay');
    if (relay !== undefined) {
      checkKeys({ sign: relay });
      if (!isSame(deviceId, deviceIdOf(relay))) refuse('NOT_MEMBER', 'not the relay’s key');
      return { signKey: bytesToHex(relay) };
    }
  }
  const account = state.accounts[author] ?? refuse('NOT_MEMBER', 'an account that this log does not know');
  const device = activeDevice(account, bytesToHex(deviceId));
  return device.kind === 0 ? refuse('NOT_MEMBER', 'a recovery key writes only in its account’s log') : device;
}

function begin(state: DocumentState | undefined, entry: Entry): Outcome {
  if (state !== undefined) refuse('EXISTS', 'a document begins once');
  const { docId, accountId, epoch, pm = NO_HASH } = entry.header;
  const body = decodeAs(genesisSchema, entry.body);
  const root = decodeAs(documentRootSchema, body.root);
  const author = bytesToHex(accountId);
  if (!isSame(docId, documentIdOf(body.root))) refuse('WRONG_TARGET', 'the id is not the hash of the document’s root');
  if (!isSame(root.creator, accountId)) refuse('WRONG_TARGET', 'begun by somebody else than it says');
  if (epoch !== 1 || !isSame(pm, NO_HASH)) refuse('MALFORMED', 'not a beginning');
  const empty: DocumentState = {
    ...EMPTY_PLACE,
    id: bytesToHex(docId),
    policy: root.policy,
    ...(root.organisation === undefined ? {} : { organisation: bytesToHex(root.organisation) }),
    membership: '',
    epoch: 0,
    commitment: '',
    due: false,
    frozen: false,
    members: {},
    invites: {},
    accounts: {},
    editors: [author],
    badWraps: [],
    snapshots: [],
    covered: 0,
  };
  const known = withEvidence(empty, author, body.evidence);
  const device = authorDevice(known.state, entry, author);
  const owned = { ...known.state, members: { [author]: { role: 4 as const } } };
  if (known.state.accounts[author]?.generation === 0) refuse('EVIDENCE', 'an account without a key');
  return { state: withEpoch(owned, body.epoch), checks: [signatureOf(entry, device), ...known.checks] };
}
