// The answer while one is away, as part of the script of rules (RFC 5230): who gets which one (MU16).
import { formatUtcDate } from '../../time/utc-date.js';
import { listSieve, quoteSieve, quoteSieveText } from './sieve-text.js';
import type { Vacation } from './vacation.js';

/** Stands before the line that names the contacts, so that another device reads them back. */
const CONTACTS = '# answered: contacts';
/** Days until somebody is answered again. */
const DAYS = 7;

/** Written as RFC 5260 §4 reads the date part `iso8601`, in UTC: then it can be compared as text. */
const moment = (time: number) => `"${formatUtcDate(time).replace(/(?:\.\d+)?Z$/, '+00:00')}"`;

function timeTests({ from, to }: Vacation): readonly string[] {
  const test = (how: 'ge' | 'lt', time: number) =>
    `currentdate :zone "+0000" :value "${how}" "iso8601" ${moment(time)}`;
  return [...(from === null ? [] : [test('ge', from)]), ...(to === null ? [] : [test('lt', to)])];
}

/** By the sender that people see: the answer goes to the envelope's (RFC 5230 §4.6). */
function audienceTest({ audience, domains, contacts }: Vacation): string {
  if (audience === 'contacts')
    return contacts.length === 0 ? 'false' : `address :all :is "from" ${listSieve(contacts)}`;
  return domains.length === 0 ? 'false' : `address :domain :is "from" ${listSieve(domains)}`;
}

/**
 * Lines of the script; none while it is off.
 *
 * @param addresses - Those the person is written to at, besides what the server knows (RFC 5230 §4.5).
 * @param mayAnswer - A test that is false for mail nobody is to answer.
 * @param needs - Extensions it takes are added.
 */
export function compileVacation(
  vacation: Vacation,
  addresses: readonly string[],
  mayAnswer: string,
  needs: Set<string>,
): readonly string[] {
  if (!vacation.isOn) return [];
  needs.add('vacation');
  const times = timeTests(vacation);
  if (times.length > 0) for (const name of ['date', 'relational']) needs.add(name);
  const subject = vacation.subject.trim();
  const options = [
    `:days ${DAYS}`,
    ...(addresses.length === 0 ? [] : [`:addresses ${listSieve(addresses)}`]),
    ...(subject === '' ? [] : [`:subject ${quoteSieve(subject)}`]),
  ].join(' ');
  const answer = (text: string) => `vacation ${options} ${quoteSieveText(text)};`;
  const other = vacation.otherText.trim() === '' ? [] : ['  else {', `    ${answer(vacation.otherText)}`, '  }'];
  const chosen =
    vacation.audience === 'all'
      ? [`  ${answer(vacation.text)}`]
      : [
          ...(vacation.audience === 'contacts' ? [CONTACTS] : []),
          `  if ${audienceTest(vacation)} {`,
          `    ${answer(vacation.text)}`,
          '  }',
          ...other,
        ];
  return [`if allof(${[mayAnswer, ...times].join(', ')}) {`, ...chosen, '}'];
}

/** Contacts of the first line that names some. The texts of answers come after it: they cannot pretend to be it. */
export function readAnsweredContacts(lines: readonly string[]): readonly string[] {
  const at = lines.indexOf(CONTACTS);
  const named = at < 0 ? undefined : /"from" (\[.*\]|".*") \{$/.exec(lines[at + 1] ?? '')?.[1];
  if (named === undefined) return [];
  try {
    const value: unknown = JSON.parse(named);
    return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
  } catch {
    return []; // not written by us
  }
}
