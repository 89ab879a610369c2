/** Pictures straight from a camera are below this; decoding more would take the tab's memory. */
export const MAX_PHOTO_BYTES = 30_000_000;
/** Side of the stored square, in pixels: sharp on a phone's card, and 30–80 kB in the vCard. */
export const PHOTO_SIDE = 512;
/** Attack, or bad luck: a picture of noise. It is written again with less quality until it is smaller. */
export const MAX_PHOTO_CHARACTERS = 200_000;
/** Longest side of the picture that is worked on, in pixels: more is not seen, and a telephone has no memory for it. */
const MAX_WORKING_SIDE = 2048;
const QUALITIES = [0.86, 0.7, 0.5, 0.3];

/** What is cut out of a picture: a square, in pixels of the picture. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/**
 * Reads a picture, turned as the camera says. The browser decodes and scales it outside the page's thread. Call `close()`
 * on it when it is done with.
 *
 * @returns `too-large` or `no-picture` when it cannot be used.
 */
export async function openPicture(file: Blob): Promise<ImageBitmap | 'too-large' | 'no-picture'> {
  if (file.size > MAX_PHOTO_BYTES) return 'too-large';
  try {
    const whole = await createImageBitmap(file);
    const longest = Math.max(whole.width, whole.height);
    if (longest <= MAX_WORKING_SIDE) return whole;
    const scale = MAX_WORKING_SIDE / longest;
    const small = await createImageBitmap(whole, {
      resizeWidth: Math.max(1, Math.round(whole.width * scale)),
      resizeHeight: Math.max(1, Math.round(whole.height * scale)),
      resizeQuality: 'high',
    });
    whole.close();
    return small;
  } catch {
    return 'no-picture';
  }
}

/** The middle square. */
export function middleOf({ width, height }: { readonly width: number; readonly height: number }): Crop {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}

/**
 * A square of a picture as a `data:` URI: JPEG, which every address book reads, of at most 512 × 512 pixels. Whatever
 * else the file carried (place, camera, hidden data) is left behind.
 */
export async function cropPicture(picture: ImageBitmap, { x, y, side }: Crop): Promise<string> {
  const size = Math.max(1, Math.min(PHOTO_SIDE, Math.round(side)));
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('There is no canvas to draw on.');
  context.fillStyle = 'white'; // JPEG has no transparency; without this it turns black
  context.fillRect(0, 0, size, size);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, x, y, side, side, 0, 0, size, size);
  let uri = '';
  for (const quality of QUALITIES) {
    uri = await encode(canvas, quality);
    if (uri.length <= MAX_PHOTO_CHARACTERS) break;
  }
  return uri;
}

/** `toBlob` encodes outside the page's thread, unlike `toDataURL`. */
async function encode(canvas: HTMLCanvasElement, quality: number): Promise<string> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (blob === null) throw new Error('The picture could not be written.');
  return dataUriOf(blob);
}

/** A file as a `data:` URI. */
export function dataUriOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.readAsDataURL(blob);
  });
}
