import type { FurtherName } from './further-properties.js';

/** One value of a repeatable vCard property. */
export interface TypedValue {
  /** Names the line for edits; '' for a new one. */
  readonly id: string;
  readonly value: string;
  /** Lower-case TYPE values such as `home`, `work`, `cell`. */
  readonly types: readonly string[];
  readonly preferred: boolean;
  /** Apple's X-ABLabel of the same group, '' when none. */
  readonly label: string;
}

export interface TypedAddress extends Omit<TypedValue, 'value'> {
  readonly poBox: string;
  readonly extended: string;
  readonly street: string;
  readonly locality: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

/** A value of a property that few contacts have. */
export interface FurtherValue extends TypedValue {
  readonly name: FurtherName;
  /**
   * What is said besides: gender in words (of GENDER, whose value is the sex), LEVEL of a skill or an interest, the service
   * of a social profile; '' for nothing, and of other properties.
   */
  readonly detail: string;
}

/** A property without a field of its own, shown as it is and kept. */
export interface OtherProperty {
  readonly name: string;
  readonly value: string;
}

/** What a person sees and edits of one contact (RFC 6350 §6). */
export interface ContactFields {
  readonly prefix: string;
  readonly given: string;
  readonly additional: string;
  readonly family: string;
  readonly suffix: string;
  /** FN. Derived from the name's parts when empty. */
  readonly formattedName: string;
  readonly nickname: string;
  readonly organization: string;
  readonly department: string;
  /** Units below the department: the rest of ORG (RFC 6350 §6.6.4). */
  readonly units: readonly string[];
  readonly jobTitle: string;
  readonly emails: readonly TypedValue[];
  readonly phones: readonly TypedValue[];
  readonly urls: readonly TypedValue[];
  readonly impps: readonly TypedValue[];
  readonly addresses: readonly TypedAddress[];
  /** `1985-03-04`, `--03-04` without year, or '' . Any other form is shown as text. */
  readonly birthday: string;
  readonly anniversary: string;
  readonly note: string;
  readonly categories: readonly string[];
  /** Roles, related people, keys, languages and what else `furtherProperties` names, in the order of that table. */
  readonly further: readonly FurtherValue[];
  /** `data:` URI of the photo, or the name of a kept file (`ni:`); '' when none. Remote photos are in `others`: nothing is fetched unasked. */
  readonly photo: string;
  readonly favourite: boolean;
  readonly others: readonly OtherProperty[];
}

/** A contact of whom nothing is known yet. */
export const emptyContactFields: ContactFields = {
  prefix: '',
  given: '',
  additional: '',
  family: '',
  suffix: '',
  formattedName: '',
  nickname: '',
  organization: '',
  department: '',
  units: [],
  jobTitle: '',
  emails: [],
  phones: [],
  urls: [],
  impps: [],
  addresses: [],
  birthday: '',
  anniversary: '',
  note: '',
  categories: [],
  further: [],
  photo: '',
  favourite: false,
  others: [],
};
