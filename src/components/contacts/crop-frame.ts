// A square frame over a picture that is moved and zoomed behind it: pure geometry.
import { type Crop, middleOf } from './photo-file.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Below this many pixels of the picture a photo is a blur. */
const MIN_SIDE = 64;

/** How often the whole fits: 1 shows the largest square, this the smallest. */
export function maxZoom({ width, height }: Size): number {
  return Math.max(1, Math.min(8, Math.min(width, height) / MIN_SIDE));
}

/** How far a crop is zoomed in. */
export const zoomOf = (picture: Size, { side }: Crop): number => Math.min(picture.width, picture.height) / side;

/** The crop moved inside the picture's edges. */
function inside({ width, height }: Size, { x, y, side }: Crop): Crop {
  return { x: Math.max(0, Math.min(x, width - side)), y: Math.max(0, Math.min(y, height - side)), side };
}

/** Moved by pixels of the picture. */
export function moveCrop(picture: Size, crop: Crop, dx: number, dy: number): Crop {
  return inside(picture, { ...crop, x: crop.x + dx, y: crop.y + dy });
}

/**
 * Zoomed so that one point of the picture stays where it is in the frame.
 *
 * @param at - That point, as shares of the frame's sides; its middle when absent.
 */
export function zoomCrop(picture: Size, crop: Crop, zoom: number, at: { x: number; y: number } = MIDDLE): Crop {
  const side = middleOf(picture).side / Math.max(1, Math.min(zoom, maxZoom(picture)));
  const x = crop.x + (crop.side - side) * at.x;
  const y = crop.y + (crop.side - side) * at.y;
  return inside(picture, { x, y, side });
}

const MIDDLE = { x: 0.5, y: 0.5 };
