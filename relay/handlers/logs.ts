import { bytesToHex, hexToBytes, isSame } from '../../src/sync/protocol/bytes.js';
import { readEntry } from '../../src/sync/protocol/entry.js';
import { entryTypes, isMembershipType } from '../../src/sync/protocol/entry-types.js';
import { ProtocolError } from '../../src/sync/protocol/errors.js';
import { MAX_ENTRY_BYTES, MAX_EVIDENCE, MAX_IN_FLIGHT, MAX_IN_FLIGHT_BYTES } from '../../src/sync/protocol/limits.js';
import { chainHash, nextHead } from '../../src/sync/protocol/record.js';
import type { MemberHandler } from '../context.js';
import { wireRecord } from '../hub.js';
import { isAccountLog } from '../logs/log-state.js';
import { Refused } from '../logs/refused.js';
import { readable, visible } from './access.js';

/** Bytes of entries in one answer: a frame is 1 MiB, and each record has some bytes around it. */
export const PAGE_BYTES = 768 * 1024;
/** Records in one answer. */
export const PAGE_RECORDS = 2_000;

/** An entry of the person who is connected: decided, written, and answered with the relay's receipt. */
export const append: MemberHandler<'append'> = async (context, connection, message) => {
  const { book, limits, metrics } = context;
  const { session } = connection;
  const { length } = message.entry;
  if (connection.inFlight >= MAX_IN_FLIGHT || connection.inFlightBytes + length > MAX_IN_FLIGHT_BYTES + MAX_ENTRY_BYTES)
    throw new Refused('BUSY', 'too many entries are on their way', { retryAfter: 100 });
  const from = performance.now();
  connection.inFlight++;
  connection.inFlightBytes += length;
  try {
    const entry = readEntry(message.entry);
    const { header } = entry;
    if (bytesToHex(header.accountId) !== session.account)
      throw new ProtocolError('WRONG_TARGET', 'somebody else’s entry');
    limits.take('device', bytesToHex(header.deviceId));
    limits.take('account', session.account);
    if (isMembershipType(header.type)) limits.take('membership', session.account);
    if (header.type === entryTypes.invite) limits.take('invites', session.account);
    const { seq, ts, hash, receipt } = await book.append(entry);
    metrics.observe('append', performance.now() - from);
    const bytes = hash as Uint8Array<ArrayBuffer>;
    connection.send({ kind: 'accepted', request: message.request, doc: header.docId, seq, ts, hash: bytes, receipt });
  } finally {
    connection.inFlight--;
    connection.inFlightBytes -= length;
  }
};

/** Records of a log from a place on. */
export const read: MemberHandler<'read'> = async (context, connection, { request, doc, from, most }) => {
  const log = await readable(context, connection.session.account, doc);
  const bytes = Math.min(PAGE_BYTES, Math.max(1, most));
  const { records, firstKept } = await context.store.read(log.id, from, { bytes, records: PAGE_RECORDS });
  const isGone = from < firstKept || (records[0] !== undefined && records[0].entry === undefined);
  if (isGone) return connection.send({ kind: 'gone', request, doc, snapshot: log.durable.snapshot });
  const gap = records.findIndex(({ entry }) => entry === undefined);
  const whole = gap === -1 ? records : records.slice(0, gap);
  const last = whole.at(-1)?.seq ?? from - 1;
  const head = Math.max(log.durable.seq, last);
  connection.send({ kind: 'records', request, doc, records: whole.map(wireRecord), head });
  // Whoever has read to the end hears of what comes next again.
  const watch = connection.watched.get(log.id);
  if (watch !== undefined && last >= head && last >= watch.missed) watch.isLive = true;
};

export const membership: MemberHandler<'membership'> = async (context, connection, { request, doc, from }) => {
  const log = await visible(context, connection.session.account, doc);
  const limits = { bytes: PAGE_BYTES, records: PAGE_RECORDS };
  const { records } = await context.store.membership(log.id, from, limits);
  const head = Math.max(log.durable.seq, records.at(-1)?.seq ?? 0);
  connection.send({ kind: 'records', request, doc, records: records.map(wireRecord), head });
};

/** What proves an account's devices and keys, for those who share with it. */
export const account: MemberHandler<'account'> = async ({ book, store }, connection, message) => {
  const log = await book.log(bytesToHex(message.account));
  if (log.state === undefined || !isAccountLog(log.state)) throw new ProtocolError('UNKNOWN', 'no such account');
  const { records } = await store.membership(log.id, 1, { bytes: PAGE_BYTES, records: PAGE_RECORDS });
  const after = message.after;
  const found = after === undefined ? -1 : records.findIndex(({ entryHash }) => isSame(entryHash, after));
  if (after !== undefined && found === -1) throw new ProtocolError('UNKNOWN', 'no such entry of the account');
  const entries = records.slice(found + 1, found + 1 + MAX_EVIDENCE).flatMap(({ entry }) => entry ?? []);
  connection.send({
    kind: 'evidence',
    request: message.request,
    account: message.account,
    entries: entries as Uint8Array<ArrayBuffer>[],
  });
};

export const mine: MemberHandler<'mine'> = async ({ store }, connection, { request }) => {
  const { account: own } = connection.session;
  const [docs, invites] = await Promise.all([store.membershipsOf(own), store.invitationsOf(own)]);
  connection.send({
    kind: 'mine',
    request,
    docs: docs.map(({ doc, role, seq, h }) => [hexToBytes(doc), role as 1 | 2 | 3 | 4, seq, new Uint8Array(h)]),
    invites: invites.slice(0, 1_000).map(({ doc, invite }) => [hexToBytes(doc), hexToBytes(invite)]),
  });
};

/**
 * Records that the relay had confirmed and has lost. They take their old places when the chain still leads there;
 * otherwise the client brings the content back inside `repair` entries.
 */
export const resubmit: MemberHandler<'resubmit'> = async (context, connection, message) => {
  const { book, store, limits, log: say, now } = context;
  const doc = bytesToHex(message.doc);
  let restored = 0;
  for (const record of message.records) {
    const { entry: bytes, seq, ts } = record;
    if (bytes === undefined) throw new ProtocolError('MALFORMED', 'a record without its entry');
    limits.take('messages', `resubmit ${connection.session.account}`);
    const entry = readEntry(bytes);
    if (bytesToHex(entry.header.docId) !== doc) throw new ProtocolError('WRONG_TARGET', 'of another log');
    const log = await book.log(doc);
    if (log.state !== undefined) await readable(context, connection.session.account, message.doc);
    if (ts > now() + 60_000) throw new ProtocolError('CHAIN', 'of a time that is yet to come');
    const at = log.state?.seq ?? 0;
    if (seq <= at) {
      const here = await store.recordOf(doc, bytesToHex(entry.header.deviceId), entry.header.n);
      if (here?.seq !== seq || !isSame(here.entryHash, entry.hash))
        throw new ProtocolError('CHAIN', 'others came first');
      continue;
    }
    nextHead({ seq: at, hash: log.hash as Uint8Array<ArrayBuffer>, ts: log.state?.ts ?? 0 }, record);
    const expected = chainHash(log.hash, seq, ts, entry.hash);
    const accepted = await book.append(entry, { ts });
    if (!isSame(accepted.hash, expected)) throw new ProtocolError('CHAIN', 'others came first');
    restored++;
  }
  if (restored > 0) say('warn', 'records-brought-back', { records: restored });
  connection.send({ kind: 'done', request: message.request });
};
