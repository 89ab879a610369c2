// A form was open while the item changed elsewhere: what each of the two changed is kept.

interface Identified {
  readonly id: string;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function isIdentified(value: unknown): value is readonly Identified[] {
  return Array.isArray(value) && value.every((entry) => typeof (entry as Identified | null)?.id === 'string');
}

/** Values that a key names, such as telephone numbers, one by one: added, changed and removed by either side. */
export function mergeLists<T>(
  before: readonly T[],
  after: readonly T[],
  now: readonly T[],
  keyOf: (value: T) => string,
): readonly T[] {
  const old = new Map(before.map((entry) => [keyOf(entry), entry]));
  const current = new Map(now.map((entry) => [keyOf(entry), entry]));
  const kept = new Set(after.map(keyOf));
  const own = after.flatMap((entry) => {
    if (!isSame(entry, old.get(keyOf(entry)))) return [entry];
    const other = current.get(keyOf(entry));
    return other === undefined ? [] : [other];
  });
  return [...own, ...now.filter((entry) => !old.has(keyOf(entry)) && !kept.has(keyOf(entry)))];
}

const idOf = ({ id }: Identified) => id;

/**
 * The fields as they are now, with what a form changed.
 *
 * @param before - As they were when the form was opened.
 * @param after - As the form has them.
 * @param now - As they are stored.
 */
export function mergeFields<T extends object>(before: T, after: T, now: T): T {
  const merged = { ...now };
  for (const key of Object.keys(after) as (keyof T)[]) {
    const [old, own, current] = [before[key], after[key], now[key]];
    if (isSame(old, own)) continue;
    const isList = isIdentified(old) && isIdentified(own) && isIdentified(current);
    merged[key] = isList ? (mergeLists(old, own, current, idOf) as T[keyof T]) : own;
  }
  return merged;
}
