const NUMBER = String.raw`[+-]?\d{1,3}(?:\.\d{1,15})?`;
const POSITION = new RegExp(String.raw`^\s*(?:geo:)?\s*(${NUMBER})\s*[,;\s]\s*(${NUMBER})\s*(?:[,;].*)?$`, 'is');

/**
 * Latitude and longitude in degrees as `47.3769, 8.5417`, of GEO in any version (RFC 6350 §6.5.2 is a `geo:` URI, before
 * it was `47.3769;8.5417`) or of what a person typed. `undefined` where there is no such place on Earth.
 */
export function readPosition(text: string): string | undefined {
  const [, latitude = '', longitude = ''] = POSITION.exec(text.replaceAll('\\', '')) ?? [];
  if (latitude === '' || Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180) return undefined;
  return `${latitude}, ${longitude}`;
}
