import type { Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { defaultSettings, type Settings } from '../../domain/settings/settings.js';
import type { DayNumber } from '../../domain/time/types.js';

/** What the flows need to know of the page they run in, asked at each step. */
export interface FlowsContext {
  readonly services: Services | undefined;
  readonly calendars: readonly Collection[];
  readonly settings: Settings | undefined;
  /** The day in sight. */
  readonly day: DayNumber;
  /** IANA. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
}

/** What an event's form has of the page. Its help is loaded when a form is first opened. */
export async function formOptions({ timeZone, locale, settings = defaultSettings }: FlowsContext, services: Services) {
  const { eventFormHelp } = await import('./event-form-help.js');
  return { timeZone, locale, ...eventFormHelp(services, settings) };
}
