import { type ClosableServices, createServices, type ServicesOptions } from '../../src/app/create-services.js';
import type { EventFields } from '../../src/domain/calendar/event-fields.js';
import type { ContactFields } from '../../src/domain/contacts/contact-fields.js';
import type { LocalMs } from '../../src/domain/time/types.js';
import type { Watchable } from '../../src/domain/watchable.js';

/** Services over a profile of their own. */
export function freshServices(options: ServicesOptions = {}): ClosableServices & { readonly database: string } {
  const database = options.database ?? `test-${crypto.randomUUID()}`;
  return { ...createServices({ firstCollections: [], ...options, database }), database };
}

/** First value that satisfies the condition. */
export function awaitValue<T>(watchable: Watchable<T>, condition: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve, reject) => {
    let found = false;
    const subscription = watchable.subscribe({
      next(value) {
        if (found || !condition(value)) return;
        found = true;
        resolve(value);
        queueMicrotask(() => subscription.unsubscribe());
      },
      error: reject,
    });
  });
}

export function eventFields(fields: Partial<EventFields> = {}): EventFields {
  return {
    title: 'Lunch',
    location: '',
    description: '',
    url: '',
    allDay: false,
    start: Date.UTC(2026, 10, 18, 12) as LocalMs,
    end: Date.UTC(2026, 10, 18, 13) as LocalMs,
    zone: 'Europe/Vienna',
    rrule: '',
    transparent: false,
    status: '',
    visibility: 'PUBLIC',
    categories: [],
    alarms: [],
    organizer: '',
    attendees: [],
    ...fields,
  };
}

export function contactFields(fields: Partial<ContactFields> = {}): ContactFields {
  return {
    prefix: '',
    given: 'Ada',
    additional: '',
    family: 'Lovelace',
    suffix: '',
    formattedName: '',
    nickname: '',
    organization: '',
    department: '',
    jobTitle: '',
    emails: [],
    phones: [],
    urls: [],
    impps: [],
    addresses: [],
    birthday: '',
    anniversary: '',
    note: '',
    categories: [],
    photo: '',
    favourite: false,
    others: [],
    ...fields,
  };
}
