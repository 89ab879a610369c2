// Sizes as people type them.

export const KB = 1024;
export const MB = 1024 * 1024;

/** A number and its unit: megabytes where that is a number without a long fraction. */
export function splitSize(octets: number): { readonly count: number; readonly unit: number } {
  const unit = octets >= MB && octets % (MB / 4) === 0 ? MB : KB;
  return { count: Math.round((octets / unit) * 100) / 100, unit };
}

export function sizeText(octets: number, locale: string): string {
  const { count, unit } = splitSize(octets);
  const style = { style: 'unit', unit: unit === MB ? 'megabyte' : 'kilobyte' } as const;
  return new Intl.NumberFormat(locale, style).format(count);
}
