// Rules as a Sieve script (RFC 5228), which does at the server what `planRules` does here (MU9).

import { compileVacation } from './compile-vacation.js';
import type { RulePlace } from './plan-rules.js';
import { isTextCondition, type MailRule, type MailRules, RULED, type RuleAction, type RuleCondition } from './rule.js';
import { writeSieveHeader } from './sieve-header.js';
import { DOLLAR, escapeMatch, listSieve, mailboxNames, quoteSieve, spellings } from './sieve-text.js';
import type { Vacation } from './vacation.js';

export interface SieveOptions {
  /** Names of a mailbox, the outermost first; `undefined` when the account has none like it: then mail stays. */
  pathOf(place: RulePlace): readonly string[] | undefined;
  /** The person's own script, which goes on where these rules end. */
  readonly include?: string;
  /** The answer while one is away, where this script is to give it, or to keep it. */
  readonly vacation?: Vacation;
  /** Of the person: mail to one of them is answered. */
  readonly addresses?: readonly string[];
}

export interface SieveScript {
  readonly text: string;
  /** Extensions the server has to have, sorted. */
  readonly needs: readonly string[];
}

/** What is collected while a script is written. */
interface Writing extends SieveOptions {
  readonly needs: Set<string>;
  /** Each place by its number from 1. */
  readonly places: string[];
}

const isUnset = (name: string) => `string :is "\${${name}}" ""`;
const isSet = (name: string) => `not ${isUnset(name)}`;
const set = (name: string, value: string) => `set "${name}" "${value}";`;

function senderTest(senders: readonly string[]): string {
  const domains = senders.filter((sender) => sender.startsWith('@')).map((sender) => sender.slice(1));
  const addresses = senders.filter((sender) => !sender.startsWith('@'));
  const tests = [
    ...(addresses.length > 0 ? [`address :all :is "from" ${listSieve(addresses)}`] : []),
    ...(domains.length > 0 ? [`address :domain :is "from" ${listSieve(domains)}`] : []),
  ];
  return tests.length === 1 ? tests[0]! : `anyof(${tests.join(', ')})`;
}

/** `:contains`, `:is` or `:matches` and what it is compared with. */
function comparison(condition: Extract<RuleCondition, { readonly value: string }>): readonly [string, string] {
  const values = spellings(condition.value);
  switch (condition.test) {
    case 'contains':
    case 'is':
      return [`:${condition.test}`, listSieve(values)];
    case 'begins':
      return [':matches', listSieve(values.map((value) => `${escapeMatch(value)}*`))];
    case 'ends':
      return [':matches', listSieve(values.map((value) => `*${escapeMatch(value)}`))];
  }
}

const FIELDS = { from: ['from'], to: ['to'], cc: ['cc'], people: ['to', 'cc', 'bcc'] } as const;

function textTest(condition: Extract<RuleCondition, { readonly value: string }>, needs: Set<string>): string {
  const [how, values] = comparison(condition);
  switch (condition.field) {
    case 'subject':
      return `header ${how} "subject" ${values}`;
    case 'header':
      return `header ${how} ${quoteSieve(condition.header ?? '')} ${values}`;
    case 'body':
      needs.add('body');
      return `body :text ${how} ${values}`;
    default: {
      const fields = listSieve(FIELDS[condition.field]);
      return how === ':contains' ? `header ${how} ${fields} ${values}` : `address :all ${how} ${fields} ${values}`;
    }
  }
}

function conditionTest(condition: RuleCondition, needs: Set<string>): string {
  const not = condition.not ? 'not ' : '';
  if (condition.field === 'size') return `${not}size :over ${condition.octets}`;
  if (isTextCondition(condition)) return not + textTest(condition, needs);
  needs.add('mime');
  return `${not}header :mime :anychild :contains "content-disposition" "attachment"`;
}

function ruleTest({ match, conditions }: MailRule, needs: Set<string>): string {
  if (conditions.length === 0) return 'true';
  const tests = conditions.map((condition) => conditionTest(condition, needs));
  return tests.length === 1 ? tests[0]! : `${match === 'all' ? 'allof' : 'anyof'}(${tests.join(', ')})`;
}

function setPlace(writing: Writing, place: RulePlace): readonly string[] {
  const path = writing.pathOf(place);
  if (path === undefined) return [];
  const names = mailboxNames(path);
  const key = names.join('\n');
  let at = writing.places.indexOf(key);
  if (at < 0) at = writing.places.push(key) - 1;
  return [set('ik_place', String(at + 1))];
}

/** @param isApproved - Whether there is a variable that says so of the sender. */
function actionLines(action: RuleAction, writing: Writing, isApproved: boolean): readonly string[] {
  const { needs } = writing;
  switch (action.type) {
    case 'star':
      return ['addflag "\\\\Flagged";'];
    case 'read':
      return ['addflag "\\\\Seen";'];
    case 'label':
      return [`addflag ${quoteSieve(action.label)};`];
    case 'forward':
      needs.add('copy');
      return [`redirect :copy ${quoteSieve(action.address)};`];
    case 'move':
      // Into the inbox is to take back where a rule above has sent it.
      return 'role' in action.to && action.to.role === 'inbox' ? [set('ik_place', '')] : setPlace(writing, action.to);
    case 'trash':
      return setPlace(writing, { role: 'trash' });
    case 'junk': {
      const lines = setPlace(writing, { role: 'junk' });
      return isApproved ? lines.map((line) => `if string :is "\${ik_approved}" "" { ${line} }`) : lines;
    }
  }
}

/** One name after the other until one is there. Where none is, the message stays in the inbox. */
function filing(place: string, number: number): readonly string[] {
  const names = place.split('\n').map(quoteSieve);
  const tries = names.map(
    (name, index) => `  ${index === 0 ? 'if' : 'elsif'} mailboxexists ${name} { fileinto ${name}; }`,
  );
  return [`if string :is "\${ik_place}" "${number}" {`, ...tries, '}'];
}

/** @returns the same text for the same rules, wherever it is made. */
export function compileSieve(rules: MailRules, options: SieveOptions): SieveScript {
  const writing: Writing = { ...options, needs: new Set(['imap4flags', 'variables']), places: [] };
  const { needs } = writing;
  const isApproved = rules.approved.length > 0;
  const lines: string[] = [];
  if (isApproved) lines.push(`if ${senderTest(rules.approved)} { ${set('ik_approved', 'yes')} }`);
  if (rules.blocked.length > 0) {
    const place = setPlace(writing, { role: 'junk' });
    const test = senderTest(rules.blocked);
    const wanted = isApproved ? `allof(string :is "\${ik_approved}" "", ${test})` : test;
    lines.push('# blocked', `if ${wanted} {`);
    const quiet = options.vacation?.isOn === true ? [set('ik_quiet', 'yes')] : [];
    lines.push(...[...place, ...quiet, set('ik_ruled', 'yes'), set('ik_stop', 'yes')].map((line) => `  ${line}`), '}');
  }
  for (const rule of rules.rules) {
    if (!rule.isOn) continue;
    const actions = rule.actions.flatMap((action) => actionLines(action, writing, isApproved));
    const test = ruleTest(rule, needs);
    lines.push(`# rule ${rule.id}`, `if allof(string :is "\${ik_stop}" "", ${test}) {`);
    const all = [...actions, set('ik_ruled', 'yes'), ...(rule.stops ? [set('ik_stop', 'yes')] : [])];
    lines.push(...all.map((line) => `  ${line}`), '}');
  }
  lines.push(`if ${isSet('ik_ruled')} { addflag "${RULED}"; }`);
  for (const [index, place] of writing.places.entries()) lines.push(...filing(place, index + 1));
  if (writing.places.length > 0) for (const name of ['fileinto', 'mailbox']) needs.add(name);
  if (options.vacation !== undefined)
    lines.push(...compileVacation(options.vacation, options.addresses ?? [], isUnset('ik_quiet'), needs));
  if (options.include !== undefined) {
    needs.add('include');
    lines.push(`if string :is "\${ik_stop}" "" { include :personal :optional ${quoteSieve(options.include)}; }`);
  }
  const sorted = [...needs].sort();
  const start = [`require ${listSieve(sorted)};`, `set "${DOLLAR}" "$";`];
  return {
    text: [...writeSieveHeader(rules, options.include, options.vacation), ...start, ...lines, ''].join('\r\n'),
    needs: sorted,
  };
}
