import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContactFields } from '../../src/domain/contacts/contact-fields.js';

const root = 'test/fixtures/vcard';

/** One case of a source's `cases.json`; which fields it has depends on its type. */
export interface VcardCase<Expected> {
  readonly name: string;
  readonly type: string;
  readonly file?: string;
  readonly input?: string;
  readonly to?: '3.0' | '4.0';
  readonly mode?: string;
  readonly expected: Expected;
}

/** Cases of a source; `Expected` is what its own tests assert. */
export function vcardCases<Expected>(source: string, type?: string): VcardCase<Expected>[] {
  const cases = JSON.parse(readFileSync(join(root, source, 'cases.json'), 'utf8')) as VcardCase<Expected>[];
  return type === undefined ? cases : cases.filter((one) => one.type === type);
}

/** The file or the text a case is about. */
export function inputOf({ file, input }: Pick<VcardCase<unknown>, 'file' | 'input'>): Uint8Array | string {
  return file === undefined ? (input ?? '') : readFileSync(join(root, file));
}

/** Every vCard file of every source. */
export function allVcardFiles(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.vcf$|\.txt$|vcardfuzz/.test(file))
    .sort();
}

/** Without what depends on the form of the text: ids of lines, order and spelling of types. */
export function comparable(fields: ContactFields): ContactFields {
  const plain = <Entry extends { readonly types: readonly string[]; readonly id: string }>(entries: readonly Entry[]) =>
    entries.map((entry) => ({ ...entry, id: '', types: [...entry.types].sort() }));
  return {
    ...fields,
    emails: plain(fields.emails),
    phones: plain(fields.phones),
    urls: plain(fields.urls),
    impps: plain(fields.impps),
    addresses: plain(fields.addresses),
    // AGENT of older versions is a related person in 4.0.
    further: plain(fields.further.filter(({ types }) => !types.includes('agent'))),
    others: [],
  };
}
