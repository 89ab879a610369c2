import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSieve } from '../../../../../src/domain/mail/rules/compile-sieve.js';
import { readSieveHeader } from '../../../../../src/domain/mail/rules/sieve-header.js';
import {
  NO_VACATION,
  readDomains,
  readScriptVacation,
  type Vacation,
  vacationContacts,
} from '../../../../../src/domain/mail/rules/vacation.js';
import { anyRules, rules } from '../../../../support/mail-rules.js';

const DOLLAR = '$';
const pathOf = () => ['Junk'];
const away = (change: Partial<Vacation> = {}): Vacation => ({ ...NO_VACATION, isOn: true, text: 'Away.', ...change });
const script = (vacation: Vacation, given = rules()) =>
  compileSieve(given, { pathOf, vacation, addresses: ['me@example.org'] });
/** Without the comments. */
const commands = (vacation: Vacation, given = rules()) =>
  script(vacation, given)
    .text.replace(/^#.*\r\n/gm, '')
    .split('\r\n')
    .filter((line) => !/^(?:require|set|if not string :is)/.test(line))
    .join('\n');

describe('the answer while one is away, in a script', () => {
  it('[MU16] goes to the people of domains, and another one to everybody else', () => {
    expect(
      commands(away({ audience: 'domains', domains: ['example.org'], subject: 'Away', otherText: 'Closed.' })),
    ).toBe(
      [
        `if allof(string :is "${DOLLAR}{ik_quiet}" "") {`,
        '  if address :domain :is "from" "example.org" {',
        '    vacation :days 7 :addresses "me@example.org" :subject "Away" "Away.";',
        '  }',
        '  else {',
        '    vacation :days 7 :addresses "me@example.org" :subject "Away" "Closed.";',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('[MU16] goes to contacts alone where others get none, between two moments', () => {
    const text = commands(
      away({
        audience: 'contacts',
        contacts: ['a@b.c', 'd@e.f'],
        from: Date.UTC(2026, 11, 24),
        to: Date.UTC(2027, 0, 4),
      }),
    );
    expect(text).toContain('currentdate :zone "+0000" :value "ge" "iso8601" "2026-12-24T00:00:00+00:00"');
    expect(text).toContain('currentdate :zone "+0000" :value "lt" "iso8601" "2027-01-04T00:00:00+00:00"');
    expect(text).toContain('if address :all :is "from" ["a@b.c", "d@e.f"] {');
    expect(text).not.toContain('else');
    expect(script(away({ from: 1 })).needs).toEqual(['date', 'imap4flags', 'relational', 'vacation', 'variables']);
  });

  it('[MU16] goes to nobody while it is off, nor to those who are blocked, nor where nobody is named', () => {
    expect(commands(away({ isOn: false }))).toBe('');
    expect(commands(away(), { ...rules(), blocked: ['@bad.example'] })).toContain('  set "ik_quiet" "yes";');
    expect(commands(away({ audience: 'contacts' }))).toContain('if false {');
    expect(commands(away({ audience: 'domains' }))).toContain('if false {');
  });

  it('[MU16] is read back from the script as it was set, contacts and all', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    const anyVacation: fc.Arbitrary<Vacation> = fc.record({
      isOn: fc.constant(true),
      from: fc.option(fc.nat()),
      to: fc.option(fc.nat()),
      ...{
        subject: text,
        text: fc.oneof(text, fc.constant('# answered: contacts\r\n"from" ["x@y.z"] {')),
        otherText: text,
      },
      audience: fc.constantFrom('contacts', 'domains', 'all'),
      domains: fc.constantFrom([], ['example.org', 'xn--bcher-kva.example']),
      contacts: fc.constantFrom([], ['a@b.c'], ['a@b.c', 'ü@b.c']),
    });
    fc.assert(
      fc.property(anyVacation, anyRules, (vacation, given) => {
        const read = readSieveHeader(compileSieve(given, { pathOf, vacation }).text);
        const contacts = vacation.audience === 'contacts' ? vacation.contacts : [];
        expect(read).toEqual({ rules: given, vacation: { ...vacation, contacts } });
      }),
    );
  });

  it('[MU16] holds texts that stay texts', () => {
    const tricky = away({ text: 'a"; discard; #\r\n.\nb\\ $' + '{ik_stop}', audience: 'domains', domains: ['a.b'] });
    expect(commands(tricky)).toContain(`"a\\"; discard; #\n.\nb\\\\ ${DOLLAR}{ik_dollar}{ik_stop}";`);
    expect(readScriptVacation({ ...tricky, audience: 'friends' }, [])).toBeUndefined();
    expect(readScriptVacation({ ...tricky, domains: ['a.b', 'a b', 7, '"'] }, [])).toMatchObject({ domains: ['a.b'] });
    expect(readScriptVacation({ ...tricky, text: 'x'.repeat(20_001) }, [])).toBeUndefined();
    expect(readScriptVacation('no', [])).toBeUndefined();
  });

  it('[MU16] reads domains as people type them, and addresses of contacts that can be named', () => {
    expect(readDomains(' @Example.org, sub.example.org;a@example.org  bad"one ')).toEqual({
      domains: ['example.org', 'sub.example.org'],
      wrong: ['bad"one'],
    });
    expect(vacationContacts(['B@c.d', 'a@b.c', 'no address', 'b@c.d ', '"x"@y.z'])).toEqual(['a@b.c', 'b@c.d']);
    expect(vacationContacts(Array.from({ length: 2_001 }, (_, at) => `a${at}@b.c`))).toHaveLength(2_000);
  });
});
