import { AppError } from '../../domain/errors.js';

/**
 * The body of an answer, which may lie about its length or never end.
 *
 * @throws {AppError} `input/too-large` as soon as it is clear.
 */
export async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new AppError('input/too-large', 'The file is too large.', { maxBytes });
  if (Number(response.headers.get('content-length')) > maxBytes) throw tooLarge();
  let length = 0;
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        length += chunk.byteLength;
        if (length > maxBytes) throw tooLarge();
        controller.enqueue(chunk);
      },
    }),
  );
  return new Uint8Array(await new Response(counted).arrayBuffer());
}
