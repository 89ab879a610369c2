// The session object (RFC 8620 §2): where everything is, and how much a server takes at once.
import { AnswerError } from './failure.js';
import { CALLS, MAX_ID_LENGTH, MAX_TEXT_LENGTH, PAGE, SET_OBJECTS } from './limits.js';
import { type Json, member, readCount, readId, readRecord, readText } from './read-value.js';
import { isSafe } from './server-address.js';

export const CORE = 'urn:ietf:params:jmap:core';
export const MAIL = 'urn:ietf:params:jmap:mail';
export const SUBMISSION = 'urn:ietf:params:jmap:submission';
export const VACATION = 'urn:ietf:params:jmap:vacationresponse';
export const QUOTA = 'urn:ietf:params:jmap:quota';
export const SIEVE = 'urn:ietf:params:jmap:sieve';
/** A gateway of ours asks lists to take a person off them (docs/gateway.md). */
export const UNSUBSCRIBE = 'urn:ikebana:gateway:unsubscribe';
/** What Cyrus called it before it was RFC 9661; with the same methods. */
const CYRUS_SIEVE = 'https://cyrusimap.org/ns/jmap/sieve';

export interface JmapSession {
  /** Where the session was read. */
  readonly url: URL;
  readonly accountId: string;
  readonly accountName: string;
  readonly isReadOnly: boolean;
  /** Of the account, those that the client knows. */
  readonly capabilities: ReadonlySet<string>;
  readonly apiUrl: URL;
  readonly state: string;
  readonly limits: SessionLimits;
  /** Seconds a server can hold a message before it sends it; 0 when it cannot. */
  readonly maxDelayedSend: number;
  /** Extensions of Sieve (RFC 9661 §1.3); `undefined` when it takes no scripts. */
  readonly sieveExtensions: readonly string[] | undefined;
  /** Addresses with their variables filled in (RFC 6570 level 1). */
  uploadUrl(): URL;
  downloadUrl(blobId: string): URL;
  /** `undefined` when it has none. */
  eventUrl(types: readonly string[], pingSeconds: number): URL | undefined;
}

/** What is asked at once: the smaller one of what the server takes, and of what we want. */
export interface SessionLimits {
  readonly callsInRequest: number;
  readonly objectsInGet: number;
  readonly objectsInSet: number;
  /** Octets. */
  readonly sizeRequest: number;
  readonly sizeUpload: number;
}

/** The least a server should take (RFC 8620 §2): what counts where it does not say. */
const SIZE_UPLOAD = 50_000_000;
const SIZE_REQUEST = 10_000_000;
const MAX_EXTENSIONS = 200;

/**
 * @param url - Where it was read, for addresses that are relative.
 * @throws {AnswerError} It is no session, has no mail account (`no mail`), or leads to what is not encrypted (`insecure`).
 */
export function readSession(value: Json, url: URL): JmapSession {
  const core = readRecord(member(readRecord(member(value, 'capabilities'), 'capabilities'), CORE), CORE);
  const accounts = readRecord(member(value, 'accounts'), 'accounts');
  const accountId = mailAccountOf(value, accounts);
  const account = readRecord(member(accounts, accountId), 'account');
  const own = readRecord(member(account, 'accountCapabilities'), 'accountCapabilities');
  const known = [MAIL, SUBMISSION, VACATION, QUOTA, SIEVE, CYRUS_SIEVE, UNSUBSCRIBE].filter((name) =>
    Object.hasOwn(own, name),
  );
  const submission = member(own, SUBMISSION);

  const template = (name: string): string => readText(member(value, name), name, 2 * MAX_TEXT_LENGTH);
  const fill = (text: string, variables: Readonly<Record<string, string>>): URL => {
    const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(variables[name] ?? ''));
    return safeUrl(filled, url);
  };
  const upload = template('uploadUrl');
  const download = template('downloadUrl');
  const events = member(value, 'eventSourceUrl');
  const session: JmapSession = {
    url,
    accountId,
    accountName: String(member(account, 'name') ?? '').slice(0, MAX_ID_LENGTH),
    isReadOnly: member(account, 'isReadOnly') === true,
    capabilities: new Set(known),
    apiUrl: safeUrl(template('apiUrl'), url),
    state: String(member(value, 'state') ?? '').slice(0, MAX_TEXT_LENGTH),
    limits: {
      callsInRequest: atMost(member(core, 'maxCallsInRequest'), CALLS),
      objectsInGet: atMost(member(core, 'maxObjectsInGet'), PAGE),
      objectsInSet: atMost(member(core, 'maxObjectsInSet'), SET_OBJECTS),
      sizeRequest: readCount(member(core, 'maxSizeRequest'), SIZE_REQUEST) || SIZE_REQUEST,
      sizeUpload: readCount(member(core, 'maxSizeUpload'), SIZE_UPLOAD) || SIZE_UPLOAD,
    },
    maxDelayedSend: typeof submission === 'object' && submission !== null ? delayOf(submission as Json) : 0,
    sieveExtensions: extensionsOf(member(own, SIEVE) ?? member(own, CYRUS_SIEVE)),
    uploadUrl: () => fill(upload, { accountId }),
    downloadUrl: (blobId) =>
      fill(download, { accountId, blobId, name: 'message.eml', type: 'application/octet-stream' }),
    eventUrl: (types, ping) =>
      typeof events === 'string' && events !== ''
        ? fill(events, { types: types.join(','), closeafter: 'no', ping: String(ping) })
        : undefined,
  };
  session.uploadUrl();
  session.downloadUrl('b');
  session.eventUrl([], 1);
  return session;
}

/** The account the server names for mail, else the first one that has mail. */
function mailAccountOf(value: Json, accounts: Json): string {
  const primary = member(value, 'primaryAccounts');
  const named = typeof primary === 'object' && primary !== null ? member(primary as Json, MAIL) : undefined;
  if (typeof named === 'string' && Object.hasOwn(accounts, named)) return readId(named, 'account');
  const found = Object.entries(accounts).find(([, account]) => {
    const own = member(readRecord(account, 'account'), 'accountCapabilities');
    return typeof own === 'object' && own !== null && Object.hasOwn(own, MAIL);
  });
  if (found === undefined) throw new AnswerError('no mail');
  return readId(found[0], 'account');
}

/**
 * A server that can hold messages says for how long (RFC 8621 §1.3.2). FUTURERELEASE need not be among the extensions it names
 * beside it: those of Cyrus are of the server it hands mail on to, and it holds messages itself.
 */
const delayOf = (submission: Json): number => readCount(member(submission, 'maxDelayedSend'), 0);

function extensionsOf(sieve: unknown): readonly string[] | undefined {
  if (typeof sieve !== 'object' || sieve === null) return undefined;
  const names = member(sieve as Json, 'sieveExtensions');
  return Array.isArray(names) ? names.slice(0, MAX_EXTENSIONS).filter((name) => typeof name === 'string') : [];
}

const atMost = (said: unknown, wanted: number): number => Math.min(wanted, readCount(said, wanted) || wanted);

function safeUrl(text: string, base: URL): URL {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    throw new AnswerError(`${text} is no address`);
  }
  // A server elsewhere has no business to send us to one on this machine.
  if (!isSafe(url) || (url.protocol === 'http:' && base.protocol !== 'http:')) throw new AnswerError('insecure');
  return url;
}
