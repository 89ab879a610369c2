import { randomInt, timingSafeEqual } from 'node:crypto';
import { bytesToHex, hexToBytes, utf8 } from '../../src/sync/protocol/bytes.js';
import { ProtocolError } from '../../src/sync/protocol/errors.js';
import { addressHash, addressMessage, directoryMessage } from '../../src/sync/protocol/identifiers.js';
import type { MemberHandler } from '../context.js';
import { Refused } from '../logs/refused.js';

/** How long a code can be answered with, in milliseconds. */
export const CODE_MS = 10 * 60_000;
/** Answers to one code, right or wrong: a million codes are guessed in 200,000 of them. */
export const CODE_TRIES = 5;
/** Codes that wait at the same time, all together; the oldest go first. */
const MAX_CODES = 10_000;
/** One part before and one behind the sign, without what ends a header line, quotes, or begins another address. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]{1,253}$/u;

interface Code {
  readonly code: string;
  readonly until: number;
  tries: number;
}

/** Brings a code to whoever reads an address. Rejects when that cannot be done now. */
export type SendCode = (address: string, code: string) => Promise<void>;

export interface DirectoryHandlers {
  readonly lookup: MemberHandler<'lookup'>;
  readonly bindStart: MemberHandler<'bindStart'>;
  readonly bindFinish: MemberHandler<'bindFinish'>;
}

const notHere = () => new ProtocolError('UNKNOWN', 'this relay binds no addresses');

/** @param sendCode - Missing: addresses can be looked up here, and none is bound. */
export function createDirectoryHandlers(sendCode: SendCode | undefined): DirectoryHandlers {
  const codes = new Map<string, Code>();

  return {
    /** Whose an address is. Costs the same whether anybody has it. */
    async lookup({ directory, limits, signer }, connection, { request, address }) {
      limits.take('lookups', connection.session.account);
      const record = await directory.find(bytesToHex(address));
      const [seq, ts, h] = record ? [record.seq, record.ts, record.h] : [0, 0, new Uint8Array(32)];
      const signature = await signer.sign('dir', directoryMessage(seq, ts, h));
      if (record === undefined) throw new ProtocolError('UNKNOWN', 'nobody has this address');
      const before = new Uint8Array(record.before);
      connection.send({
        kind: 'found',
        request,
        address,
        account: hexToBytes(record.account),
        seq,
        ts,
        before,
        signature,
      });
    },

    /** Sends a code; answers the same whoever has the address, here or anywhere. */
    async bindStart({ limits, log, now }, connection, { request, address: given }) {
      if (sendCode === undefined) throw notHere();
      const address = given.trim();
      if (!ADDRESS.test(address)) throw new ProtocolError('MALFORMED', 'not an address');
      const { account } = connection.session;
      const id = bytesToHex(addressHash(address));
      limits.take('codes', `of ${account}`);
      limits.take('codes', `to ${id}`);
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      codes.delete(`${account} ${id}`);
      codes.set(`${account} ${id}`, { code, until: now() + CODE_MS, tries: 0 });
      if (codes.size > MAX_CODES) codes.delete(codes.keys().next().value as string);
      try {
        await sendCode(address, code);
      } catch (error) {
        // Its message names the address: only what kind of failure it was is noted.
        const { code: kind, responseCode } = error as { code?: unknown; responseCode?: unknown };
        log('error', 'mail-failed', { reason: `${kind ?? 'unknown'} ${responseCode ?? ''}`.trim() });
        throw new Refused('BUSY', 'the code could not be sent', { retryAfter: 60_000, cause: error });
      }
      connection.send({ kind: 'done', request });
    },

    /** Notes whose the address is. A right code can be given again while it lasts: the answer is the same. */
    async bindFinish({ directory, signer, now }, connection, { request, address, code: given }) {
      if (sendCode === undefined) throw notHere();
      const { account } = connection.session;
      const hash = addressHash(address);
      const id = bytesToHex(hash);
      const key = `${account} ${id}`;
      const code = codes.get(key);
      if (code === undefined || code.until < now() || code.tries >= CODE_TRIES) {
        codes.delete(key);
        throw new ProtocolError('NO_INVITE', 'no code is open for this address');
      }
      code.tries++;
      const [right, said] = [utf8(code.code), utf8(given.replaceAll(/\s/g, ''))];
      if (right.length !== said.length || !timingSafeEqual(right, said))
        throw new Refused('AUTH', 'another code', { expected: CODE_TRIES - code.tries });
      const { ts } = await directory.bind(id, account);
      const statement = await signer.sign('dir', addressMessage(hash, hexToBytes(account), ts));
      connection.send({ kind: 'bound', request, address: hash, time: ts, statement });
    },
  };
}
