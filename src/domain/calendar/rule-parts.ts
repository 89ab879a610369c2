// Parts of an RRULE value as text, so that what is not understood stays.

/** `[NAME, value]` in the order written; names in upper case. */
export function ruleParts(rule: string): readonly (readonly [name: string, value: string])[] {
  return rule.split(';').flatMap((part) => {
    const equals = part.indexOf('=');
    const name = (equals === -1 ? part : part.slice(0, equals)).trim().toUpperCase();
    return name === '' ? [] : [[name, equals === -1 ? '' : part.slice(equals + 1).trim()] as const];
  });
}

/** The value of one part, '' when there is none. */
export function rulePart(rule: string, name: string): string {
  return ruleParts(rule).find(([own]) => own === name)?.[1] ?? '';
}

/** The rule with another value of one part; '' takes the part out. A new part stands last. */
export function withRulePart(rule: string, name: string, value: string): string {
  const parts = ruleParts(rule);
  const known = parts.some(([own]) => own === name);
  const changed = known
    ? parts.map(([own, old]) => [own, own === name ? value : old] as const)
    : [...parts, [name, value] as const];
  return changed
    .filter(([own, text]) => own !== name || text !== '')
    .map(([own, text]) => (text === '' ? own : `${own}=${text}`))
    .join(';');
}
