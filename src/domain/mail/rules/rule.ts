// Rules of a mail account (docs/rules/mail-rules.md): what is looked at, and what is done.

/** Texts of a message that a condition looks at. `people` is everybody it was written to, `header` any field by its name. */
export type TextField = 'from' | 'to' | 'cc' | 'people' | 'subject' | 'header' | 'body';

export type TextTest = 'contains' | 'is' | 'begins' | 'ends';

export type RuleCondition =
  | {
      readonly field: TextField;
      readonly test: TextTest;
      /** Without case; not empty. */
      readonly value: string;
      /** Name of the field where `field` is `header`. */
      readonly header?: string;
      readonly not: boolean;
    }
  /** Larger than this many octets. */
  | { readonly field: 'size'; readonly octets: number; readonly not: boolean }
  | { readonly field: 'attachment'; readonly not: boolean };

export type RuleField = RuleCondition['field'];

/** A mailbox that means the same on every device and to the server: by names, the outermost first; or by what it is for. */
export type RuleMailbox = { readonly path: readonly string[] } | { readonly role: 'inbox' | 'archive' };

export type RuleAction =
  | { readonly type: 'move'; readonly to: RuleMailbox }
  /** A keyword that people make (`labels.ts`). */
  | { readonly type: 'label'; readonly label: string }
  | { readonly type: 'star' }
  | { readonly type: 'read' }
  | { readonly type: 'junk' }
  | { readonly type: 'trash' }
  /** A copy goes to this address; only servers do it. */
  | { readonly type: 'forward'; readonly address: string };

export interface MailRule {
  /** Lower-case letters and digits; the same on all devices. */
  readonly id: string;
  readonly name: string;
  readonly isOn: boolean;
  /** Whether all conditions have to be met, or any of them. Without conditions it is about every message. */
  readonly match: 'all' | 'any';
  readonly conditions: readonly RuleCondition[];
  readonly actions: readonly RuleAction[];
  /** Rules below are not looked at for a message that this one is about. */
  readonly stops: boolean;
}

/** What holds for one account. */
export interface MailRules {
  /** In the order they are looked at. */
  readonly rules: readonly MailRule[];
  /** Addresses, or domains as `@example.org`; lower case, sorted. */
  readonly blocked: readonly string[];
  readonly approved: readonly string[];
  /** When any device changed something here last, epoch ms; 0 for never. */
  readonly changed: number;
}

export const NO_RULES: MailRules = { rules: [], blocked: [], approved: [], changed: 0 };

/** More than a person keeps in order; another device may have written thousands. */
export const MAX_RULES = 200;
export const MAX_CONDITIONS = 30;
export const MAX_ACTIONS = 6;
/** Characters of a value, a name or an address. */
export const MAX_RULE_TEXT = 500;
/** Addresses blocked, and approved. */
export const MAX_SENDERS = 2_000;
/** Mailboxes inside each other. */
export const MAX_DEPTH = 20;
/** Octets a condition on size may name: 2 GiB, the most that Sieve's numbers hold (RFC 5228 §2.4.1). */
export const MAX_OCTETS = 2_147_483_647;

/** Marks a message that a rule has been about, so that no other device looks at it again (MU5). */
export const RULED = '$ik-ruled';

export const isTextCondition = (
  condition: RuleCondition,
): condition is Extract<RuleCondition, { readonly field: TextField }> =>
  condition.field !== 'size' && condition.field !== 'attachment';

/** Whether the sender is one of a list of addresses and domains. */
export function isSenderIn(list: readonly string[], address: string): boolean {
  const own = address.trim().toLowerCase();
  const domain = own.slice(own.lastIndexOf('@'));
  return list.includes(own) || (domain.startsWith('@') && list.includes(domain));
}

/** Whether the rules look at more than a list knows of a message: then its bytes have to be here. */
export function needsWhole({ rules }: Pick<MailRules, 'rules'>): boolean {
  const heads: readonly RuleField[] = ['from', 'subject', 'size', 'attachment'];
  return rules.some((rule) => rule.isOn && rule.conditions.some(({ field }) => !heads.includes(field)));
}
