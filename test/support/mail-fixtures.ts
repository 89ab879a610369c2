import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const MAIL_FIXTURES = 'test/fixtures/mail';

/** One case of a `cases.json` (other projects' tests; see test/fixtures/SOURCES.md). */
export interface MailCase<Expected = unknown> {
  readonly name: string;
  readonly type: string;
  readonly input: string;
  readonly file?: string;
  readonly expected: Expected;
}

/** Cases of that type of one source. */
export function mailCases<Expected>(source: string, type: string): readonly MailCase<Expected>[] {
  const all = JSON.parse(readFileSync(`${MAIL_FIXTURES}/${source}/cases.json`, 'utf8')) as MailCase<Expected>[];
  return all.filter((one) => one.type === type);
}

export const mailFile = (path: string): Uint8Array => new Uint8Array(readFileSync(`${MAIL_FIXTURES}/${path}`));

/** Paths of all fixtures of mail, below `folder`. */
export function mailFiles(folder = '.'): string[] {
  return readdirSync(join(MAIL_FIXTURES, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'cases.json')
    .map((entry) => join(entry.parentPath, entry.name).slice(MAIL_FIXTURES.length + 1))
    .sort();
}

/** The bytes of a text, line feeds as mail has them. */
export const crlf = (text: string): Uint8Array => new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n'));
