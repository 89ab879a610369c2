import { msg, str } from '@lit/localize';
import type { Slot, SlotReason } from '../../../domain/calendar/availability/find-slots.js';

/** Why a time is good, or what speaks against it. @param nameOf - Of an address; '' is the person who asks. */
export function slotText({ reasons }: Slot, nameOf: (address: string) => string): string {
  return reasons
    .map((reason) =>
      reason.code === 'everyone-free' ? msg('Everyone is free') : reasonText(reason.code, nameOf(reason.address)),
    )
    .join(' · ');
}

function reasonText(code: Exclude<SlotReason['code'], 'everyone-free'>, who: string): string {
  switch (code) {
    case 'busy':
      return msg(str`${who}: busy (optional)`);
    case 'away':
      return msg(str`${who}: away (optional)`);
    case 'tentative':
      return msg(str`${who}: perhaps busy`);
    case 'unknown':
      return msg(str`${who}: not known`);
    case 'outside-hours':
      return msg(str`${who}: outside working hours`);
    case 'close':
      return msg(str`${who}: little time to get there`);
  }
}
