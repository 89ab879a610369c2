// What conversion between versions of vCard needs in both directions.
import { splitCardLines } from '../../domain/contacts/card-lines.js';
import type { CardLineParts } from '../../domain/contacts/write-card-line.js';
import type { Param } from '../../domain/items/content-line.js';

/** Properties whose value is a file: inline, or somewhere. */
export const MEDIA = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

export const line = (name: string, value: string, params: readonly Param[] = [], group = ''): CardLineParts => ({
  group,
  name,
  params,
  value,
});

export const without = (params: readonly Param[], ...names: readonly string[]): Param[] =>
  params.filter(({ name }) => !names.includes(name));

export const valueOfParam = (params: readonly Param[], name: string): string =>
  params.find((param) => param.name === name)?.values[0] ?? '';

/** Takes TYPE values out that `drop` names. */
export function dropTypes(params: readonly Param[], drop: (type: string) => boolean): Param[] {
  return params.flatMap(({ name, values }) => {
    if (name !== 'TYPE') return [{ name, values }];
    const kept = values.filter((value) => !drop(value.toLowerCase()));
    return kept.length === 0 ? [] : [{ name, values: kept }];
  });
}

/** Texts of the cards inside a card: 2.1 writes an AGENT so. */
export function nestedCards(text: string): string[] {
  const cards: string[] = [];
  let open: string[] = [];
  let depth = 0;
  for (const { raw, text: written } of splitCardLines(text)) {
    const mark = /^(BEGIN|END)\s*:/i.exec(written)?.[1]?.toUpperCase();
    if (mark === 'BEGIN') depth += 1;
    if (depth > 1) open.push(raw);
    if (mark === 'END') {
      depth -= 1;
      if (depth === 1) {
        cards.push(open.join('\r\n'));
        open = [];
      }
    }
  }
  return cards;
}

/** One TYPE parameter, and N's five and ADR's seven components: older programs leave out the last ones. */
export function tidyLine({ name, value, params, group }: CardLineParts): CardLineParts {
  const wanted = name === 'N' ? 5 : name === 'ADR' ? 7 : 0;
  const separators = wanted === 0 ? 0 : value.replace(/\\[\s\S]/g, '').split(';').length - 1;
  const padding = value === '' ? 0 : Math.max(0, wanted - 1 - separators);
  return { group, name, params: mergeTypes(params), value: value + ';'.repeat(padding) };
}

function mergeTypes(params: readonly Param[]): readonly Param[] {
  const types = params.filter(({ name }) => name === 'TYPE');
  if (types.length < 2) return params;
  const values = [...new Set(types.flatMap((type) => type.values))];
  return params.flatMap((param) =>
    param.name !== 'TYPE' ? [param] : param === types[0] ? [{ name: 'TYPE', values }] : [],
  );
}
