// What was chosen in the command box lately, on this device (rule SL11 in docs/rules/shell.md): no titles, no addresses.

const KEPT = 'ik-recent';
const MAX_KEPT = 50;

/** Says nothing of what it names to whoever reads the storage of a locked app. */
function shortName(key: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MAX_KEPT) : [];
  } catch {
    return []; // storage is blocked, or something else wrote there
  }
}

/** @param key - An address of the app, or a command's id. */
export function noteChoice(key: string): void {
  const name = shortName(key);
  try {
    localStorage.setItem(KEPT, JSON.stringify([name, ...read().filter((one) => one !== name)].slice(0, MAX_KEPT)));
  } catch {
    // storage is blocked: nothing is ranked
  }
}

/** 0 is the latest; infinite for what was not chosen lately. Read once, for a list. */
export function recencyOf(): (key: string) => number {
  const places = new Map(read().map((name, place) => [name, place]));
  return (key) => places.get(shortName(key)) ?? Number.POSITIVE_INFINITY;
}

/** What was chosen lately first, the latest before others; the rest stays in its order. */
export function byRecency<T>(list: readonly T[], keyOf: (one: T) => string, recency = recencyOf()): readonly T[] {
  const places = new Map(list.map((one) => [one, recency(keyOf(one))]));
  return [...list].sort((a, b) => {
    const [first, second] = [places.get(a)!, places.get(b)!];
    return first === second ? 0 : first - second;
  });
}
