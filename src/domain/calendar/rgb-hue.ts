/** Less chroma than this is grey to the eye: its hue would be noise. */
const GREY = 0.02;

/**
 * OKLCH hue in whole degrees, 0–359, of an sRGB colour (parts 0–255); `undefined` for greys.
 *
 * @see CSS Color 4 §10.9, sample code for Oklab
 */
export function hueOfRgb(red: number, green: number, blue: number): number | undefined {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const yellowness = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  if (Math.hypot(a, yellowness) < GREY) return undefined;
  return Math.round((Math.atan2(yellowness, a) * 180) / Math.PI + 360) % 360;
}

function linear(part: number): number {
  const value = part / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
