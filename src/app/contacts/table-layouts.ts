// What the columns of tables held the last time, on this device: a monthly export of the same program is mapped once.

/** Where it is kept; `localStorage` in the app. */
export type LayoutStore = Pick<Storage, 'getItem' | 'setItem'>;

export interface TableLayouts {
  /** The mapping of a table with these headings, if there was one. */
  find(columns: readonly string[]): readonly string[] | undefined;
  remember(columns: readonly string[], mapping: readonly string[]): void;
}

const KEY = 'ikebana/table-layouts';
const MAX_LAYOUTS = 50;
/** UTF-16 code units of the headings together; a wider table is not remembered. */
const MAX_HEADINGS = 4000;

type Layouts = readonly (readonly [headings: string, mapping: readonly string[]])[];

const keyOf = (columns: readonly string[]) => columns.map((column) => column.trim().toLowerCase()).join('\n');

/** @param store - `undefined` where the browser forbids it: then nothing is remembered. */
export function createTableLayouts(store: LayoutStore | undefined): TableLayouts {
  function read(): Layouts {
    try {
      const found = JSON.parse(store?.getItem(KEY) ?? '[]') as unknown;
      return Array.isArray(found) ? (found.filter(isLayout) as Layouts) : [];
    } catch {
      return [];
    }
  }
  return {
    find(columns) {
      const mapping = read().find(([headings]) => headings === keyOf(columns))?.[1];
      return mapping?.length === columns.length ? mapping : undefined;
    },
    remember(columns, mapping) {
      const key = keyOf(columns);
      if (key.length > MAX_HEADINGS) return;
      const others = read().filter(([headings]) => headings !== key);
      try {
        store?.setItem(KEY, JSON.stringify([[key, mapping], ...others].slice(0, MAX_LAYOUTS)));
      } catch {
        // No room: it is guessed again the next time.
      }
    },
  };
}

function isLayout(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const [headings, mapping] = value as unknown[];
  return (
    typeof headings === 'string' && Array.isArray(mapping) && mapping.every((target) => typeof target === 'string')
  );
}
