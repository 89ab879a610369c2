/** The kept picture of My Day (src/first-paint.ts), if it is there, goes. */
export function endFirstPicture(): void {
  dispatchEvent(new Event('ik-picture-over'));
}

/** Whether it is there. */
export const isFirstPictureShown = () => document.getElementById('ik-first-picture') !== null;
