import { msg } from '@lit/localize';
import type { NamedPeriod } from '../../domain/settings/settings.js';

/** What the periods of a schedule are called, in the person's language. */
export function periodNames(): Readonly<Record<NamedPeriod, string>> {
  return {
    '30-days': msg('Next 30 days'),
    '7-days': msg('Next 7 days'),
    'this-week': msg('This week'),
    'this-month': msg('This month'),
    'next-month': msg('Next month'),
  };
}
