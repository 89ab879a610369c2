// Hands one message to the provider's SMTP server (RFC 6409): all recipients or none, and never twice by itself.
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ConnectOptions, Credentials } from '../imap/open-imap.js';
import { connectAddress } from '../servers/connect-address.js';
import type { Endpoint } from '../servers/endpoint.js';

const CONNECT_MS = 15_000;
/** How long a server may be silent: those that look for spam while they take a message need their time. */
const SILENCE_MS = 120_000;

/** The parts of nodemailer's connection that have no public name; its version is pinned, and a test sends by each. */
interface Internals {
  _supportedExtensions: string[];
  _ehloLines?: readonly string[];
  _maxAllowedSize?: number;
  _envelope: { rejected: string[]; rejectedErrors: SmtpError[] };
  _envelopeError(reply: string): SmtpError | null;
  _sendCommand(command: string): void;
}

interface SmtpError extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
  command?: string;
  recipient?: string;
  rejectedErrors?: readonly SmtpError[];
}

export interface Features {
  /** Seconds that a message may be held (RFC 4865); 0 where the server cannot. */
  readonly maxDelay: number;
  /** Octets; 0 where the server says nothing. */
  readonly maxSize: number;
}

export interface Submission {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Uint8Array;
  /** Seconds to hold it before it is sent. */
  readonly delay?: number;
}

/** How it went wrong. What was refused was not sent; of `unknown` nobody can tell. */
export type SubmitFailure =
  | {
      readonly kind: 'recipients';
      readonly refused: readonly { readonly address: string; readonly reply: string }[];
      readonly isTemporary: boolean;
    }
  | { readonly kind: 'sender' | 'message'; readonly reply: string; readonly isTemporary: boolean }
  | { readonly kind: 'too-large'; readonly limit: number }
  /** The connection was cut after the last byte of the message and before the answer. */
  | { readonly kind: 'unknown' }
  /** It could not be begun, or not ended: not sent. */
  | { readonly kind: 'connection'; readonly error: unknown };

export class SubmitError extends Error {
  override name = 'SubmitError';
  constructor(readonly failure: SubmitFailure) {
    super(failure.kind);
  }
}

const internalsOf = (connection: SMTPConnection) => connection as unknown as Internals;

async function connect(endpoint: Endpoint, { allowPrivate, ca }: ConnectOptions): Promise<SMTPConnection> {
  const address = await connectAddress(endpoint.host, allowPrivate);
  const connection = new SMTPConnection({
    host: address,
    port: endpoint.port,
    secure: endpoint.tls === 'implicit',
    requireTLS: endpoint.tls === 'starttls',
    ...(address !== endpoint.host && { servername: endpoint.host }),
    // Not this machine's name: it is nobody's business (RFC 5321 §4.1.3).
    name: '[127.0.0.1]',
    tls: { minVersion: 'TLSv1.2', ...(ca && { ca: [...ca] }) },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    logger: false,
  });
  await new Promise<void>((done, fail) => {
    connection.once('error', fail);
    connection.once('end', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    connection.connect((error) => (error ? fail(error) : done()));
  }).catch((error: unknown) => {
    connection.close();
    throw error;
  });
  // Whoever waits is told by a callback.
  connection.on('error', () => {});
  return connection;
}

function featuresOf(connection: SMTPConnection): Features {
  const lines = internalsOf(connection)._ehloLines ?? [];
  const [, seconds = '0'] =
    /^FUTURERELEASE (\d{1,9})\b/im.exec(lines.map((line) => line.replace(/^250[ -]/, '')).join('\n')) ?? [];
  return { maxDelay: Number(seconds), maxSize: internalsOf(connection)._maxAllowedSize || 0 };
}

/** What a server offers, without signing in. @throws It cannot be reached. */
export async function readFeatures(endpoint: Endpoint, options: ConnectOptions): Promise<Features> {
  const connection = await connect(endpoint, options);
  const features = featuresOf(connection);
  connection.quit();
  return features;
}

function failureOf(error: SmtpError, isWritten: boolean): SubmitFailure {
  const reply = (error.response ?? '').replace(/\s+/g, ' ').slice(0, 500);
  const isTemporary = (error.responseCode ?? 0) < 500;
  if (error.code === 'EAUTH' && !isTemporary) return { kind: 'connection', error };
  if (error.rejectedErrors !== undefined) {
    const refused = error.rejectedErrors.map(({ recipient = '', response = '' }) => ({
      address: recipient,
      reply: response.slice(0, 500),
    }));
    // One that is refused for good is what the person has to see to; waiting does not help.
    const isLater = error.rejectedErrors.every(({ responseCode = 0 }) => responseCode < 500);
    return { kind: 'recipients', refused, isTemporary: isLater };
  }
  if (error.response !== undefined && error.response !== '' && error.responseCode) {
    if (error.responseCode === 552 && error.command !== 'DATA') return { kind: 'too-large', limit: 0 };
    return { kind: error.command === 'MAIL FROM' ? 'sender' : 'message', reply, isTemporary };
  }
  return isWritten ? { kind: 'unknown' } : { kind: 'connection', error };
}

/**
 * Sends one message.
 * @returns What the server answered. @throws {SubmitError} It was not sent, or nobody knows.
 */
export async function submit(
  endpoint: Endpoint,
  { user, password }: Credentials,
  options: ConnectOptions,
  { from, to, bytes, delay }: Submission,
): Promise<string> {
  let connection: SMTPConnection;
  try {
    connection = await connect(endpoint, options);
  } catch (error) {
    throw new SubmitError({ kind: 'connection', error });
  }
  let isWritten = false;
  let onEnd = () => {};
  try {
    await new Promise<void>((done, fail) => {
      connection.once('end', () => {
        fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
        onEnd();
      });
      connection.login({ user, pass: password, credentials: { user, pass: password } }, (error) =>
        error ? fail(error) : done(),
      );
    });
    const { maxSize } = featuresOf(connection);
    if (maxSize > 0 && bytes.length > maxSize) throw new SubmitError({ kind: 'too-large', limit: maxSize });
    const internals = internalsOf(connection);
    // One command after the other: with all at once the message would go to those who are accepted before one knows.
    internals._supportedExtensions = internals._supportedExtensions.filter((name) => name !== 'PIPELINING');
    const envelopeError = internals._envelopeError.bind(connection);
    internals._envelopeError = (reply) => {
      const { rejected, rejectedErrors } = internals._envelope;
      const error = envelopeError(reply);
      if (error !== null || rejected.length === 0) return error;
      return Object.assign(new Error('refused recipients') as SmtpError, { rejectedErrors });
    };
    if (delay !== undefined && delay > 0) {
      const send = internals._sendCommand.bind(connection);
      internals._sendCommand = (command) => send(/^MAIL FROM:/.test(command) ? `${command} HOLDFOR=${delay}` : command);
    }
    const message = Readable.from([bytes], { objectMode: false });
    message.once('end', () => {
      isWritten = true;
    });
    return await new Promise<string>((done, fail) => {
      onEnd = () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
      const envelope = { from, to: [...to], size: bytes.length, use8BitMime: bytes.some((byte) => byte > 127) };
      connection.send(envelope, message, (error, info) => (error ? fail(error) : done(info?.response ?? '')));
    });
  } catch (error) {
    if (error instanceof SubmitError) throw error;
    throw new SubmitError(failureOf(error as SmtpError, isWritten));
  } finally {
    connection.quit();
    setTimeout(() => connection.close(), 1_000).unref();
  }
}
