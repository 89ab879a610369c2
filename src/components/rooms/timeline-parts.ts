// Parts of a timeline: what stands above its rows, hours of a day or days of a week, and what stands in a row beside its bookings.
import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Room } from '../../domain/rooms/room.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { closedStretches, headsOf, type Scale, stretches } from './timeline-scale.js';

export const spanClass = ({ days }: Scale): 'day' | 'week' => (days === 1 ? 'day' : 'week');

/** @param now - Epoch ms. */
export function timelineHeads(scale: Scale, text: LocalFormats, now: number): TemplateResult {
  return html`<div class=${`heads ${spanClass(scale)}`} role="rowgroup"><div class="head" role="row" aria-rowindex="1">
    <div class="corner" role="columnheader">${msg('Room')}</div>
    <div class="hours" role="columnheader" aria-label=${scale.days === 1 ? msg('Hours') : msg('Days')}>${headsOf(scale, text, now).map(({ at, text: name, isToday }) => html`<span class=${isToday ? 'today' : ''} .style=${`--at:${at}`}>${name}</span>`)}</div>
  </div></div>`;
}

/** A free time that somebody looks for, points at or is at with the keys. @param text - '' where there is no room for it. */
export function freeTemplate(scale: Scale, slot: Slot, isCursor: boolean, text: string): readonly TemplateResult[] {
  return stretches(scale, slot).map(
    ({ start, size }) =>
      html`<span class=${classMap({ free: true, cursor: isCursor })} .style=${`--at:${start};--size:${size}`}>${text}</span>`,
  );
}

/** When the room cannot be booked. */
export function closedTemplate(scale: Scale, room: Room): readonly TemplateResult[] {
  return closedStretches(scale, room).map(
    ({ start, size }) => html`<span class="closed" .style=${`--at:${start};--size:${size}`}></span>`,
  );
}
