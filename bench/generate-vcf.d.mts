export function generateVcf(options: {
  readonly contacts: number;
  readonly seed?: number;
  readonly version?: '2.1' | '3.0' | '4.0';
}): string;
