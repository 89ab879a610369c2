import { AnswerError } from './failure.js';
import { type Json, readRecord } from './read-value.js';

/**
 * An answer's bytes, read only as far as the limit.
 *
 * @throws {AnswerError} There are more.
 */
export async function readBytes(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooMany = () => new AnswerError(`More than ${limit} bytes`);
  if (Number(response.headers.get('content-length')) > limit) {
    await response.body?.cancel();
    throw tooMany();
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      throw tooMany();
    }
    parts.push(part.value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}

/** @throws {AnswerError} It is too long, no JSON, or no object. */
export async function readJson(response: Response, limit: number): Promise<Json> {
  const text = new TextDecoder().decode(await readBytes(response, limit));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AnswerError('No JSON');
  }
  return readRecord(value, 'The answer');
}
