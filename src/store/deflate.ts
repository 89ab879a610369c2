/** Automerge leaves a single change uncompressed. Below this size deflate gains nothing. */
const WORTH_DEFLATING = 1024;

/** Without a blob on the way: browsers keep those in another process, which costs more than to deflate. */
async function pipe(bytes: Uint8Array, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const writer = through.writable.getWriter();
  const written = writer.write(bytes as BufferSource).then(() => writer.close());
  written.catch(() => {}); // whoever reads gets the error
  const reader = (through.readable as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    parts.push(step.value);
    length += step.value.length;
  }
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
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
