import { type ContactFields, emptyContactFields, type TypedValue } from '../../domain/contacts/contact-fields.js';
import { joinWords } from '../../domain/contacts/contact-name.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { displayName } from '../../domain/contacts/display-name.js';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';

/** One e-mail address, number or site: the value alone, or with what it is. */
export type ContactInputValue =
  | string
  | {
      readonly value: string;
      /** `home`, `work`, `cell`, … */
      readonly type?: string;
      readonly preferred?: boolean;
    };

/** A contact as a page gives it to `<ik-contacts>`'s `contacts`. Only `id` is needed. */
export interface ContactInput {
  /** Unique; the same in events about it. */
  readonly id: string;
  /** As it is shown; made of the parts when absent. */
  readonly name?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly nickname?: string;
  readonly organization?: string;
  readonly department?: string;
  readonly jobTitle?: string;
  readonly emails?: readonly ContactInputValue[];
  readonly phones?: readonly ContactInputValue[];
  readonly urls?: readonly ContactInputValue[];
  readonly addresses?: readonly {
    readonly type?: string;
    readonly street?: string;
    readonly postalCode?: string;
    readonly locality?: string;
    readonly region?: string;
    readonly country?: string;
  }[];
  /** `1985-03-04`, or `--03-04` without year. */
  readonly birthday?: string;
  readonly note?: string;
  readonly categories?: readonly string[];
  /** A `data:` URI. Other addresses are never loaded. */
  readonly photo?: string;
  readonly favourite?: boolean;
}

/** The contact's fields; what is absent is empty. */
export function inputToFields(input: ContactInput): ContactFields {
  const { emails, phones, urls, addresses = [], photo = '' } = input;
  return {
    ...emptyContactFields,
    formattedName: input.name ?? '',
    given: input.givenName ?? '',
    family: input.familyName ?? '',
    nickname: input.nickname ?? '',
    organization: input.organization ?? '',
    department: input.department ?? '',
    jobTitle: input.jobTitle ?? '',
    emails: typed(emails),
    phones: typed(phones),
    urls: typed(urls),
    addresses: addresses.map(({ type, street = '', postalCode = '', locality = '', region = '', country = '' }) => ({
      ...{ id: '', types: type === undefined ? [] : [type], preferred: false, label: '', poBox: '', extended: '' },
      ...{ street, postalCode, locality, region, country },
    })),
    birthday: input.birthday ?? '',
    note: input.note ?? '',
    categories: input.categories ?? [],
    photo: photo.startsWith('data:image/') ? photo : '',
    favourite: input.favourite ?? false,
  };
}

/** The row of a contact that is known by its fields only. */
export function fieldsToRow(collectionId: string, uid: string, fields: ContactFields): ContactRow {
  const name = displayName(fields);
  const best = (values: readonly TypedValue[]) => (values.find(({ preferred }) => preferred) ?? values[0])?.value ?? '';
  return {
    uid,
    collectionId,
    name,
    byFirst: joinWords(fields.given, fields.family) || name,
    byLast: joinWords(fields.family, fields.given) || name,
    organization: fields.organization,
    email: best(fields.emails),
    phone: best(fields.phones),
    initials: initialsOf(name),
    hue: hueOf(uid),
    ...(fields.photo !== '' && { photo: fields.photo }),
    favourite: fields.favourite,
    ...(fields.categories.length > 0 ? { groups: fields.categories } : {}),
  };
}

function typed(values: readonly ContactInputValue[] = []): TypedValue[] {
  return values.map((value) => {
    if (typeof value === 'string') return { id: '', value, types: [], preferred: false, label: '' };
    const types = value.type === undefined ? [] : [value.type];
    return { id: '', value: value.value, types, preferred: value.preferred ?? false, label: '' };
  });
}
