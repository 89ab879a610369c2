/** Builds the relay for plain Node into a folder, absolute or from the repository. */
export function buildRelay(outDir?: string): Promise<void>;
