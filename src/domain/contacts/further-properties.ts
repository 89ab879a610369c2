// Properties beside the usual ones that have a field of their own: of RFC 6350, and of its extensions RFC 6474, 6715
// and 9554.

/** How a value is written and asked for. */
export type FurtherKind =
  | 'text'
  | 'note'
  | 'units'
  | 'uri'
  | 'related'
  | 'social'
  | 'key'
  | 'language'
  | 'zone'
  | 'position'
  | 'gender'
  | 'choice'
  | 'place'
  | 'date'
  | 'image'
  | 'sound'
  | 'grammar';

interface FurtherProperty {
  readonly kind: FurtherKind;
  /** A card has at most one (cardinality `*1`). */
  readonly single?: true;
  /** The first line of it has a field of its own; these are the second and later ones. */
  readonly again?: true;
  /** TYPE values people choose from, the usual first. */
  readonly types?: readonly string[];
  /** Values people choose from; others are kept. */
  readonly choices?: readonly string[];
  /** Values of LEVEL (RFC 6715 §3.2), least first. */
  readonly levels?: readonly string[];
}

const places = ['home', 'work'] as const;
/** RFC 6350 §6.6.6, those that an address book is asked for. */
const relations = [
  ...['spouse', 'sweetheart', 'child', 'parent', 'sibling', 'kin', 'friend', 'colleague', 'co-worker', 'agent'],
  ...['emergency', 'neighbor', 'contact'],
] as const;
const interest = ['low', 'medium', 'high'] as const;

const table = {
  KIND: { kind: 'choice', single: true, choices: ['org', 'location', 'application', 'device'] },
  TITLE: { kind: 'text', again: true },
  ROLE: { kind: 'text' },
  ORG: { kind: 'units', again: true },
  NICKNAME: { kind: 'text', again: true },
  PRONOUNS: { kind: 'text' },
  GENDER: { kind: 'gender', single: true },
  GRAMGENDER: { kind: 'grammar' },
  RELATED: { kind: 'related', types: relations },
  SOCIALPROFILE: { kind: 'social' },
  BIRTHPLACE: { kind: 'place', single: true },
  DEATHDATE: { kind: 'date', single: true },
  DEATHPLACE: { kind: 'place', single: true },
  LANG: { kind: 'language' },
  TZ: { kind: 'zone' },
  GEO: { kind: 'position' },
  KEY: { kind: 'key' },
  LOGO: { kind: 'image' },
  SOUND: { kind: 'sound' },
  CALURI: { kind: 'uri', types: places },
  FBURL: { kind: 'uri', types: places },
  CALADRURI: { kind: 'uri', types: places },
  EXPERTISE: { kind: 'text', levels: ['beginner', 'average', 'expert'] },
  HOBBY: { kind: 'text', levels: interest },
  INTEREST: { kind: 'text', levels: interest },
  'ORG-DIRECTORY': { kind: 'uri' },
  'CONTACT-URI': { kind: 'uri' },
  NOTE: { kind: 'note', again: true },
} as const satisfies Readonly<Record<string, FurtherProperty>>;

/** Upper-case names, in the order in which a card shows them. */
export type FurtherName = keyof typeof table;
export const furtherNames = Object.keys(table) as readonly FurtherName[];
export const furtherProperties: Readonly<Record<FurtherName, FurtherProperty>> = table;

/** What other programs call them, with the name we know. */
const others: Readonly<Record<string, FurtherName>> = {
  'X-SOCIALPROFILE': 'SOCIALPROFILE',
  'X-ABRELATEDNAMES': 'RELATED',
  'X-ABSHOWAS': 'KIND',
  'X-ADDRESSBOOKSERVER-KIND': 'KIND',
};

/** The further property a line of that name is, if it is one. */
export function furtherNameOf(name: string): FurtherName | undefined {
  if (Object.hasOwn(table, name)) return name as FurtherName;
  return Object.hasOwn(others, name) ? others[name] : undefined;
}

/** Sexes of RFC 6350 §6.2.7: female, male, other, none or not applicable, unknown. */
export const sexes = ['F', 'M', 'O', 'N', 'U'] as const;
/** Values of GRAMGENDER (RFC 9554 §3.2). */
export const grammaticalGenders = ['animate', 'common', 'feminine', 'inanimate', 'masculine', 'neuter'] as const;

/** Whether a value is an address rather than words: a scheme, and no space. */
export function isUri(value: string): boolean {
  return /^[a-z][a-z\d+.-]*:[^\s\\]+$/i.test(value);
}
