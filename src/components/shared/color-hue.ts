let pen: OffscreenCanvasRenderingContext2D | null | undefined;
const hues = new Map<string, number>();

/**
 * OKLCH hue 0–360 of a CSS colour: names, hex, rgb() and the rest. `undefined` for greys and what is no colour, and in
 * browsers that cannot take a colour apart.
 */
export function hueOfColor(color: string): number | undefined {
  const hue = hues.get(color) ?? readHue(color);
  if (hue !== undefined) hues.set(color, hue); // the others may be without end
  return hue;
}

/** Chroma below this is grey; the hue says nothing then. */
const GREY = 0.02;

function readHue(color: string): number | undefined {
  pen ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (pen === null) return undefined;
  pen.fillStyle = '#000'; // stays when the next is not understood
  pen.fillStyle = `oklch(from ${color} l c h)`;
  const [, chroma, hue] = /\((\S+) (\S+) (\S+)\)/.exec(pen.fillStyle)?.slice(1).map(Number) ?? [];
  return chroma !== undefined && chroma > GREY && hue !== undefined ? Math.round(hue) : undefined;
}

/** Hue of what has a colour of its own. */
export function ownHue({ hue, color }: { readonly hue?: number; readonly color?: string }): number | undefined {
  return hue ?? (color === undefined ? undefined : hueOfColor(color));
}
