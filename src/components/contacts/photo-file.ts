/** Pictures straight from a camera are below this; decoding more would take the tab's memory. */
export const MAX_PHOTO_BYTES = 30_000_000;
/** Side of the stored square, in pixels: sharp on a phone's card, and 30–80 kB in the vCard. */
const SIDE = 512;
/** A PNG larger than this is a photograph in the wrong format. */
const MAX_PNG_CHARACTERS = 400_000;

/**
 * The middle square of a picture as a `data:` URI of at most 512 × 512 pixels. Whatever else the file carries (place,
 * camera, hidden data) is left behind.
 *
 * @returns `too-large` or `no-picture` when it cannot be used.
 */
export async function readPhoto(file: Blob): Promise<{ readonly photo: string } | 'too-large' | 'no-picture'> {
  if (file.size > MAX_PHOTO_BYTES) return 'too-large';
  let image: ImageBitmap;
  try {
    image = await createImageBitmap(file);
  } catch {
    return 'no-picture';
  }
  const side = Math.min(image.width, image.height);
  const size = Math.min(SIDE, side);
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (context === null || size === 0) return 'no-picture';
  context.imageSmoothingQuality = 'high';
  const crop = [(image.width - side) / 2, (image.height - side) / 2, side, side] as const;
  context.drawImage(image, ...crop, 0, 0, size, size);
  const png = file.type === 'image/png' ? canvas.toDataURL('image/png') : '';
  if (png !== '' && png.length <= MAX_PNG_CHARACTERS) {
    image.close();
    return { photo: png };
  }
  context.fillStyle = 'white'; // JPEG has no transparency; without this it turns black
  context.fillRect(0, 0, size, size);
  context.drawImage(image, ...crop, 0, 0, size, size);
  image.close();
  return { photo: canvas.toDataURL('image/jpeg', 0.86) };
}
