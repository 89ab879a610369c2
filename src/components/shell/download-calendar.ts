import { AppError } from '../../domain/errors.js';

/** A server may send without end; larger files can be downloaded by the person and dropped. */
export const MAX_DOWNLOAD_BYTES = 100_000_000;

export type Download =
  | { readonly kind: 'file'; readonly file: File }
  /** The server cannot be reached, or forbids other sites to read it: browsers do not tell which. */
  | { readonly kind: 'blocked' }
  /** It answered with an HTTP status that is none of success. */
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Fetches a calendar file: without cookies, without telling where from. Never rejects. */
export async function downloadCalendar(url: URL, signal: AbortSignal): Promise<Download> {
  let response: Response;
  try {
    response = await fetch(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
  } catch {
    return { kind: 'blocked' };
  }
  if (!response.ok) return { kind: 'refused', status: response.status };
  try {
    return { kind: 'file', file: await readFile(response, fileNameOf(url)) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

async function readFile(response: Response, name: string): Promise<File> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > MAX_DOWNLOAD_BYTES) {
      await reader?.cancel();
      throw new AppError('input/too-large', 'too many bytes', { file: name, limit: MAX_DOWNLOAD_BYTES });
    }
    parts.push(part.value);
  }
  return new File(parts, name, { type: response.headers.get('content-type') ?? '' });
}

function fileNameOf(url: URL): string {
  const last = url.pathname.split('/').filter(Boolean).at(-1) ?? url.host;
  return /\.(ics|vcf)$/i.test(last) ? last : `${last}.ics`;
}
