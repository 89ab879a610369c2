import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSieve } from '../../../../../src/domain/mail/rules/compile-sieve.js';
import type { MailRule } from '../../../../../src/domain/mail/rules/rule.js';
import { readSieveHeader } from '../../../../../src/domain/mail/rules/sieve-header.js';
import { mailboxNames, modifiedUtf7, quoteSieve, spellings } from '../../../../../src/domain/mail/rules/sieve-text.js';
import { anyRules, rule, rules } from '../../../../support/mail-rules.js';

const pathOf = (place: { readonly path: readonly string[] } | { readonly role: string }) =>
  'path' in place ? place.path : [place.role];

/** What is left when strings and comments are taken out: the commands. */
function skeleton(script: string): string {
  return script
    .replace(/^#.*$/gm, '')
    .replace(/"(?:[^"\\]|\\.)*"/gs, 'S')
    .replace(/\[S(?:, S)*\]/g, 'S');
}

describe('Sieve scripts of rules', () => {
  it('[MU9] hold nothing but our commands, whatever stands in the rules', () => {
    const words =
      /^(?:require|set|if|elsif|addflag|redirect|fileinto|include|not|string|header|address|body|size|allof|anyof|mailboxexists|true|S|:[a-z]+|\d+|[(){},;])$/;
    fc.assert(
      fc.property(anyRules, fc.option(fc.string({ minLength: 1 }), { nil: undefined }), (given, include) => {
        const { text } = compileSieve(given, { pathOf, ...(include !== undefined && { include }) });
        const tokens = skeleton(text).match(/:?[a-zA-Z0-9_]+|[(){},;]|[^\s]/g) ?? [];
        expect(tokens.filter((token) => !words.test(token))).toEqual([]);
        for (const line of text.split('\r\n')) expect(line).not.toMatch(/[\r\n\0]/);
        // No name of a variable but ours, and only where we wrote it.
        const written = text.replace(/^#.*$/gm, '').match(/\$\{[^}]*\}/g) ?? [];
        for (const each of written) expect(each).toMatch(/^\$\{ik_(?:approved|stop|ruled|place|dollar)\}$/);
      }),
    );
  });

  it('[MU9] name what they need and nothing else', () => {
    const needs = (...given: readonly MailRule[]) => compileSieve(rules(...given), { pathOf }).needs;
    const plain = ['imap4flags', 'variables'];
    expect(needs(rule())).toEqual(plain);
    expect(needs(rule({ actions: [{ type: 'junk' }] }))).toEqual(['fileinto', 'imap4flags', 'mailbox', 'variables']);
    expect(needs(rule({ actions: [{ type: 'forward', address: 'a@b.c' }] }))).toEqual(['copy', ...plain]);
    expect(needs(rule({ conditions: [{ field: 'attachment', not: false }] }))).toEqual([
      'imap4flags',
      'mime',
      'variables',
    ]);
    expect(compileSieve(rules(), { pathOf, include: 'mine' }).needs).toEqual(['imap4flags', 'include', 'variables']);
    expect(needs(rule({ actions: [{ type: 'label', label: 'bills' }] }))).toEqual(plain);
    const off = rule({ isOn: false, actions: [{ type: 'junk' }] });
    expect(needs(off)).toEqual(plain);
  });

  it('[MU9] write texts so that they stay texts', () => {
    expect(quoteSieve('a"b\\c\r\nstop;')).toBe('"a\\"b\\\\c stop;"');
    const dollar = '$';
    expect(quoteSieve(`${dollar}{ik_stop} $ {`)).toBe(`"${dollar}{ik_dollar}{ik_stop} $ {"`);
    expect(spellings('ärger')).toEqual(['ärger', 'ÄRGER', 'Ärger']);
    expect(spellings('Plain  text ')).toEqual(['Plain text']);
    expect(modifiedUtf7('Entwürfe & 台北')).toBe('Entw&APw-rfe &- &U,BTFw-');
    expect(mailboxNames(['A', 'B'])).toEqual(['A/B', 'A.B', 'INBOX/A/B', 'INBOX.A.B']);
    expect(mailboxNames(['INBOX', 'B'])).toEqual(['INBOX/B', 'INBOX.B']);
  });

  it('[MU15] add labels as flags', () => {
    const labels = ['bills', 'b=c3=bcro'].map((label) => ({ type: 'label', label }) as const);
    const { text } = compileSieve(rules(rule({ actions: labels })), { pathOf });
    expect(text).toContain('  addflag "bills";\r\n  addflag "b=c3=bcro";');
  });

  it('[MU12] say which rules they were made of', () => {
    fc.assert(
      fc.property(anyRules, (given) => {
        const text = compileSieve(given, { pathOf, include: 'Meine Regeln' }).text;
        expect(readSieveHeader(text)).toEqual({ rules: given, include: 'Meine Regeln' });
      }),
    );
    const { text } = compileSieve(rules(rule()), { pathOf });
    expect(readSieveHeader(`# mine\r\n${text}`)).toBeUndefined();
    expect(readSieveHeader(text.replace('"isOn":true', '"isOn":"yes"'))).toBeUndefined();
    expect(readSieveHeader(text.replace('#: {', '#: {{'))).toBeUndefined();
    expect(readSieveHeader('')).toBeUndefined();
  });
});
