// What the large providers write in their help pages about mail programs.
import type { MailServer, Tls } from './endpoint.js';

const at = (host: string, port: number, tls: Tls = 'implicit') => ({ host, port, tls });

export interface Preset extends MailServer {
  readonly name: string;
  /** What the provider wants instead of the password people know; absent where that one will do. */
  readonly password?: 'app-password' | 'oauth';
  /** Ends of the names of servers that take mail for customers' own domains (MX records). */
  readonly mx: readonly string[];
}

export const PRESETS: readonly Preset[] = [
  {
    key: 'infomaniak',
    name: 'Infomaniak',
    imap: at('mail.infomaniak.com', 993),
    smtp: at('mail.infomaniak.com', 465),
    sieve: at('mail.infomaniak.com', 4190, 'starttls'),
    domains: ['ik.me', 'ikmail.com', 'etik.com'],
    mx: ['.infomaniak.ch', '.infomaniak.com'],
  },
  {
    key: 'gmail',
    name: 'Gmail',
    imap: at('imap.gmail.com', 993),
    smtp: at('smtp.gmail.com', 465),
    domains: ['gmail.com', 'googlemail.com'],
    mx: ['.google.com', '.googlemail.com'],
    password: 'app-password',
  },
  {
    key: 'outlook',
    name: 'Outlook.com',
    imap: at('outlook.office365.com', 993),
    smtp: at('smtp-mail.outlook.com', 587, 'starttls'),
    domains: [
      'outlook.com',
      'hotmail.com',
      'live.com',
      'msn.com',
      'outlook.de',
      'outlook.fr',
      'hotmail.fr',
      'hotmail.co.uk',
    ],
    mx: ['.mail.protection.outlook.com'],
    password: 'oauth',
  },
  {
    key: 'fastmail',
    name: 'Fastmail',
    imap: at('imap.fastmail.com', 993),
    smtp: at('smtp.fastmail.com', 465),
    domains: ['fastmail.com', 'fastmail.fm', 'fastmail.net', 'sent.com', 'messagingengine.com'],
    mx: ['.messagingengine.com'],
    password: 'app-password',
  },
  {
    key: 'icloud',
    name: 'iCloud Mail',
    imap: at('imap.mail.me.com', 993),
    smtp: at('smtp.mail.me.com', 587, 'starttls'),
    domains: ['icloud.com', 'me.com', 'mac.com'],
    mx: ['.mail.icloud.com'],
    password: 'app-password',
  },
  {
    key: 'gmx',
    name: 'GMX',
    imap: at('imap.gmx.net', 993),
    smtp: at('mail.gmx.net', 465),
    domains: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.li', 'gmx.eu'],
    mx: ['.gmx.net'],
  },
];
