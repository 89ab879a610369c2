import { readFileSync } from 'node:fs';

const fixtures = new URL('../../../fixtures/', import.meta.url);

/** A case of a corpus (test/fixtures/SOURCES.md); which fields there are depends on `type`. */
export interface Case<Expected> {
  readonly name: string;
  readonly type: string;
  readonly expected: Expected;
  readonly [field: string]: unknown;
}

export function readCases<Expected>(path: string, type: string): Case<Expected>[] {
  const cases = JSON.parse(readFixture(path)) as Case<Expected>[];
  return cases.filter((one) => one.type === type);
}

export function readFixture(path: string): string {
  return readFileSync(new URL(path, fixtures), 'utf8');
}

/** `name (rule)`: names alone are not unique everywhere. */
export function titleOf(one: Case<unknown>): string {
  return typeof one.rrule === 'string' ? `${one.name} (${one.rrule} from ${String(one.dtstart)})` : one.name;
}
