import { openPicture } from '../contacts/photo-file.js';

/** Longest side of a stored picture of a room, pixels. */
const SIDE = 1024;

/**
 * A picture of a room, kept on this device: smaller, and without what the camera wrote into it.
 *
 * @returns its name; undefined when the file is no picture.
 */
export async function roomPhoto(file: Blob, keep: (file: Blob) => Promise<string>): Promise<string | undefined> {
  const picture = await openPicture(file);
  if (typeof picture === 'string') return undefined;
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82));
  return blob === null ? undefined : keep(blob);
}
