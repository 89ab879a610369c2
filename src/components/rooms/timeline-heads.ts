// What stands above the rows of a timeline: hours of a day, or days of a week.
import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { headsOf, type Scale } from './timeline-scale.js';

export const spanClass = ({ days }: Scale): 'day' | 'week' => (days === 1 ? 'day' : 'week');

/** @param now - Epoch ms. */
export function timelineHeads(scale: Scale, text: LocalFormats, now: number): TemplateResult {
  return html`<div class=${`heads ${spanClass(scale)}`} role="rowgroup"><div class="head" role="row" aria-rowindex="1">
    <div class="corner" role="columnheader">${msg('Room')}</div>
    <div class="hours" role="columnheader" aria-label=${scale.days === 1 ? msg('Hours') : msg('Days')}>${headsOf(scale, text, now).map(({ at, text: name, isToday }) => html`<span class=${isToday ? 'today' : ''} .style=${`--at:${at}`}>${name}</span>`)}</div>
  </div></div>`;
}
