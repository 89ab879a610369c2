// What a card shows of the properties that few contacts have.
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FurtherValue } from '../../domain/contacts/contact-fields.js';
import { displayPartialDate } from '../../domain/time/partial-date.js';
import { mailLink, phoneLink, webLink } from './contact-links.js';
import {
  furtherValueLabel,
  grammarLabel,
  kilobytesOf,
  kindLabel,
  languageName,
  levelLabel,
  sexLabel,
} from './further-labels.js';
import type { RelatedPerson } from './people-lookup.js';

/** Attack: a whole card as the name of a related person. */
const MAX_SHOWN = 300;

interface Context {
  /** BCP 47. */
  readonly locale: string;
  /** Contacts of this device by the URI that names them. */
  readonly people: Readonly<Record<string, RelatedPerson>>;
  /** Address of a picture or sound that the card has, or names; '' until it is there. */
  readonly media: (value: string) => string;
}

const clipped = (text: string) => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);

function link(text: string): TemplateResult {
  const page = webLink(text);
  const href = page ?? (/^mailto:/i.test(text) ? mailLink(text) : /^tel:/i.test(text) ? phoneLink(text) : undefined);
  const shown = clipped(text.replace(/^(?:mailto|tel):/i, ''));
  if (href === undefined) return html`<bdi>${shown}</bdi>`;
  const opensPage = page !== undefined;
  return html`<a href=${href} target=${opensPage ? '_blank' : nothing} rel=${opensPage ? 'noopener noreferrer' : nothing}><bdi>${shown}</bdi></a>`;
}

function related(value: string, people: Context['people']): TemplateResult {
  const person = people[value];
  if (person !== undefined) return html`<a href=${person.href}>${person.name || msg('Without a name')}</a>`;
  return /^urn:/i.test(value) ? html`${msg('A contact that is not on this device')}` : link(value);
}

/** File endings by media type, for saving a key. */
const endings: Readonly<Record<string, string>> = {
  'application/pgp-keys': 'pgp',
  'application/pkix-cert': 'cer',
  'application/pkcs7-mime': 'p7c',
};

function key(value: string): TemplateResult {
  const type = /^data:([^;,]*)/i.exec(value)?.[1]?.toLowerCase();
  if (type === undefined) return value.startsWith('-----') ? html`${msg('A key as text')}` : link(value);
  const kind = type === 'application/pgp-keys' ? 'OpenPGP' : type.replace(/^.*[/]/, '').toUpperCase();
  const size = kilobytesOf(value);
  return html`<a href=${value} download=${`key.${endings[type] ?? 'bin'}`}>${msg(str`${kind}, ${size} kB`)}</a>`;
}

function position(value: string): TemplateResult {
  return html`<a href=${`geo:${value.replace(/\s/g, '')}`}>${value}</a>`;
}

const isOwn = (value: string) => /^(?:data|ni):/i.test(value);

/** One from elsewhere is a link: nothing is loaded unasked. */
function picture(value: string, media: Context['media']): TemplateResult {
  if (!isOwn(value)) return link(value);
  const src = media(value);
  return src === ''
    ? html`${msg('A picture that is not on this device')}`
    : html`<img class="picture" src=${src} alt=${msg('Logo')} />`;
}

function sound(value: string, media: Context['media']): TemplateResult {
  if (!isOwn(value)) return link(value);
  const href = media(value);
  return href === ''
    ? html`${msg('A sound that is not on this device')}`
    : html`<a href=${href} download="sound">${msg('Save the sound')}</a>`;
}

function shown(value: FurtherValue, { locale, people, media }: Context): TemplateResult {
  switch (value.name) {
    case 'RELATED':
      return related(value.value, people);
    case 'KEY':
      return key(value.value);
    case 'LOGO':
      return picture(value.value, media);
    case 'SOUND':
      return sound(value.value, media);
    case 'KIND':
      return html`${kindLabel(value.value)}`;
    case 'DEATHDATE':
      return html`${displayPartialDate(value.value, locale)}`;
    case 'GEO':
      return position(value.value);
    case 'LANG':
      return html`${languageName(value.value, locale)}`;
    case 'GENDER':
      return html`${[sexLabel(value.value), value.detail].filter((part) => part !== '').join(', ')}`;
    case 'GRAMGENDER':
      return html`${grammarLabel(value.value)}`;
    case 'EXPERTISE':
    case 'HOBBY':
    case 'INTEREST':
      return html`${[clipped(value.value), levelLabel(value.detail)].filter((part) => part !== '').join(' · ')}`;
    case 'NOTE':
      return html`${value.value}`;
    case 'TZ':
      return html`${value.value.replaceAll('_', ' ')}`;
    default:
      return link(value.value);
  }
}

/** Label and value of each, in order. */
export function furtherPairs(
  values: readonly FurtherValue[],
  context: Context,
): readonly { readonly label: string; readonly value: TemplateResult; readonly preferred: boolean }[] {
  return values.map((value) => ({
    label: furtherValueLabel(value),
    value: shown(value, context),
    preferred: value.preferred && values.filter(({ name }) => name === value.name).length > 1,
  }));
}
