import { hueOfRgb } from '../../domain/calendar/rgb-hue.js';

const known = new Map<string, number | undefined>();
let context: OffscreenCanvasRenderingContext2D | null | undefined;

/**
 * OKLCH hue 0–360 of any CSS colour the browser knows: names, hex, rgb(), oklch() and the rest.
 *
 * @returns `undefined` for greys, for what is no colour, and where there is no canvas (Node).
 */
export function hueOfCssColor(color: string): number | undefined {
  if (!known.has(color)) known.set(color, readHue(color));
  return known.get(color);
}

function readHue(color: string): number | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  context ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (context === null || !CSS.supports('color', color)) return undefined;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return hueOfRgb(red, green, blue);
}
