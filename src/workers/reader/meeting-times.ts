import { findSlots } from '../../domain/calendar/availability/find-slots.js';
import type { Settings } from '../../domain/settings/settings.js';
import type { Clock } from '../../domain/time/clock.js';
import type { MeetingRequest, MeetingTimes } from '../query.api.js';
import { createDeviceAvailability, type DeviceAvailabilityOptions } from './device-availability.js';

export interface MeetingSources extends Pick<DeviceAvailabilityOptions, 'store' | 'collections' | 'occurrences'> {
  readonly settings: () => Promise<Settings>;
  readonly clock: Clock;
}

/** Availability of all, the one who asks first, and the best times from now on. */
export async function readMeetingTimes(sources: MeetingSources, request: MeetingRequest): Promise<MeetingTimes> {
  const { people, duration, window, buffer, timeZone, uid } = request;
  const { addresses: own, workingHours } = await sources.settings();
  const source = createDeviceAvailability({ ...sources, own, timeZone, uid });
  const availability = await source.availability(['', ...people.map(({ address }) => address)], window);
  const hours = { timeZone, days: workingHours };
  const slots = findSlots({
    people: availability.map((one, index) => ({
      availability: one,
      required: people[index - 1]?.required ?? true,
      // Of others nobody knows when they work.
      ...(index === 0 && { hours }),
    })),
    duration,
    window: { start: Math.max(window.start, sources.clock.now()), end: window.end },
    buffer,
  });
  return { availability, slots };
}
