// Which widgets My Day shows, and in which order (MD6–MD8). Each of the two is a setting of its own.

/** Where they usually stand. */
export const dayWidgets = ['moment', 'mail', 'rooms', 'tasks', 'writing'] as const;
export type DayWidget = (typeof dayWidgets)[number];
/** Those of a kept picture: writing help is there only once it is known to be set up (WH6). */
export type PictureWidget = Exclude<DayWidget, 'writing'>;

export interface DayLayout {
  readonly order: readonly DayWidget[];
  readonly hidden: readonly DayWidget[];
}

/** Attack: a setting with a million names. Far more than there will ever be widgets. */
export const MAX_WIDGET_NAMES = 50;

const isWidget = (name: unknown): name is DayWidget => (dayWidgets as readonly unknown[]).includes(name);

/** Whether a value can be a list of widgets: names that this version does not know are of a newer one, and kept. */
export function isWidgetList(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_WIDGET_NAMES &&
    value.every((name) => typeof name === 'string' && name.length <= MAX_WIDGET_NAMES)
  );
}

/** Every widget once: those that are named in their order, others before the one that usually follows them. */
export function layoutOf(order: readonly string[], hidden: readonly string[]): DayLayout {
  const named = [...new Set(order.filter(isWidget))];
  for (const [index, widget] of dayWidgets.entries()) {
    if (named.includes(widget)) continue;
    const follower = dayWidgets.slice(index + 1).find((other) => named.includes(other));
    named.splice(follower === undefined ? named.length : named.indexOf(follower), 0, widget);
  }
  return { order: named, hidden: dayWidgets.filter((widget) => hidden.includes(widget)) };
}

/**
 * Puts a widget where another one stands; those between move up.
 *
 * @param names - As stored: names of newer versions stay where they are.
 */
export function moveWidget(names: readonly string[], widget: DayWidget, to: DayWidget): readonly string[] {
  const order = [...layoutOf(names, []).order, ...names.filter((name) => !isWidget(name))];
  const target = order.indexOf(to);
  const others = order.filter((name) => name !== widget);
  others.splice(target, 0, widget);
  return others;
}

/** Shows or hides a widget. */
export function hideWidget(hidden: readonly string[], widget: DayWidget, hide: boolean): readonly string[] {
  const others = hidden.filter((name) => name !== widget);
  return hide ? [...others, widget] : others;
}
