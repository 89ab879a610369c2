import { expect } from 'vitest';
import type { MailCase } from '../../../support/mail-fixtures.js';

/**
 * All cases give what their source expects, but for those that are listed, each with its reason. A case that is listed and
 * gives it all the same fails, too: the list stays true.
 */
export function expectCases<Expected>(
  cases: readonly MailCase<Expected>[],
  actual: (one: MailCase<Expected>) => unknown,
  wanted: (one: MailCase<Expected>) => unknown,
  differences: Readonly<Record<string, string>> = {},
): void {
  expect(cases.length).toBeGreaterThan(0);
  const got = Object.fromEntries(cases.map((one) => [one.name, actual(one)]));
  const differing = cases.filter((one) => !equal(got[one.name], wanted(one)));
  const unexplained = differing.filter(({ name }) => !Object.hasOwn(differences, name));
  for (const one of unexplained)
    expect.soft(got[one.name], `${one.name}: ${one.input ?? one.file}`).toEqual(wanted(one));
  expect(Object.keys(differences).sort()).toEqual(differing.map(({ name }) => name).sort());
}

const equal = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
