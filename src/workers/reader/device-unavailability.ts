// Hours of availability that other programs wrote (VAVAILABILITY), by whose they are (rule BS9).
import type { BusyInterval, Interval } from '../../domain/calendar/availability/availability.js';
import { addressKey, isAmong } from '../../domain/calendar/itip/people.js';
import {
  readAvailabilities,
  type Unavailability,
  unavailableTimes,
} from '../../domain/calendar/slots/available-times.js';
import { slotComponent } from '../../domain/calendar/slots/read-slots.js';

export interface DeviceUnavailability {
  /** @param locked - Of a read-only calendar: what does not say whose it is, is not one's own. */
  add(text: string, locked: boolean): void;
  /** @param address - '' is the person themselves. */
  of(address: string): readonly BusyInterval[];
}

/** @param own - The person's own addresses. @param timeZone - IANA; of times without zone. */
export function createDeviceUnavailability(
  own: readonly string[],
  window: Interval,
  timeZone: string,
): DeviceUnavailability {
  const said = new Map<string, Unavailability[]>();
  const keyOf = (address: string) => (address === '' || isAmong(address, own) ? '' : addressKey(address));
  return {
    add(text, locked) {
      // A schedule of slots says when one can be booked, not that one is away otherwise (rule BS2).
      if (!/^BEGIN:VAVAILABILITY/im.test(text) || slotComponent(text) !== undefined) return;
      for (const one of readAvailabilities(text, window, timeZone)) {
        if (one.organizer === '' && locked) continue;
        const key = keyOf(one.organizer);
        said.set(key, [...(said.get(key) ?? []), one]);
      }
    },
    of: (address) => unavailableTimes(said.get(keyOf(address)) ?? []),
  };
}
