// A server for submission that does what a test tells it, also what no server should: over TLS, with a password.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { TestCertificate } from './certificate.js';

export interface SmtpScript {
  /** Extensions, such as `FUTURERELEASE 3600 2030-01-01T00:00:00Z`. */
  readonly extensions?: readonly string[];
  /** Answers by the beginning of a command, in place of the usual ones; `cut` ends the connection. */
  readonly answers?: Readonly<Record<string, string>>;
  /** What it says to a message that has come; `cut`: nothing, it ends the connection. */
  readonly afterMessage?: string;
}

export interface ScriptedSmtp {
  readonly port: number;
  script: SmtpScript;
  /** Everything that was said to it, without passwords and messages. */
  readonly commands: string[];
  /** Messages that came with their end. */
  readonly messages: string[];
  end(): Promise<void>;
}

export async function startScriptedSmtp({ cert, key }: Pick<TestCertificate, 'cert' | 'key'>): Promise<ScriptedSmtp> {
  const sockets = new Set<TLSSocket>();
  const smtp = { script: {} as SmtpScript, commands: [] as string[], messages: [] as string[] };
  const server = createServer({ cert, key }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.setEncoding('latin1');
    let text = '';
    let isMessage = false;
    const say = (line: string) => (line === 'cut' ? socket.destroy() : socket.write(`${line}\r\n`));
    const usual = (command: string) => {
      if (/^EHLO/i.test(command)) {
        const lines = ['localhost', 'AUTH PLAIN', 'PIPELINING', '8BITMIME', ...(smtp.script.extensions ?? [])];
        return lines.map((line, i) => `250${i < lines.length - 1 ? '-' : ' '}${line}`).join('\r\n');
      }
      if (/^AUTH/i.test(command)) return '235 welcome';
      if (/^DATA/i.test(command)) return '354 go on';
      return '250 ok';
    };
    const take = (line: string) => {
      const command = line.replace(/^(AUTH \w+).*/i, '$1');
      smtp.commands.push(command);
      const scripted = Object.entries(smtp.script.answers ?? {}).find(([start]) => command.startsWith(start))?.[1];
      const answer = scripted ?? usual(command);
      isMessage = answer.startsWith('354');
      say(answer);
      if (/^QUIT/i.test(line)) socket.end();
    };
    say('220 localhost');
    socket.on('data', (data: string) => {
      text += data;
      for (;;) {
        const end = isMessage ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
        if (end === -1) return;
        const line = text.slice(0, end);
        text = text.slice(end + (isMessage ? 5 : 2));
        if (isMessage) {
          isMessage = false;
          smtp.messages.push(line);
          say(smtp.script.afterMessage ?? '250 2.0.0 taken');
        } else take(line);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(smtp, {
    port: (server.address() as AddressInfo).port,
    async end() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  });
}
