// Rules as they stand among the settings: one setting for each rule and each sender, so that two devices change two of them.
import { isLabel } from '../labels.js';
import { LOCAL_ACCOUNT } from '../mailbox.js';
import {
  MAX_ACTIONS,
  MAX_CONDITIONS,
  MAX_DEPTH,
  MAX_OCTETS,
  MAX_RULE_TEXT,
  MAX_RULES,
  MAX_SENDERS,
  type MailRule,
  type MailRules,
  type RuleAction,
  type RuleCondition,
  type RuleMailbox,
} from './rule.js';
import { isForwardAddress, isSender } from './senders.js';

const PREFIX = 'mail-rules/';
const ID = /^[a-z0-9]{1,40}$/;
const HEADER = /^[!-9;-~]{1,78}$/;

/** By this name all of a person's devices know an account. */
export const rulesName = ({ id, name }: { readonly id: string; readonly name: string }): string =>
  id === LOCAL_ACCOUNT ? LOCAL_ACCOUNT : name.trim().toLowerCase();

/** @param account - Address of the account, or `local`. */
export const ruleKey = (account: string, id: string): string => `${PREFIX}${account.toLowerCase()}/rule/${id}`;
export const senderKey = (account: string, sender: string): string =>
  `${PREFIX}${account.toLowerCase()}/sender/${sender}`;
export const isRulesKey = (name: string): boolean => name.startsWith(PREFIX) && name.length <= 700;

/** Of a setting: when it was changed, and what it is now; nothing besides when it is gone. */
export type RuleEntry =
  | { readonly changed: number; readonly rule: MailRule; readonly order: number }
  | { readonly changed: number; readonly list: 'blocked' | 'approved' }
  | { readonly changed: number };

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, max = MAX_RULE_TEXT): value is string =>
  typeof value === 'string' && value.length <= max && !/[\p{Cc}\p{Cs}]/u.test(value);
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isOneOf = <T extends string>(value: unknown, ...all: readonly T[]): value is T => all.includes(value as T);

/** @returns `undefined` when it is nothing that could be meant. */
export function readCondition(value: unknown): RuleCondition | undefined {
  if (!isRecord(value) || !isFlag(value.not)) return undefined;
  const { field, not } = value;
  if (field === 'attachment') return { field, not };
  if (field === 'size') {
    const { octets } = value;
    return isTime(octets) && octets <= MAX_OCTETS ? { field, octets, not } : undefined;
  }
  if (!isOneOf(field, 'from', 'to', 'cc', 'people', 'subject', 'header', 'body')) return undefined;
  const { test, value: text, header } = value;
  if (!isOneOf(test, 'contains', 'is', 'begins', 'ends') || !isText(text) || text.trim() === '') return undefined;
  if (field === 'body' && test !== 'contains') return undefined; // a whole text is never just that
  if (field !== 'header') return { field, test, value: text, not };
  return typeof header === 'string' && HEADER.test(header) ? { field, test, value: text, header, not } : undefined;
}

function readMailbox(value: unknown): RuleMailbox | undefined {
  if (!isRecord(value)) return undefined;
  const { role, path } = value;
  if (isOneOf(role, 'inbox', 'archive')) return { role };
  if (!Array.isArray(path) || path.length === 0 || path.length > MAX_DEPTH) return undefined;
  return path.every((name) => isText(name) && name !== '') ? { path: path as string[] } : undefined;
}

export function readAction(value: unknown): RuleAction | undefined {
  if (!isRecord(value)) return undefined;
  const { type } = value;
  if (isOneOf(type, 'star', 'read', 'junk', 'trash')) return { type };
  if (type === 'forward') return isForwardAddress(value.address) ? { type, address: value.address } : undefined;
  if (type === 'label')
    return typeof value.label === 'string' && isLabel(value.label) ? { type, label: value.label } : undefined;
  const to = type === 'move' ? readMailbox(value.to) : undefined;
  return to && { type: 'move', to };
}

/** All of it, or nothing: a rule of which a condition is left out would be about other mail. */
export function readRule(value: unknown): MailRule | undefined {
  if (!isRecord(value)) return undefined;
  const { id, name, isOn, match, conditions, actions, stops } = value;
  if (typeof id !== 'string' || !ID.test(id) || !isText(name) || !isFlag(isOn) || !isFlag(stops)) return undefined;
  if (!isOneOf(match, 'all', 'any') || !Array.isArray(conditions) || !Array.isArray(actions)) return undefined;
  if (conditions.length > MAX_CONDITIONS || actions.length > MAX_ACTIONS) return undefined;
  const read = { conditions: conditions.map(readCondition), actions: actions.map(readAction) };
  if (read.conditions.includes(undefined) || read.actions.includes(undefined)) return undefined;
  return {
    ...{ id, name, isOn, match, stops },
    conditions: read.conditions as RuleCondition[],
    actions: read.actions as RuleAction[],
  };
}

function readEntry(text: string): RuleEntry | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || !isTime(value.changed)) return undefined;
    const { changed, list, order } = value;
    const rule = readRule(value.rule);
    if (rule !== undefined) return { changed, rule, order: typeof order === 'number' ? order : 0 };
    return isOneOf(list, 'blocked', 'approved') ? { changed, list } : { changed };
  } catch {
    return undefined; // not JSON
  }
}

/** The rules of an account among all settings. Another device may have written anything: what is none is left out. */
export function readRules(
  settings: Iterable<{ readonly name: string; readonly value: string }>,
  account: string,
): MailRules {
  const prefix = `${PREFIX}${account.toLowerCase()}/`;
  const rules: { rule: MailRule; order: number }[] = [];
  const senders = { blocked: [] as string[], approved: [] as string[] };
  let changed = 0;
  for (const { name, value } of settings) {
    if (!name.startsWith(prefix)) continue;
    const [kind = '', ...rest] = name.slice(prefix.length).split('/');
    const entry = readEntry(value);
    if (entry === undefined) continue;
    changed = Math.max(changed, entry.changed);
    const id = rest.join('/');
    if (kind === 'rule' && 'rule' in entry && entry.rule.id === id) rules.push(entry);
    if (kind === 'sender' && 'list' in entry && isSender(id)) senders[entry.list].push(id);
  }
  rules.sort((a, b) => a.order - b.order || (a.rule.id < b.rule.id ? -1 : 1));
  return {
    rules: rules.slice(0, MAX_RULES).map(({ rule }) => rule),
    blocked: senders.blocked.sort().slice(0, MAX_SENDERS),
    approved: senders.approved.sort().slice(0, MAX_SENDERS),
    changed,
  };
}

/** Settings that make `before` into `after`; what is the same is not written. @param now - Epoch ms. */
export function changedEntries(
  account: string,
  before: MailRules,
  after: MailRules,
  now: number,
): readonly (readonly [string, RuleEntry])[] {
  // A clock that is behind another device's must not make what is new look old.
  const changed = Math.max(now, before.changed + 1);
  const entries: (readonly [string, RuleEntry])[] = [];
  const was = new Map(before.rules.map((rule, order) => [rule.id, JSON.stringify({ rule, order })]));
  for (const [order, rule] of after.rules.entries()) {
    if (was.get(rule.id) !== JSON.stringify({ rule, order }))
      entries.push([ruleKey(account, rule.id), { changed, rule, order }]);
    was.delete(rule.id);
  }
  for (const id of was.keys()) entries.push([ruleKey(account, id), { changed }]);
  const lists = (rules: MailRules) =>
    new Map([
      ...rules.blocked.map((sender) => [sender, 'blocked'] as const),
      ...rules.approved.map((sender) => [sender, 'approved'] as const),
    ]);
  const senders = lists(before);
  for (const [sender, list] of lists(after)) {
    if (senders.get(sender) !== list) entries.push([senderKey(account, sender), { changed, list }]);
    senders.delete(sender);
  }
  for (const sender of senders.keys()) entries.push([senderKey(account, sender), { changed }]);
  return entries;
}
