import { rangeOf, stepDay, type ViewName } from '../../domain/calendar/layout/range.js';
import { schedulePage } from '../../domain/calendar/layout/schedule-period.js';
import { defaultSettings, type Settings } from '../../domain/settings/settings.js';
import type { DayNumber } from '../../domain/time/types.js';
import type { ViewDecor } from './interaction/stage-host.js';
import { createSettingsDecor } from './views/settings-decor.js';

/** What the person's settings make of the views. */
export interface ViewOptions {
  /** How many days the view of several days shows. */
  readonly days: number;
  /** 1 = Monday … 7 = Sunday; never empty. */
  readonly workDays: readonly number[];
  readonly rangeOf: typeof rangeOf;
  readonly decor: ViewDecor;
}

/** The date one page on (1) or back (-1). @param firstDay - Of a week: 1 = Monday … 7 = Sunday. */
export function pageDate(
  view: ViewName,
  day: DayNumber,
  by: 1 | -1,
  options: ViewOptions,
  firstDay: number,
): DayNumber {
  const page = options.rangeOf(view, day, { firstDay, count: options.days, workDays: options.workDays });
  return page[by > 0 ? 'next' : 'previous'] ?? stepDay(view, day, by, options.days);
}

/** Made anew only when the settings are others: views compare what they are given. */
export function createViewOptions(): (settings: Settings | undefined, timeZone: string) => ViewOptions {
  let known = '';
  let options: ViewOptions;
  return (settings = defaultSettings, timeZone) => {
    const key = JSON.stringify([settings, timeZone]);
    if (known !== key) options = optionsOf(settings, timeZone);
    known = key;
    return options;
  };
}

function optionsOf(settings: Settings, timeZone: string): ViewOptions {
  const { workingHours, severalDays, schedulePeriod } = settings;
  const workDays = workingHours.flatMap((hours, day) => (hours === null ? [] : [day + 1]));
  return {
    days: severalDays,
    workDays: workDays.length > 0 ? workDays : [1, 2, 3, 4, 5],
    decor: createSettingsDecor(settings, timeZone),
    rangeOf: (view, day, options) =>
      (view === 'schedule' ? schedulePage(schedulePeriod, day, options.firstDay) : undefined) ??
      rangeOf(view, day, options),
  };
}
