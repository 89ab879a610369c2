import { ConfigError } from '../../server/options.js';
import type { RelayConfig } from '../config.js';
import type { SendCode } from '../handlers/directory.js';

/** How long a mail server has, in milliseconds: somebody waits, and waits 20 seconds at most. */
const MAIL_MS = 12_000;

/** The part of nodemailer that we use. */
interface Mailer {
  createTransport(options: object, defaults: object): { sendMail(mail: object): Promise<unknown> };
}

async function loadMailer(): Promise<Mailer> {
  // By a variable: it is optional, and a relay without mail starts without it.
  const name = 'nodemailer';
  try {
    const loaded = await import(/* @vite-ignore */ name);
    return (loaded.default ?? loaded) as Mailer;
  } catch (error) {
    throw new ConfigError('--smtp-url needs the package nodemailer: npm install nodemailer', { cause: error });
  }
}

/** What stands in the mail; nothing in it says who asked, or for what. */
const textOf = (code: string) =>
  `Your Ikebana code is ${code}\n\nType it where you were asked for it. It holds for ten minutes.\n\n` +
  'Somebody has typed this address into Ikebana. If it was not you, do nothing: without the code nothing happens.\n';

/** @returns How codes leave the relay; `undefined` when they do not. @param print - Writes to the terminal. */
export async function createSendCode(
  config: Pick<RelayConfig, 'smtpUrl' | 'mailFrom' | 'printCodes'>,
  print: (line: string) => void,
): Promise<SendCode | undefined> {
  const { smtpUrl, mailFrom, printCodes } = config;
  if (smtpUrl === undefined) {
    if (!printCodes) return undefined;
    return async (address, code) => print(`Code for ${address}: ${code}\n`);
  }
  const timeouts = {
    connectionTimeout: MAIL_MS,
    greetingTimeout: MAIL_MS,
    socketTimeout: MAIL_MS,
    dnsTimeout: MAIL_MS,
  };
  const transport = (await loadMailer()).createTransport(
    { url: smtpUrl, disableFileAccess: true, disableUrlAccess: true, ...timeouts },
    { from: mailFrom, headers: { 'Auto-Submitted': 'auto-generated' } },
  );
  return async (address, code) => {
    if (printCodes) print(`Code for ${address}: ${code}\n`);
    // As an object: the address is one address, whatever signs are in it.
    const to = { name: '', address };
    const sent = transport.sendMail({ to, subject: `Ikebana code ${code}`, text: textOf(code) });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(fail, MAIL_MS, Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' }));
    });
    await Promise.race([sent, late]).finally(() => clearTimeout(timer));
  };
}
