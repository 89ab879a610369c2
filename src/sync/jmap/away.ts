// The answer while one is away: the server's own (RFC 8621 §8), or where people are answered differently, or it has none, that
// of the script of rules (MU14, MU16). One of the two is on.
import { NO_VACATION, type Vacation } from '../../domain/mail/rules/vacation.js';
import type { JmapConnection } from './connection.js';
import { VACATION } from './session.js';
import { bringRules, type RulesAtServerOptions, vacationOfScript } from './sieve.js';
import { fetchVacation, putVacation } from './vacation.js';

/** @throws {JmapFailure} @throws {MethodFailure} */
export async function fetchAway(connection: JmapConnection): Promise<Vacation> {
  const own = connection.session().capabilities.has(VACATION) ? await fetchVacation(connection) : undefined;
  if (own?.isOn === true) return own;
  return (await vacationOfScript(connection)) ?? own ?? NO_VACATION;
}

/** @returns why the server will not have it. @throws {JmapFailure} @throws {MethodFailure} */
export async function putAway(
  connection: JmapConnection,
  vacation: Vacation,
  options: Omit<RulesAtServerOptions, 'vacation'>,
): Promise<string | undefined> {
  const { capabilities, sieveExtensions } = connection.session();
  const hasOwn = capabilities.has(VACATION);
  const canScript = sieveExtensions?.includes('vacation') === true;
  const byScript = canScript && (!hasOwn || vacation.audience !== 'all');
  if (byScript) {
    const refused = refusalOf(await bringRules(connection, { ...options, vacation }), vacation);
    if (refused !== undefined || !hasOwn) return refused;
    return putVacation(connection, { ...vacation, isOn: false });
  }
  if (!hasOwn) return 'unsupported';
  const refused = await putVacation(connection, vacation);
  if (refused === undefined && canScript && (await vacationOfScript(connection)) !== undefined)
    await bringRules(connection, { ...options, vacation: null });
  return refused;
}

/** Rules that the server lacks something for run on this device; the answer is another matter. */
function refusalOf({ problem }: Awaited<ReturnType<typeof bringRules>>, { isOn }: Vacation): string | undefined {
  return isOn && problem?.kind === 'refused' ? problem.text : undefined;
}
