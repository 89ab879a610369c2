import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayWidgets,
  hideWidget,
  isWidgetList,
  layoutOf,
  MAX_WIDGET_NAMES,
  moveWidget,
} from '../../../../src/domain/day/day-layout.js';

const widget = fc.constantFrom(...dayWidgets);
const names = fc.array(fc.oneof(widget, fc.string({ maxLength: 8 })), { maxLength: 12 });

describe('the widgets of My Day', () => {
  it('are each there once, whatever the order says [MD6]', () => {
    fc.assert(
      fc.property(names, names, (order, hidden) => {
        const layout = layoutOf(order, hidden);
        expect([...layout.order].sort()).toEqual([...dayWidgets].sort());
        const asked = [...new Set(order)].filter((name) => (dayWidgets as readonly string[]).includes(name));
        expect(layout.order.filter((name) => asked.includes(name))).toEqual(asked);
      }),
    );
    expect(layoutOf(['tasks', 'mail'], []).order).toEqual(['rooms', 'tasks', 'moment', 'mail', 'writing']);
  });

  it('are moved to where another one stands, the others keep their order [MD7]', () => {
    fc.assert(
      fc.property(names, widget, widget, (order, moved, to) => {
        const before = layoutOf(order, []).order;
        const after = layoutOf(moveWidget(order, moved, to), []).order;
        expect(after.indexOf(moved)).toBe(before.indexOf(to));
        expect(after.filter((name) => name !== moved)).toEqual(before.filter((name) => name !== moved));
        const unknown = order.filter((name) => !(dayWidgets as readonly string[]).includes(name));
        expect(moveWidget(order, moved, to)).toEqual(expect.arrayContaining(unknown));
      }),
    );
  });

  it('are hidden apart from their order [MD8]', () => {
    const hidden = hideWidget(['newer'], 'mail', true);
    expect(hidden).toEqual(['newer', 'mail']);
    expect(layoutOf([], hidden)).toEqual({ order: dayWidgets, hidden: ['mail'] });
    expect(hideWidget(hidden, 'mail', false)).toEqual(['newer']);
  });

  it('come as a list of so many names at most', () => {
    const list = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`);
    expect([0, MAX_WIDGET_NAMES, MAX_WIDGET_NAMES + 1].map((count) => isWidgetList(list(count)))).toEqual([
      true,
      true,
      false,
    ]);
    expect([isWidgetList('mail'), isWidgetList([1]), isWidgetList(['x'.repeat(MAX_WIDGET_NAMES + 1)])]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
