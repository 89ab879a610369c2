import { describe, it } from 'vitest';
import type { MailAddress } from '../../../../src/domain/mail/message.js';
import { readAddressGroups } from '../../../../src/formats/mail/addresses.js';
import { readDate, readReceivedDate } from '../../../../src/formats/mail/dates.js';
import { decodeWords } from '../../../../src/formats/mail/encoded-words.js';
import { readMessageIds } from '../../../../src/formats/mail/message-ids.js';
import { readParameters } from '../../../../src/formats/mail/parameters.js';
import { unfold } from '../../../../src/formats/mail/unfold.js';
import { mailCases } from '../../../support/mail-fixtures.js';
import { expectCases } from './differences.js';
import * as differences from './header-differences.js';

const TYPES = ['header-address-raw', 'header-address-decoded', 'header-address-structured'];

type Mailbox = { name: string; email: string } | { name: string; group: { name: string; email: string }[] };

function jsmime(input: string): Mailbox[] {
  const plain = ({ name, email }: MailAddress) => ({ name: name ?? '', email });
  return readAddressGroups(input).flatMap<Mailbox>(({ name, addresses }) =>
    name === null ? addresses.map(plain) : [{ name, group: addresses.map(plain) }],
  );
}

function stalwart(input: string): unknown {
  const groups = readAddressGroups(input);
  const plain = ({ name, email }: MailAddress) => ({ name, address: email || null });
  return groups.every(({ name }) => name === null)
    ? { List: groups.flatMap(({ addresses }) => addresses.map(plain)) }
    : { Group: groups.map(({ name, addresses }) => ({ name, addresses: addresses.map(plain) })) };
}

interface StalwartType {
  readonly c_type: string;
  readonly c_subtype: string | null;
  readonly attributes: [string, string][] | null;
}

interface StalwartDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly tz_before_gmt: boolean;
  readonly tz_hour: number;
  readonly tz_minute: number;
}

function timeOf(date: StalwartDate | null | undefined): number | null {
  if (!date) return null;
  const offset = (date.tz_before_gmt ? -1 : 1) * (date.tz_hour * 60 + date.tz_minute);
  return Date.UTC(date.year, date.month - 1, date.day, date.hour, date.minute, date.second) - offset * 60_000;
}

describe('addresses', () => {
  it('are read as Thunderbird reads them', () => {
    for (const type of TYPES) {
      const all = mailCases<Mailbox[]>('thunderbird-jsmime', type);
      const known = Object.entries(differences.thunderbirdAddresses).filter(([name]) =>
        all.some((one) => one.name === name),
      );
      expectCases(
        all,
        ({ input }) => jsmime(input),
        ({ expected }) => expected,
        Object.fromEntries(known),
      );
    }
  });

  it('are read as Stalwart reads them', () => {
    const all = mailCases('stalwart-mail-parser', 'header-address');
    expectCases(
      all,
      ({ input }) => stalwart(input),
      ({ expected }) => expected,
      differences.stalwartAddresses,
    );
  });

  it('are read as postal-mime reads them', () => {
    const all = mailCases<{ path: string; equals: unknown }[]>('postal-mime', 'address-list');
    const paths = (input: string, expected: readonly { path: string }[]) => {
      const list = jsmime(input).map((one) =>
        'group' in one
          ? { name: one.name, group: one.group.map(({ name, email }) => ({ name, address: email })) }
          : { name: one.name, address: one.email },
      );
      return expected.map(({ path }) =>
        path
          .replace(/\[(\d+)\]/g, '.$1')
          .split('.')
          .filter((key) => key !== '')
          .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], list),
      );
    };
    expectCases(
      all,
      ({ input, expected }) => paths(input, expected),
      ({ expected }) => expected.map(({ equals }) => equals),
      differences.postalMimeAddresses,
    );
  });
});

describe('header values', () => {
  it('have their encoded words decoded', () => {
    const all = mailCases<string>('thunderbird-jsmime', 'header-rfc2047');
    expectCases(
      all,
      ({ input }) => decodeWords(unfold(input)),
      ({ expected }) => expected.trimEnd(),
      differences.words,
    );
    const more = mailCases<string>('stalwart-mail-parser', 'header-unstructured');
    expectCases(
      more,
      ({ input }) => decodeWords(unfold(input)),
      ({ expected }) => expected,
      differences.unstructured,
    );
  });

  it('have parameters, also those of RFC 2231', () => {
    for (const type of ['header-parameters', 'header-parameters-rfc2231']) {
      const all = mailCases<[string, Record<string, string>]>('thunderbird-jsmime', type);
      const known = type === 'header-parameters' ? {} : differences.thunderbirdParameters;
      expectCases(
        all,
        ({ input }) => Object.values({ ...spread(input) }),
        ({ expected }) => expected,
        known,
      );
    }
    const types = mailCases<{ type: string; params: Record<string, string> }>(
      'thunderbird-jsmime',
      'header-content-type',
    );
    expectCases(
      types,
      ({ input }) => Object.values(spread(input)),
      ({ expected: e }) => [e.type, e.params],
      {},
    );
  });

  it('have types as Stalwart reads them', () => {
    const all = mailCases<StalwartType | null>('stalwart-mail-parser', 'header-content-type');
    const sorted = (params: Record<string, string>) => Object.fromEntries(Object.entries(params).sort());
    expectCases(
      all,
      ({ input }) => {
        const { value, params } = spread(input);
        return /^(?:[^/]+\/.+|[a-z=]+)$/.test(value) ? [value, sorted(params)] : null;
      },
      ({ expected }) => {
        if (!expected) return null;
        const type = expected.c_subtype === null ? expected.c_type : `${expected.c_type}/${expected.c_subtype}`;
        const given = (expected.attributes ?? []).filter(([name]) => !name.endsWith('-language'));
        return [type, sorted(Object.fromEntries(given))];
      },
      differences.stalwartTypes,
    );
  });

  it('have dates', () => {
    const all = mailCases<string | { invalid: true }>('thunderbird-jsmime', 'header-date');
    expectCases(
      all,
      ({ input }) => readDate(input)?.time ?? null,
      ({ expected }) => (typeof expected === 'string' ? Date.parse(expected.replace(/(\d\d)(\d\d)$/, '$1:$2')) : null),
    );
    const more = mailCases<StalwartDate | null>('stalwart-mail-parser', 'header-date');
    const dateOf = (input: string) => (input.startsWith('by ') ? readReceivedDate(input) : readDate(input));
    expectCases(
      more,
      ({ input }) => dateOf(input)?.time ?? null,
      ({ expected }) => timeOf(expected),
      differences.dates,
    );
  });

  it('say when a server had the message', () => {
    const all = mailCases<{ date?: StalwartDate | null }>('stalwart-mail-parser', 'header-received');
    expectCases(
      all,
      ({ input }) => readReceivedDate(unfold(input))?.time ?? null,
      ({ expected }) => timeOf(expected?.date),
      differences.received,
    );
  });

  it('have ids of messages', () => {
    const all = mailCases<string[] | null>('stalwart-mail-parser', 'header-id');
    expectCases(
      all,
      ({ input }) => readMessageIds(input),
      ({ expected }) => expected ?? [],
      differences.ids,
    );
    const more = mailCases<string>('thunderbird-jsmime', 'header-references');
    expectCases(
      more,
      ({ input }) =>
        readMessageIds(input)
          .map((id) => `<${id}>`)
          .join(' '),
      ({ expected }) => expected,
    );
  });
});

function spread(input: string): { value: string; params: Record<string, string> } {
  const { value, params } = readParameters(input);
  return { value, params: { ...params } };
}
