// As much of SMTP and LMTP as the tests' mail servers need around them: where they send to, and how mail comes in.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * Takes messages and hands them on. Refuses recipients `refused@…` for good (550) and `later@…` for now (451).
 *
 * @param {(to: string, message: string) => Promise<void>} take
 */
export async function startSmtpServer(take, port = 0) {
  /** @type {string[]} */
  const subjects = [];
  const server = createServer((socket) => {
    socket.setEncoding('latin1').on('error', () => {});
    const say = (line) => socket.write(`${line}\r\n`);
    let recipients = [];
    let data;
    let buffer = '';
    let work = Promise.resolve();
    const finish = async () => {
      const message = data.join('\r\n');
      data = undefined;
      try {
        for (const to of recipients) await take(to, message);
        subjects.push(subjectOf(message));
        say('250 taken');
      } catch {
        say('451 not now');
      }
      recipients = [];
    };
    const onLine = async (line) => {
      if (data) {
        if (line === '.') return finish();
        data.push(line.startsWith('.') ? line.slice(1) : line);
        return;
      }
      if (/^EHLO|^HELO/i.test(line)) say('250-localhost\r\n250-8BITMIME\r\n250 SIZE 50000000');
      else if (/^RCPT TO:<refused@/i.test(line)) say('550 5.1.1 nobody of that name');
      else if (/^RCPT TO:<later@/i.test(line)) say('451 4.7.1 greylisted');
      else if (/^RCPT TO:/i.test(line)) {
        recipients.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
        say('250 ok');
      } else if (/^DATA/i.test(line)) {
        data = [];
        say('354 go on');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else {
        if (/^RSET|^MAIL/i.test(line)) recipients = [];
        say('250 ok');
      }
    };
    say('220 localhost');
    socket.on('data', (text) => {
      buffer += text;
      const lines = buffer.split('\r\n');
      buffer = lines.pop() ?? '';
      for (const line of lines) work = work.then(() => onLine(line));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    /** How often a message with this subject was taken. */
    count: (subject) => subjects.filter((taken) => taken === subject).length,
    end: () => new Promise((done) => server.close(done)),
  };
}

const subjectOf = (message) => /^Subject: *(.*)$/im.exec(message)?.[1]?.trim() ?? '';

/**
 * Hands messages to a server, many over one connection, one after the other. Bytes are one character each.
 *
 * @param {{port: number, protocol: 'SMTP' | 'LMTP'}} where
 * @param {readonly string[]} messages - With any line ends.
 */
export async function sendMessages({ port, protocol }, to, messages) {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  const answers = answersOf(socket);
  const ask = async (line) => {
    if (line !== undefined) socket.write(`${line}\r\n`, 'latin1');
    const { value = '' } = await answers.next();
    if (!/^[23]/.test(value)) throw new Error(`${line?.slice(0, 80)}: ${value}`);
  };
  await ask();
  await ask(protocol === 'LMTP' ? 'LHLO localhost' : 'EHLO localhost');
  for (const message of messages) {
    await ask('MAIL FROM:<somebody@elsewhere.test>');
    await ask(`RCPT TO:<${to}>`);
    await ask('DATA');
    const text = message.replaceAll(/\r?\n/g, '\r\n').replaceAll(/^\./gm, '..');
    await ask(`${text.endsWith('\r\n') ? text : `${text}\r\n`}.`);
  }
  socket.end('QUIT\r\n');
}

/** A server's answers, the lines of one together. */
async function* answersOf(socket) {
  let buffer = '';
  for await (const text of socket) {
    buffer += text;
    for (;;) {
      const found = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(buffer);
      if (found === null) break;
      buffer = buffer.slice(found[0].length);
      yield found[0];
    }
  }
}
