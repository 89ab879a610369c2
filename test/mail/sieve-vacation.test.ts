// Whom a script of the answer while one is away answers, and with what: carried out by a real engine, Pigeonhole's `sieve-test`.
import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileSieve } from '../../src/domain/mail/rules/compile-sieve.js';
import { NO_VACATION, type Vacation } from '../../src/domain/mail/rules/vacation.js';
import { rule, rules } from '../support/mail-rules.js';
import { makeFolder } from '../support/mail-servers/folder.js';

const DAY = 86_400_000;
const NOW = Date.now();

describe('the answer while one is away, as Pigeonhole gives it', () => {
  let folder: ReturnType<typeof makeFolder>;
  beforeAll(() => {
    folder = makeFolder();
    const isRoot = userInfo().uid === 0;
    chmodSync(folder.path, 0o777);
    const user = isRoot ? 'mail_uid = nobody\nmail_gid = nogroup\n' : `mail_uid = ${userInfo().username}\n`;
    const rest = `first_valid_uid = 1\nmail_home = ${folder.path}\nmail_location = maildir:${folder.path}/mail\nssl = no\nlog_path = /dev/stderr\n`;
    writeFileSync(join(folder.path, 'conf'), user + rest);
  });
  afterAll(() => folder.remove());

  /** The texts that are sent to somebody. */
  function answers(vacation: Partial<Vacation>, from: string, given = rules()): string[] {
    const whole = { ...NO_VACATION, isOn: true, text: 'To you.', ...vacation };
    const { text } = compileSieve(given, { pathOf: () => ['Junk'], vacation: whole, addresses: ['me@example.org'] });
    const at = (name: string) => join(folder.path, name);
    writeFileSync(at('script.sieve'), text);
    writeFileSync(
      at('mail.eml'),
      `From: Some Body <${from}>\nTo: me@example.org\nSubject: Hi\nMessage-ID: <1@x>\n\nText\n`,
    );
    const said = execFileSync(
      'sieve-test',
      ['-c', at('conf'), '-f', from, '-r', 'me@example.org', at('script.sieve'), at('mail.eml')],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    return [...said.matchAll(/START MESSAGE\r?\n([\s\S]*?)\r?\nEND MESSAGE/g)].map(([, sent = '']) =>
      sent.replaceAll('\r', ''),
    );
  }

  it('[MU16] people of domains get one, everybody else the other, or none', () => {
    const domains: Partial<Vacation> = { audience: 'domains', domains: ['firm.test', 'firm.example'] };
    expect(answers(domains, 'anna@FIRM.test')).toEqual(['To you.']);
    expect(answers(domains, 'anna@sub.firm.test')).toEqual([]);
    expect(answers(domains, 'anna@else.test')).toEqual([]);
    const both = { ...domains, otherText: 'To others.\n.\n"äöü" \\' };
    expect(answers(both, 'anna@firm.example')).toEqual(['To you.']);
    expect(answers(both, 'anna@else.test')).toEqual(['To others.\n.\n"äöü" \\']);
  });

  it('[MU16] contacts get one, whatever the case of their address', () => {
    const contacts: Partial<Vacation> = {
      audience: 'contacts',
      contacts: ['anna@x.test', 'bob@x.test'],
      otherText: 'No.',
    };
    expect(['Anna@X.test', 'bob@x.test', 'eve@x.test'].map((from) => answers(contacts, from))).toEqual([
      ...[['To you.'], ['To you.'], ['No.']],
    ]);
    expect(answers({ audience: 'contacts', otherText: 'No.' }, 'anna@x.test')).toEqual(['No.']);
  });

  it('[MU16] only between the two moments', () => {
    expect(answers({ from: NOW - DAY, to: NOW + DAY }, 'a@x.test')).toEqual(['To you.']);
    expect(answers({ from: NOW + DAY }, 'a@x.test')).toEqual([]);
    expect(answers({ to: NOW - DAY }, 'a@x.test')).toEqual([]);
  });

  it('[MU16] nobody who is blocked; rules that stop do not keep it back', () => {
    const stops = rules(rule({ actions: [{ type: 'star' }], stops: true }));
    expect(answers({}, 'a@x.test', stops)).toEqual(['To you.']);
    expect(answers({}, 'a@bad.test', { ...stops, blocked: ['@bad.test'] })).toEqual([]);
  });
});
