import { ImapFlow } from 'imapflow';
import { connectError } from '../errors.js';
import { connectAddress } from '../servers/connect-address.js';
import type { Endpoint } from '../servers/endpoint.js';

const CONNECT_MS = 10_000;
/** How long a server may be silent in the middle of an answer, in milliseconds. */
const SILENCE_MS = 60_000;
/** The longest message that is read. */
export const MAX_MESSAGE_BYTES = 100 * 1_048_576;
/** Lines without literals: lists of UIDs are the longest. */
const MAX_LINE_BYTES = 32 * 1_048_576;

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface ConnectOptions {
  readonly allowPrivate: boolean;
  /** PEM, besides what the system trusts. */
  readonly ca?: readonly string[];
}

/** What a server said last when it refused something; imapflow answers `false` to some callers and says no more. */
export interface Refusal {
  readonly code?: string;
  readonly text?: string;
}

export interface Imap {
  readonly flow: ImapFlow;
  /** The last refusal, and forgets it. */
  takeRefusal(): Refusal | undefined;
  /** UIDs that vanished before (RFC 7162 §3.2.6), as told by the command that runs. */
  onVanished: ((uid: number) => void) | undefined;
  /** Something of the open mailbox has changed, without our asking. */
  onNews: (() => void) | undefined;
}

/**
 * Opens a connection and signs in. Nothing of it is logged.
 * @throws {RequestError} It cannot be reached, is not who it should be, or does not accept the password.
 */
export async function openImap(
  endpoint: Endpoint,
  { user, password }: Credentials,
  { allowPrivate, ca }: ConnectOptions,
): Promise<Imap> {
  const address = await connectAddress(endpoint.host, allowPrivate);
  let refusal: Refusal | undefined;
  const note = (entry: { err?: { serverResponseCode?: string; responseText?: string } } | undefined) => {
    if (entry?.err) refusal = { code: entry.err.serverResponseCode, text: entry.err.responseText };
  };
  const quiet = () => {};
  const flow = new ImapFlow({
    host: address,
    port: endpoint.port,
    secure: endpoint.tls === 'implicit',
    ...(endpoint.tls === 'starttls' && { doSTARTTLS: true }),
    ...(address !== endpoint.host && { servername: endpoint.host }),
    auth: { user, pass: password },
    clientInfo: { name: 'Ikebana' },
    tls: { minVersion: 'TLSv1.2', ...(ca && { ca: [...ca] }) },
    logger: { debug: quiet, info: quiet, trace: quiet, warn: note, error: note },
    qresync: true,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    maxIdleTime: 240_000,
    maxLineLength: MAX_LINE_BYTES,
    maxLiteralSize: MAX_MESSAGE_BYTES,
    maxResponseSize: MAX_MESSAGE_BYTES + 2 * MAX_LINE_BYTES,
    expungeHandler: ({ uid, earlier }) => {
      if (earlier !== true) imap.onNews?.();
      else if (uid !== undefined) imap.onVanished?.(uid);
    },
  });
  const imap: Imap = {
    flow,
    onVanished: undefined,
    onNews: undefined,
    takeRefusal() {
      const last = refusal;
      refusal = undefined;
      return last;
    },
  };
  // Whoever waits for an answer is told by its promise; without this a lost connection would end the process.
  flow.on('error', quiet);
  flow.on('exists', () => imap.onNews?.());
  flow.on('flags', () => imap.onNews?.());
  try {
    await flow.connect();
  } catch (error) {
    flow.close();
    throw connectError(error, 'IMAP', endpoint.host);
  }
  return imap;
}
