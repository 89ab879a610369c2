import { msg, str } from '@lit/localize';
import type { Detail, Problem, ProblemCode } from '../../domain/errors.js';

const MEGABYTE = 1_000_000;

/** Every code in words that say what happened and what to do. */
const messages: Readonly<Record<ProblemCode, (detail: Detail) => string>> = {
  'input/empty': (d) =>
    named(
      d,
      (file) => msg(str`${file} is empty.`),
      () => msg('The file is empty.'),
    ),
  'input/too-large': (d) => {
    const limit = Math.floor(Number(d.limit ?? 0) / MEGABYTE);
    const advice = limit > 0 ? msg(str`The limit is ${limit} MB: export it in parts.`) : msg('Export it in parts.');
    return `${named(
      d,
      (file) => msg(str`${file} is too large.`),
      () => msg('The file is too large.'),
    )} ${advice}`;
  },
  'input/wrong-kind': (d) =>
    named(
      d,
      (file) => msg(str`${file} is not a calendar (.ics) or contacts (.vcf, .csv) file.`),
      () => msg('This is not a calendar (.ics) or contacts (.vcf, .csv) file.'),
    ),
  'input/encoding': () => msg('The encoding of its letters had to be guessed; some may look wrong.'),
  // Of a file nothing is left of what came before.
  'input/truncated': (d) =>
    named(
      d,
      (file) => msg(str`${file} ends too early; it may be cut off.`),
      () => msg('The file ends too early; it may be cut off. What came before is good.'),
    ),
  'input/limit': () => msg('This part is far larger than any real one and was left out.'),
  'ics/syntax': () => msg('This is not how a calendar line is written.'),
  'ics/value': () => msg('This value of an event cannot be understood.'),
  'ics/start': () =>
    msg('Nothing says when this event starts. It is kept, but on no day: search finds it, and you can set a start.'),
  'ics/uid': () => msg('This has no identifier (UID), or that of another entry. It was given one and is kept.'),
  'ics/duplicate': () =>
    msg('The file has this more than once: one of them was taken, the newer one where that can be told.'),
  'ics/zone': () =>
    msg(
      'The file’s own rules of this time zone differ from those the zone has, on dates of its events. Those of the zone were used: look at the times.',
    ),
  'ics/no-zone': () =>
    msg('Nothing says which time zone this is. Its times are read as those of your own clock: look at them.'),
  'vcard/syntax': () => msg('This is not how a contact line is written.'),
  'vcard/value': () => msg('This value of a contact cannot be understood.'),
  'csv/syntax': () => msg('This row of the table cannot be read.'),
  'csv/row': () => msg('No column of this row is a field of a contact: it was left out.'),
  'csv/columns': () => msg('This row has more cells than can be read; those at its end were left out.'),
  'invite/refused': () => msg('This message may not change the event. Nothing was changed.'),
  'slot/taken': () => msg('This time has been taken meanwhile. Nothing was changed; choose another one.'),
  'store/quota': () =>
    msg('This device has no room left. Nothing was changed. Free some space, or ask for lasting storage in Settings.'),
  'store/closed': () => msg('The storage was closed, perhaps by a newer version in another tab. Reload this page.'),
  'store/not-found': () => msg('This is not here any more; it may have been deleted in another tab.'),
  'store/failed': () => msg('The browser could not store this. Nothing was changed; try again, or reload the page.'),
  'store/read-only': () => msg('This can only be read here. Nothing was changed.'),
  'net/offline': () => msg('This device is offline.'),
  'net/unreachable': (d) => msg(str`${hostOf(d)} cannot be reached.`),
  'net/forbidden': (d) =>
    msg(str`${hostOf(d)} does not let other sites read this calendar. That is a setting of that server (CORS).`),
  'net/status': (d) =>
    msg(str`${hostOf(d)} answered “${String(d.status ?? '')}”: the calendar is not there, or not for everybody.`),
  'net/insecure': (d) => msg(str`${hostOf(d)} leads to an address without encryption. It was not followed.`),
  'net/timeout': (d) => msg(str`${hostOf(d)} took too long to answer.`),
  'sync/offline': () => msg('The relay cannot be reached now. Nothing was changed; try again when you are online.'),
  'sync/account': () => msg('This needs an account on this device. Set one up in Settings.'),
  'sync/refused': (d) => msg(str`The relay did not accept this (${String(d.refusal ?? '')}). Nothing was changed.`),
  'sync/code': () => msg('This code is not right, or was used before.'),
  'sync/nobody': () => msg('Nobody with this address has an account here.'),
  'sync/self': () => msg('This is your own account: you have this already.'),
  'sync/recovery': () =>
    msg('Before you share, show that you have the words of your recovery key: Settings → Sync and devices.'),
  'sync/browser': () =>
    msg('This browser cannot keep the keys of an account. A current one can, outside of private windows.'),
  'sync/locked': () => msg('The app is locked.'),
  'backup/refused': () => msg('This backup cannot be used here. Nothing was changed.'),
  'worker/crashed': () => msg('A part of the app stopped working. Reload the page; everything stored is safe.'),
  'worker/timeout': () => msg('This took too long and was stopped. Nothing was changed.'),
  cancelled: () => msg('Cancelled. Nothing was changed.'),
};

/** The server a detail names. */
function hostOf({ host }: Detail): string {
  return String(host ?? '') || msg('The server');
}

function named(detail: Detail, withName: (file: string) => string, without: () => string): string {
  const file = detail.file ?? detail.fileName;
  return file ? withName(String(file)) : without();
}

/** What a person is told about a problem, as full sentences. A known line number is put in front. */
export function problemMessage(code: ProblemCode, detail: Detail = {}): string {
  const text = messages[code](detail);
  const line = detail.line;
  return line ? msg(str`Line ${line}: ${text}`) : text;
}

/** A problem of an import, with its line. */
export function describeProblem(problem: Problem): string {
  return problemMessage(problem.code, problem.line === undefined ? {} : { line: problem.line });
}

/** Any caught value: known failures by their code, others as "something went wrong". */
export function describeError(error: unknown, detail: Detail = {}): string {
  const failure = error as { readonly code?: unknown; readonly detail?: Detail } | undefined;
  if (typeof failure?.code === 'string' && Object.hasOwn(messages, failure.code))
    return problemMessage(failure.code as ProblemCode, { ...failure.detail, ...detail });
  return msg('Something went wrong. Nothing was lost; try again, or reload the page.');
}

/** Whether the person stopped it: nothing to report then. */
export function isCancelled(error: unknown): boolean {
  return (error as { readonly code?: unknown } | undefined)?.code === 'cancelled';
}
