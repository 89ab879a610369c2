// Texts that a person keeps for writing: templates, and what they say of the addresses they write from. Each is a setting of its
// own, so that two devices change two of them (rules MC11, MC12 in docs/rules/mail-compose.md).
import { isAddress } from './typed-recipients.js';

/** A message to begin with, or a part of one. */
export interface MailTemplate {
  readonly id: string;
  readonly name: string;
  /** '' leaves that of the message. */
  readonly subject: string;
  /** Rich text, cleaned again wherever it is put in; '' for plain text. */
  readonly html: string;
  /** The same as text. */
  readonly text: string;
}

/** What a person says of an address they write from; goes before what its server says. */
export interface IdentityChoice {
  readonly name?: string;
  readonly replyTo?: string;
  /** Plain text. */
  readonly signature?: string;
}

export interface MailTexts {
  /** By their names. */
  readonly templates: readonly MailTemplate[];
  /** By address, lower case. */
  readonly identities: Readonly<Record<string, IdentityChoice>>;
}

export const NO_TEXTS: MailTexts = { templates: [], identities: {} };

/** What is to be otherwise; `null` takes it away. */
export interface MailTextsChange {
  readonly templates?: readonly (MailTemplate | { readonly id: string; readonly gone: true })[];
  readonly identities?: Readonly<Record<string, IdentityChoice | null>>;
}

export const MAX_TEMPLATES = 500;
export const MAX_TEMPLATE_NAME = 120;
/** Characters of a template's text, and of its HTML. */
export const MAX_TEMPLATE = 100_000;
export const MAX_SIGNATURE = 10_000;
const MAX_IDENTITIES = 200;
const PREFIX = 'mail-text/';
const ID = /^[a-z\d-]{1,40}$/;

type Entry = readonly [name: string, value: string];
type Json = Readonly<Record<string, unknown>>;

export const isTextsKey = (name: string): boolean => name.startsWith(PREFIX) && name.length <= 400;
const templateKey = (id: string) => `${PREFIX}template/${id}`;
const identityKey = (email: string) => `${PREFIX}identity/${email.toLowerCase()}`;

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max && !/[^\P{C}\n\t\p{Cf}]/u.test(value);
const isLine = (value: unknown, max: number): value is string => isText(value, max) && !/[\n\t]/.test(value);

function readTemplate(id: string, { name, subject, html, text }: Json): MailTemplate | undefined {
  const isWhole =
    ID.test(id) &&
    isLine(name, MAX_TEMPLATE_NAME) &&
    name.trim() !== '' &&
    isLine(subject, 1_000) &&
    isText(html, MAX_TEMPLATE) &&
    isText(text, MAX_TEMPLATE);
  return isWhole
    ? { id, name: name as string, subject: subject as string, html: html as string, text: text as string }
    : undefined;
}

export function readIdentityChoice({ name, replyTo, signature }: Json): IdentityChoice {
  return {
    ...(isLine(name, 200) && { name }),
    ...(typeof replyTo === 'string' && (replyTo === '' || isAddress(replyTo)) && { replyTo }),
    ...(isText(signature, MAX_SIGNATURE) && { signature }),
  };
}

function readJson(value: string): Json | undefined {
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Json) : undefined;
  } catch {
    return undefined; // not JSON
  }
}

/** What is kept among all settings. Another device may have written anything: what is no text is left out. */
export function readMailTexts(settings: Iterable<{ readonly name: string; readonly value: string }>): MailTexts {
  const templates: MailTemplate[] = [];
  const identities: Record<string, IdentityChoice> = {};
  let count = 0;
  for (const { name, value } of settings) {
    const [, kind, id] = /^mail-text\/(template|identity)\/(.+)$/.exec(name) ?? [];
    const json = id === undefined ? undefined : readJson(value);
    if (id === undefined || json === undefined) continue;
    const template = kind === 'template' ? readTemplate(id, json) : undefined;
    if (template !== undefined) templates.push(template);
    if (kind !== 'identity' || !isAddress(id) || count >= MAX_IDENTITIES) continue;
    count += 1;
    identities[id] = readIdentityChoice(json);
  }
  templates.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  return { templates: templates.slice(0, MAX_TEMPLATES), identities };
}

/** Settings of a change, as they are written. */
export function textEntries({ templates = [], identities = {} }: MailTextsChange): readonly Entry[] {
  return [
    ...templates.map((one): Entry => {
      if ('gone' in one) return [templateKey(one.id), 'null'];
      const { id, ...template } = one;
      return [templateKey(id), JSON.stringify(template)];
    }),
    ...Object.entries(identities).map(([email, choice]): Entry => [identityKey(email), JSON.stringify(choice)]),
  ];
}

/** A name that no other template has: the second one gets a number. */
export function freeTemplateName(wanted: string, templates: readonly MailTemplate[]): string {
  const name = wanted
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_TEMPLATE_NAME - 6);
  const taken = new Set(templates.map((one) => one.name.toLowerCase()));
  if (!taken.has(name.toLowerCase())) return name;
  for (let number = 2; ; number += 1) if (!taken.has(`${name} ${number}`.toLowerCase())) return `${name} ${number}`;
}
