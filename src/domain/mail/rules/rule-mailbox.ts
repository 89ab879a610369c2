// Mailboxes that rules name, and those an account has.
import type { Mailbox } from '../mailbox.js';
import type { RulePlace } from './plan-rules.js';
import type { RuleMailbox } from './rule.js';

export type NamedMailbox = Pick<Mailbox, 'id' | 'accountId' | 'name' | 'parentId' | 'role'>;

/** What servers call it, whatever it is called elsewhere (RFC 9051 §5.1). */
const INBOX = 'INBOX';

const nameOf = ({ role, name }: NamedMailbox) => (role === 'inbox' ? INBOX : name);

/** Names of a mailbox, the outermost first. */
export function pathOf(mailboxes: Iterable<NamedMailbox>, id: string): readonly string[] {
  const byId = new Map([...mailboxes].map((mailbox) => [mailbox.id, mailbox]));
  const path: string[] = [];
  const seen = new Set<string>();
  for (let at = byId.get(id); at !== undefined && !seen.has(at.id); ) {
    seen.add(at.id);
    path.unshift(nameOf(at));
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return path;
}

/** The mailbox of an account that a rule means. */
export function mailboxOfPlace(
  mailboxes: Iterable<NamedMailbox>,
  accountId: string,
  place: RulePlace,
): NamedMailbox | undefined {
  const own = [...mailboxes].filter((mailbox) => mailbox.accountId === accountId);
  if ('role' in place) return own.find(({ role }) => role === place.role);
  let found: NamedMailbox | undefined;
  for (const [depth, name] of place.path.entries()) {
    const parentId: string | null = depth === 0 ? null : (found?.id ?? '');
    found = own.find((mailbox) => mailbox.parentId === parentId && nameOf(mailbox) === name);
    if (found === undefined) return undefined;
  }
  return found;
}

/** What a rule says of a mailbox: by its role where all accounts have one, by its names otherwise. */
export function placeOfMailbox(mailboxes: Iterable<NamedMailbox>, mailbox: NamedMailbox): RuleMailbox {
  const { role } = mailbox;
  return role === 'inbox' || role === 'archive' ? { role } : { path: pathOf(mailboxes, mailbox.id) };
}
