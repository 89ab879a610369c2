import { hexToBytes } from '../src/sync/protocol/bytes.js';
import { entryTypes } from '../src/sync/protocol/entry-types.js';
import { notices } from '../src/sync/protocol/relay-messages.js';
import { CLOSE } from './connection.js';
import type { Hub } from './hub.js';
import type { Committed } from './logs/log-book.js';
import { isAccountLog } from './logs/log-state.js';
import type { Metrics } from './metrics.js';

export interface CommittedHandler {
  readonly handle: (committed: Committed) => void;
  /** Called when an account has revoked a device and its documents are to be told. */
  onRevoked(listener: (account: string) => void): void;
}

/** What follows from an entry that has become durable: who hears of it, and who hears no more. */
export function createCommitted({ hub, metrics }: { readonly hub: Hub; readonly metrics: Metrics }): CommittedHandler {
  let whenRevoked: (account: string) => void = () => undefined;

  function notify(account: string, about: (typeof notices)[keyof typeof notices], doc?: string) {
    for (const connection of hub.connectionsOf(account))
      connection.send({ kind: 'notice', request: 0, about, ...(doc === undefined ? {} : { doc: hexToBytes(doc) }) });
  }

  function accountChanged({ after, entry }: Committed) {
    if (!isAccountLog(after)) return;
    const { account } = after;
    for (const connection of hub.connectionsOf(account.id)) {
      const device = account.devices[connection.session?.device ?? ''];
      if (device?.revoked) connection.close(CLOSE.policy, 'the device was revoked');
    }
    if (entry.header.type === entryTypes.deviceRevoke) whenRevoked(account.id);
  }

  return {
    handle(committed) {
      const { log, append } = committed;
      // Who is out does not even see that entry.
      for (const account of append.left ?? []) {
        hub.evict(account, log.id);
        notify(account, notices.removed, log.id);
      }
      const { sent, lagging } = hub.publish(log.id, append.record);
      if (sent > 0) metrics.add('pushes', sent);
      if (lagging > 0) metrics.add('lags', lagging);
      for (const account of newMembers(committed)) notify(account, notices.accountChanged, log.id);
      for (const { account } of append.invited ?? []) notify(account, notices.invited, log.id);
      for (const account of uninvitedAccounts(committed)) notify(account, notices.uninvited, log.id);
      accountChanged(committed);
    },
    onRevoked(listener) {
      whenRevoked = listener;
    },
  };
}

/** Who has a document now that had not: their other devices do not follow it yet. */
function newMembers({ before, after }: Committed): readonly string[] {
  if (isAccountLog(after)) return [];
  const known = before === undefined || isAccountLog(before) ? {} : before.members;
  return Object.keys(after.members).filter((account) => known[account] === undefined);
}

function uninvitedAccounts({ before, after, append }: Committed): readonly string[] {
  if (before === undefined || isAccountLog(before) || isAccountLog(after)) return [];
  return (append.uninvited ?? []).flatMap((invite) => {
    const account = before.invites[invite]?.account;
    return account === undefined || after.members[account] !== undefined ? [] : [account];
  });
}
