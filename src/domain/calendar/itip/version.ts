// Which of two versions of a component is the newer one (RFC 5546 §2.1.4–2.1.5).
import type { Component } from '../../items/component.js';
import { propertyValue } from '../../items/component.js';
import { readMomentValue } from '../../items/moment.js';

export interface Version {
  /** SEQUENCE, 0 when it is missing or no number. */
  readonly sequence: number;
  /** DTSTAMP as an instant; -Infinity when it is missing. */
  readonly stamp: number;
}

export function versionOf(component: Component): Version {
  const sequence = Number.parseInt(propertyValue(component, 'SEQUENCE') ?? '', 10);
  return {
    sequence: Number.isSafeInteger(sequence) && sequence > 0 ? sequence : 0,
    stamp: readMomentValue(propertyValue(component, 'DTSTAMP') ?? '')?.local ?? Number.NEGATIVE_INFINITY,
  };
}

/** Below 0 when `a` is the older one: SEQUENCE counts first, then DTSTAMP. */
export function compareVersions(a: Version, b: Version): number {
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  return a.stamp === b.stamp ? 0 : a.stamp < b.stamp ? -1 : 1;
}
