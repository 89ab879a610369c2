// The answer that is sent while one is away (`VacationResponse` of RFC 8621 §8), and who gets which one.
import { isForwardAddress, isSender } from './senders.js';

/** Who gets the answer: everybody, people among one's contacts, or people of some domains. */
export type VacationAudience = 'all' | 'contacts' | 'domains';

export interface Vacation {
  readonly isOn: boolean;
  /** Epoch ms; null where it begins at once, or goes on until it is switched off. */
  readonly from: number | null;
  /** The first moment it is off again. */
  readonly to: number | null;
  readonly subject: string;
  readonly text: string;
  readonly audience: VacationAudience;
  /** Without `@`, lower case; where the audience are people of domains. */
  readonly domains: readonly string[];
  /** Addresses, lower case, as they were when it was set; where the audience are contacts. */
  readonly contacts: readonly string[];
  /** For everybody else; '' where they get none. */
  readonly otherText: string;
}

export const NO_VACATION: Vacation = {
  ...{ isOn: false, from: null, to: null, subject: '', text: '' },
  ...{ audience: 'all', domains: [], contacts: [], otherText: '' },
};

/** Characters of a text, and of a subject: as much as our gateway takes. */
export const MAX_VACATION_TEXT = 20_000;
export const MAX_VACATION_SUBJECT = 500;
/** Domains, and addresses of contacts, that a script names: some servers have room for 32 kB of it. */
export const MAX_VACATION_DOMAINS = 50;
export const MAX_VACATION_CONTACTS = 2_000;

/** How it stands at a moment: whether mail is answered now, will be, or was. */
export function vacationPhase(
  { isOn, from, to }: Pick<Vacation, 'isOn' | 'from' | 'to'>,
  now: number,
): 'off' | 'before' | 'on' | 'over' {
  if (!isOn) return 'off';
  if (to !== null && now >= to) return 'over';
  return from !== null && now < from ? 'before' : 'on';
}

/** Domains as people type them: between blanks, commas or lines, with or without `@`. @returns those that are none, too */
export function readDomains(typed: string): { readonly domains: readonly string[]; readonly wrong: readonly string[] } {
  const words = typed.toLowerCase().split(/[\s,;]+/);
  const names = [...new Set(words.map((word) => word.replace(/^.*@/, '')).filter((word) => word !== ''))];
  const isDomain = (name: string) => isSender(`@${name}`);
  return { domains: names.filter(isDomain), wrong: names.filter((name) => !isDomain(name)) };
}

/** Addresses of contacts that a script can name, each once. */
export const vacationContacts = (emails: readonly string[]): readonly string[] =>
  [...new Set(emails.map((email) => email.trim().toLowerCase()))]
    .filter(isForwardAddress)
    .sort()
    .slice(0, MAX_VACATION_CONTACTS);

const isTime = (value: unknown): value is number | null => value === null || Number.isSafeInteger(value);
const isText = (value: unknown, max: number): value is string => typeof value === 'string' && value.length <= max;

/** As a script has it: anybody may have written that. Contacts stand elsewhere in it. @returns `undefined` when it is none */
export function readScriptVacation(value: unknown, contacts: readonly string[]): Vacation | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { isOn, from, to, subject, text, audience, domains, otherText } = value as Readonly<Record<string, unknown>>;
  if (typeof isOn !== 'boolean' || !isTime(from) || !isTime(to)) return undefined;
  if (!isText(subject, MAX_VACATION_SUBJECT) || !isText(text, MAX_VACATION_TEXT)) return undefined;
  if (!isText(otherText, MAX_VACATION_TEXT) || !Array.isArray(domains)) return undefined;
  if (audience !== 'all' && audience !== 'contacts' && audience !== 'domains') return undefined;
  const named = domains.filter((domain) => typeof domain === 'string' && isSender(`@${domain}`));
  return {
    ...{ isOn, from, to, subject, text, audience, otherText },
    domains: named.slice(0, MAX_VACATION_DOMAINS) as string[],
    contacts: audience === 'contacts' ? vacationContacts(contacts) : [],
  };
}
