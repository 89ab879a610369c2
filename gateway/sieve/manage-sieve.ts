// ManageSieve (RFC 5804), as far as scripts are read and written. One connection for one piece of work.
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { connectError, MethodError, requestErrors, SetError } from '../errors.js';
import type { ConnectOptions, Credentials } from '../imap/open-imap.js';
import { connectAddress } from '../servers/connect-address.js';
import type { Endpoint } from '../servers/endpoint.js';

const ANSWER_MS = 15_000;
const MAX_ANSWER_BYTES = 4 * 1_048_576;

/** A line of an answer: its words and texts. */
type Line = readonly string[];

/** The server said no. */
export class SieveRefusal extends Error {
  override name = 'SieveRefusal';
  constructor(
    /** Such as `QUOTA/MAXSIZE`, `NONEXISTENT`; '' when it gave none (RFC 5804 §1.3). */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface SieveScriptInfo {
  readonly name: string;
  readonly isActive: boolean;
}

export interface ManageSieve {
  /** By upper-case name: `SIEVE`, `MAXREDIRECTS`, … */
  readonly capabilities: ReadonlyMap<string, string>;
  list(): Promise<readonly SieveScriptInfo[]>;
  /** @throws {SieveRefusal} */
  get(name: string): Promise<string>;
  /** @throws {SieveRefusal} The script has a mistake; the message says where. */
  put(name: string, text: string): Promise<void>;
  check(text: string): Promise<void>;
  /** '' for none. */
  activate(name: string): Promise<void>;
  remove(name: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

/** Takes one line, with the literals in it, from the front of what came. @returns `undefined`: not all of it is here */
export function takeLine(data: Buffer): { line: Line; rest: Buffer } | undefined {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (data[at] === 0x20) at++;
    if (at >= data.length) return undefined;
    if (data[at] === 0x0d || data[at] === 0x0a) {
      const end = data[at] === 0x0d ? at + 2 : at + 1;
      return end > data.length ? undefined : { line: words, rest: data.subarray(end) };
    }
    if (data[at] === 0x22) {
      let text = '';
      let end = at + 1;
      while (data[end] !== 0x22) {
        if (data[end] === 0x5c) end++;
        if (end >= data.length) return undefined;
        text += String.fromCharCode(data[end++] as number);
      }
      words.push(Buffer.from(text, 'latin1').toString());
      at = end + 1;
    } else if (data[at] === 0x7b) {
      const head = /^\{(\d{1,9})\+?\}\r\n/.exec(data.toString('latin1', at, at + 20));
      if (head === null) {
        if (data.length - at < 20) return undefined;
        throw new Error('malformed literal');
      }
      const from = at + head[0].length;
      const end = from + Number(head[1]);
      if (end > data.length) return undefined;
      words.push(data.toString('utf8', from, end));
      at = end;
    } else if (data[at] === 0x28) {
      const end = data.indexOf(0x29, at);
      if (end === -1) return undefined;
      words.push(data.toString('utf8', at, end + 1));
      at = end + 1;
    } else {
      let end = at;
      while (end < data.length && ![0x20, 0x0d, 0x0a, 0x22, 0x28].includes(data[end] as number)) end++;
      if (end >= data.length) return undefined;
      words.push(data.toString('utf8', at, end));
      at = end;
    }
  }
}

/** Reads answers from a socket, one at a time. */
function createReader(socket: Socket) {
  let data: Buffer = Buffer.alloc(0);
  let failure: Error | undefined;
  let wake = () => {};
  const fail = (error: Error) => {
    failure ??= error;
    wake();
  };
  socket.on('data', (chunk: Buffer) => {
    data = Buffer.concat([data, chunk]);
    if (data.length > MAX_ANSWER_BYTES) fail(new Error('too long an answer'));
    wake();
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('closed')));
  socket.setTimeout(ANSWER_MS, () => socket.destroy(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })));

  async function line(): Promise<Line> {
    for (;;) {
      const found = takeLine(data);
      if (found !== undefined) {
        data = found.rest;
        return found.line;
      }
      if (failure !== undefined) throw failure;
      await new Promise<void>((next) => {
        wake = next;
      });
    }
  }

  return {
    /** Lines up to OK. @throws {SieveRefusal} */
    async answer(): Promise<readonly Line[]> {
      const lines: Line[] = [];
      for (;;) {
        const one = await line();
        const [status = '', ...rest] = one;
        if (/^(?:OK|NO|BYE)$/i.test(status)) {
          if (/^OK$/i.test(status)) return lines;
          const code = /^\(([^\s)]*)/.exec(rest[0] ?? '')?.[1] ?? '';
          throw new SieveRefusal(code.toUpperCase(), (code === '' ? rest[0] : rest[1]) ?? '');
        }
        lines.push(one);
      }
    },
    /** Nothing that came before encryption counts after it (RFC 5804 §2.2). */
    isEmpty: () => data.length === 0,
    stop() {
      socket.removeAllListeners('data');
      socket.removeAllListeners('close');
    },
  };
}

const quote = (text: string) => `{${Buffer.byteLength(text)}+}\r\n${text}`;

const capabilitiesOf = (lines: readonly Line[]) =>
  new Map(lines.map(([name = '', value = '']) => [name.toUpperCase(), value] as const));

async function signIn(endpoint: Endpoint, { user, password }: Credentials, options: ConnectOptions) {
  const address = await connectAddress(endpoint.host, options.allowPrivate);
  const plain = connectPlain({ host: address, port: endpoint.port });
  let reader = createReader(plain);
  await reader.answer();
  plain.write('STARTTLS\r\n');
  await reader.answer();
  if (!reader.isEmpty()) throw new Error('data before encryption');
  reader.stop();
  const secure: TLSSocket = connectTls({
    socket: plain,
    // Without a name, that of the certificate is compared with the address.
    ...(address === endpoint.host ? { host: address } : { servername: endpoint.host }),
    minVersion: 'TLSv1.2',
    ...(options.ca && { ca: [...options.ca] }),
  });
  reader = createReader(secure);
  try {
    const capabilities = capabilitiesOf(await reader.answer());
    const initial = Buffer.from(`\0${user}\0${password}`).toString('base64');
    secure.write(`AUTHENTICATE "PLAIN" "${initial}"\r\n`);
    try {
      await reader.answer();
    } catch (error) {
      if (error instanceof SieveRefusal)
        throw requestErrors.unauthorized(`${endpoint.host} does not accept this user name and password for rules.`);
      throw error;
    }
    return { socket: secure, reader, capabilities };
  } catch (error) {
    secure.destroy();
    throw error;
  }
}

/**
 * Connects, signs in, does the work, and leaves.
 * @throws {RequestError} It cannot be reached. @throws {SieveRefusal}
 */
export async function withManageSieve<T>(
  endpoint: Endpoint,
  credentials: Credentials,
  options: ConnectOptions,
  work: (sieve: ManageSieve) => Promise<T>,
): Promise<T> {
  try {
    const { socket, reader, capabilities } = await signIn(endpoint, credentials, options);
    const ask = (command: string) => {
      socket.write(`${command}\r\n`);
      return reader.answer();
    };
    try {
      return await work({
        capabilities,
        async list() {
          const lines = await ask('LISTSCRIPTS');
          return lines.map(([name = '', active]) => ({ name, isActive: /^ACTIVE$/i.test(active ?? '') }));
        },
        async get(name) {
          const [[text = ''] = []] = await ask(`GETSCRIPT ${quote(name)}`);
          return text;
        },
        async put(name, text) {
          await ask(`PUTSCRIPT ${quote(name)} ${quote(text)}`);
        },
        async check(text) {
          await ask(`CHECKSCRIPT ${quote(text)}`);
        },
        async activate(name) {
          await ask(`SETACTIVE ${quote(name)}`);
        },
        async remove(name) {
          await ask(`DELETESCRIPT ${quote(name)}`);
        },
        async rename(from, to) {
          await ask(`RENAMESCRIPT ${quote(from)} ${quote(to)}`);
        },
      });
    } finally {
      socket.end('LOGOUT\r\n');
      setTimeout(() => socket.destroy(), 500).unref();
    }
  } catch (error) {
    const isOurs = error instanceof SieveRefusal || error instanceof MethodError || error instanceof SetError;
    throw isOurs ? error : connectError(error, 'ManageSieve', endpoint.host);
  }
}
