/** Builds the gateway for plain Node into a folder, absolute or from the repository. */
export function buildGateway(outDir?: string): Promise<void>;
