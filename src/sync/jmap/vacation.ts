// `VacationResponse` (RFC 8621 §8): there is one, and it is read and changed.
import {
  MAX_VACATION_SUBJECT,
  MAX_VACATION_TEXT,
  NO_VACATION,
  type Vacation,
} from '../../domain/mail/rules/vacation.js';
import { formatUtcDate, parseUtcDate } from '../../domain/time/utc-date.js';
import { readError } from './calls.js';
import type { JmapConnection } from './connection.js';
import { type Json, member, readList, readRecord } from './read-value.js';

const ID = 'singleton';

function readVacation(value: unknown): Vacation {
  const vacation = readRecord(value, 'VacationResponse');
  const text = (name: string, max: number) => {
    const found = member(vacation, name);
    return typeof found === 'string' ? found.slice(0, max) : '';
  };
  const time = (name: string) => parseUtcDate(text(name, 40)) ?? null;
  return {
    ...NO_VACATION,
    isOn: member(vacation, 'isEnabled') === true,
    from: time('fromDate'),
    to: time('toDate'),
    subject: text('subject', MAX_VACATION_SUBJECT),
    text: text('textBody', MAX_VACATION_TEXT).replace(/\r\n?/g, '\n'),
  };
}

/** The one answer for everybody. @throws {JmapFailure} @throws {MethodFailure} */
export async function fetchVacation(connection: JmapConnection): Promise<Vacation> {
  const args = await connection.ask('VacationResponse/get', { ids: [ID] });
  return readVacation(readList(member(args, 'list'), 'list')[0]);
}

/** The one answer for everybody: it is not asked who gets it. @returns why the server will not have it. @throws {JmapFailure} @throws {MethodFailure} */
export async function putVacation(connection: JmapConnection, vacation: Vacation): Promise<string | undefined> {
  const { isOn, from, to, subject, text } = vacation;
  const date = (time: number | null) => (time === null ? null : formatUtcDate(time));
  const patch = {
    isEnabled: isOn,
    fromDate: date(from),
    toDate: date(to),
    subject: subject.trim() === '' ? null : subject.trim(),
    textBody: text,
    htmlBody: null,
  };
  const args = await connection.ask('VacationResponse/set', { update: { [ID]: patch } });
  const error = (member(args, 'notUpdated') as Json | null | undefined)?.[ID];
  if (error === undefined) return undefined;
  const { type, description } = readError(error);
  return description || type;
}
