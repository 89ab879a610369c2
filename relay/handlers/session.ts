import { bytesToHex } from '../../src/sync/protocol/bytes.js';
import { readEntry } from '../../src/sync/protocol/entry.js';
import { entryTypes } from '../../src/sync/protocol/entry-types.js';
import { ProtocolError } from '../../src/sync/protocol/errors.js';
import { judgeAuth } from '../../src/sync/protocol/handshake.js';
import { isSigned } from '../../src/sync/protocol/signatures.js';
import { CLOSE } from '../connection.js';
import type { Handler } from '../context.js';
import { isAccountLog } from '../logs/log-state.js';

/** Tries per connection: the challenge is one, and stays. */
const MAX_AUTHS = 3;

/** Who is there: looks the account up, judges the claim, and takes the connection in. */
export const auth: Handler<'auth'> = async (context, connection, message) => {
  const { book, hub, limits, now, origins, config, metrics } = context;
  if (connection.session !== undefined) throw new ProtocolError('AUTH', 'signed in already');
  if (connection.failedAuths >= MAX_AUTHS) throw new ProtocolError('AUTH', 'too many tries');
  try {
    const account = bytesToHex(message.account);
    const { state } = await book.log(account);
    const known = state !== undefined && isAccountLog(state) ? state.account : undefined;
    const check = judgeAuth(message, known, { nonce: connection.nonce, origins, now: now() });
    if (!(await isSigned(check))) throw new ProtocolError('BAD_SIG', 'the challenge is not signed');
    if (hub.connectionsOf(account).size >= config.connectionsPerAccount)
      throw new ProtocolError('LIMIT', 'too many connections');
    // Two at once on one connection: the first one counts.
    if (connection.session !== undefined) throw new ProtocolError('AUTH', 'signed in already');
    connection.session = { account, device: bytesToHex(message.device) };
    hub.enter(connection, account);
    metrics.add('sessions');
    connection.send({ kind: 'welcome', request: message.request, account: message.account, time: now() });
  } catch (error) {
    connection.failedAuths++;
    if (connection.failedAuths >= MAX_AUTHS) setImmediate(() => connection.close(CLOSE.policy, 'not signed in'));
    limits.take('failures', connection.address);
    throw error;
  }
};

/** A new account's first entries. The same again is answered the same. */
export const register: Handler<'register'> = async ({ book, config, limits }, connection, message) => {
  if (config.signUp === 'closed') throw new ProtocolError('NOT_MEMBER', 'no new accounts here');
  if (config.signUp === 'code' && message.code !== config.signUpCode) {
    limits.take('failures', connection.address);
    throw new ProtocolError('NOT_MEMBER', 'needs the code to sign up');
  }
  limits.take('failures', `new ${connection.address}`, 1);
  const entries = message.entries.map(readEntry);
  const [first] = entries;
  if (first?.header.type !== entryTypes.accountGenesis) throw new ProtocolError('MALFORMED', 'an account begins once');
  const account = bytesToHex(first.header.accountId);
  if (entries.some(({ header }) => bytesToHex(header.docId) !== account))
    throw new ProtocolError('WRONG_TARGET', 'entries of several accounts');
  for (const entry of entries) await book.append(entry);
  connection.send({ kind: 'done', request: message.request });
};

export const ping: Handler<'ping'> = (_, connection, { request }) => connection.send({ kind: 'pong', request });
