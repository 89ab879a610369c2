/** The code of the head's classic script. */
export function buildFirstPaint(): Promise<string>;
