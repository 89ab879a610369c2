// vCard 4.0 lines through vcard4's typed classes, which refuse what the standard does not allow.
import * as vcard4 from 'vcard4';
import { readCardProperty } from '../../domain/contacts/card-property.js';
import { type CardLineParts, writeCardLine } from '../../domain/contacts/write-card-line.js';
import {
  type ContentLine,
  formatContentLine,
  type Param,
  parseContentLine,
  splitEscaped,
  unescapeText,
} from '../../domain/items/content-line.js';

type Value = ConstructorParameters<typeof vcard4.ExtendedProperty>[2];
type Parameter = ConstructorParameters<typeof vcard4.ExtendedProperty>[1][number];
interface Written {
  repr(): string;
}
type Build = (params: Parameter[], value: string, kind: string) => Written;

const text = (value: string) => new vcard4.TextType(unescapeText(value));
const uri = (value: string) => new vcard4.URIType(value);
/** A component that may be a list, `undefined` where it is empty. */
const component = (part: string) => {
  const items = splitEscaped(part, ',');
  if (part === '') return undefined;
  return items.length === 1 ? text(part) : new vcard4.TextListType(items.map(text));
};
const structured = (target: string, value: string) =>
  new vcard4.SpecialValueType(target, splitEscaped(value, ';').map(component));
const list = (value: string) => {
  const items = splitEscaped(value, ',');
  return items.length === 1 ? text(value) : new vcard4.TextListType(items.map(text));
};
const date = (value: string, kind: string) =>
  kind === 'text' ? text(value) : new vcard4.DateTimeType('dateandortime', value);

const build: Readonly<Record<string, Build>> = {
  FN: (params, value) => new vcard4.FNProperty(params as never, text(value)),
  NOTE: (params, value) => new vcard4.NoteProperty(params as never, text(value)),
  TITLE: (params, value) => new vcard4.TitleProperty(params as never, text(value)),
  ROLE: (params, value) => new vcard4.RoleProperty(params as never, text(value)),
  EMAIL: (params, value) => new vcard4.EmailProperty(params as never, text(value)),
  TEL: (params, value, kind) => new vcard4.TelProperty(params as never, kind === 'uri' ? uri(value) : text(value)),
  N: (params, value) => new vcard4.NProperty(params as never, structured('NProperty', value)),
  ADR: (params, value) => new vcard4.AdrProperty(params as never, structured('AdrProperty', value)),
  ORG: (params, value) => new vcard4.OrgProperty(params as never, structured('OrgProperty', value)),
  NICKNAME: (params, value) => new vcard4.NicknameProperty(params as never, list(value)),
  CATEGORIES: (params, value) => new vcard4.CategoriesProperty(params as never, list(value)),
  URL: (params, value) => new vcard4.URLProperty(params as never, uri(value)),
  IMPP: (params, value) => new vcard4.IMPPProperty(params as never, uri(value)),
  PHOTO: (params, value) => new vcard4.PhotoProperty(params as never, uri(value)),
  LOGO: (params, value) => new vcard4.LogoProperty(params as never, uri(value)),
  SOUND: (params, value) => new vcard4.SoundProperty(params as never, uri(value)),
  GEO: (params, value) => new vcard4.GeoProperty(params as never, uri(value)),
  MEMBER: (params, value) => new vcard4.MemberProperty(params as never, uri(value)),
  UID: (params, value, kind) => new vcard4.UIDProperty(params as never, kind === 'text' ? text(value) : uri(value)),
  KIND: (params, value) => new vcard4.KindProperty(params as never, new vcard4.SpecialValueType('KindProperty', value)),
  BDAY: (params, value, kind) => new vcard4.BdayProperty(params as never, date(value, kind)),
  ANNIVERSARY: (params, value, kind) => new vcard4.AnniversaryProperty(params as never, date(value, kind)),
  REV: (params, value) => new vcard4.RevProperty(params as never, new vcard4.DateTimeType('timestamp', value)),
};

/** vcard4 calls each target of a TYPE by its class. */
const targets: Readonly<Record<string, string>> = { TEL: 'TelProperty', RELATED: 'RelatedProperty' };

function buildParam(name: string, { name: param, values }: Param, value: Value | undefined): Parameter {
  const items = values.map((item) => new vcard4.ParameterValueType(item));
  const [first] = items;
  if (first === undefined) throw new TypeError('A parameter without value.');
  switch (param) {
    case 'TYPE':
      return new vcard4.TypeParameter(targets[name] ?? 'Property', items.length === 1 ? first : items);
    case 'PREF':
      return new vcard4.PrefParameter(new vcard4.IntegerType(Number(values[0])));
    case 'LANGUAGE':
      return new vcard4.LanguageParameter(new vcard4.LanguageTagType(values[0] ?? ''));
    case 'ALTID':
      return new vcard4.AltidParameter(first);
    case 'VALUE':
      if (value === undefined) throw new TypeError('A VALUE that does not belong here.');
      return new vcard4.ValueParameter(value);
    default:
      if (items.length > 1) throw new TypeError('A parameter with several values.');
      return new vcard4.AnyParameter(param, first);
  }
}

/**
 * An unfolded 4.0 line, written by vcard4 where its classes accept the property and what they write reads back the
 * same; by ourselves otherwise (vendors' properties, RFC 9554, types of older versions), so that nothing is lost.
 */
export function writeLine4(parts: CardLineParts): string {
  const own = writeCardLine(parts, '4.0');
  const written = writeStrictly(parts);
  return written !== undefined && sameProperty(written, own) ? written : own;
}

/** What vcard4 writes, `undefined` when it refuses. */
function writeStrictly({ group, name, params, value }: CardLineParts): string | undefined {
  const make = Object.hasOwn(build, name) ? build[name] : undefined;
  if (make === undefined || value === '') return undefined;
  const kind = params.find((param) => param.name === 'VALUE')?.values[0]?.toLowerCase() ?? '';
  try {
    const typed = kind === 'text' ? text(value) : kind === 'uri' ? uri(value) : undefined;
    const built = make(
      params.map((param) => buildParam(name, param, typed)),
      value,
      kind,
    );
    // It folds by UTF-16 units, which cuts characters: unfolded here, folded by us. And it escapes colons.
    const line = parseContentLine(built.repr().replaceAll('\r\n ', ''));
    if (line === undefined) return undefined;
    const isText = !/^(?:URL|IMPP|PHOTO|LOGO|SOUND|GEO|MEMBER|REV)$/.test(name) && kind !== 'uri';
    const clean = isText
      ? line.value.replace(/\\([\s\S])/g, (pair, c: string) => (c === ':' ? ':' : pair))
      : line.value;
    return formatContentLine({ ...line, group, value: clean, params: line.params.map(unquoteList) });
  } catch {
    return undefined;
  }
}

/** It writes `TYPE="home,work"`, one value with a comma for strict readers. */
function unquoteList({ name, values }: Param): Param {
  return { name, values: name === 'TYPE' ? values.flatMap((value) => value.split(',')) : values };
}

function sameProperty(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(text: string): string {
  const property = readCardProperty(text, false);
  if (property === undefined) return '';
  const { group, name, types, value, params }: ContentLine & { types: readonly string[] } = property;
  const others = params.filter((param) => param.name !== 'TYPE').map((param) => `${param.name}=${param.values.join()}`);
  return JSON.stringify([group, name, [...types].sort(), others.sort(), unescapeText(value)]);
}
