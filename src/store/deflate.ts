/** Automerge leaves a single change uncompressed. Below this size deflate gains nothing. */
const WORTH_DEFLATING = 1024;

async function pipe(bytes: Uint8Array, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Never inside a transaction: it is asynchronous, and not by Dexie. */
export async function deflate(bytes: Uint8Array): Promise<{ readonly data: Uint8Array; readonly deflated: boolean }> {
  if (bytes.byteLength < WORTH_DEFLATING) return { data: bytes, deflated: false };
  const data = await pipe(bytes, new CompressionStream('deflate-raw'));
  return data.byteLength < bytes.byteLength ? { data, deflated: true } : { data: bytes, deflated: false };
}

export async function inflate(chunk: { readonly data: Uint8Array; readonly deflated: boolean }): Promise<Uint8Array> {
  return chunk.deflated ? pipe(chunk.data, new DecompressionStream('deflate-raw')) : chunk.data;
}
