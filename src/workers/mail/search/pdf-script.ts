// The PDF worker's script: not among what an installed app fetches at once, kept from when it was first needed.
import pdfUrl from '../../pdf.worker.ts?worker&url';

/** Where the service worker finds scripts that were fetched late (src/service-worker.ts). */
const LATE_SCRIPTS = 'ikebana-late';

/** @returns whether the script is on this device, or can be had. */
export async function loadPdfScript(): Promise<boolean> {
  if (import.meta.env.DEV) return true;
  // Without a safe address, or with a disk that is full, there is no cache: then it is fetched each time.
  const cache = await globalThis.caches?.open(LATE_SCRIPTS).catch(() => undefined);
  if ((await cache?.match(pdfUrl).catch(() => undefined)) !== undefined) return true;
  if (!navigator.onLine) return false;
  const answer = await fetch(pdfUrl).catch(() => undefined);
  // Servers that answer every address with a page do so where a later version's script has another name.
  if (answer?.ok !== true || !/javascript/.test(answer.headers.get('Content-Type') ?? '')) return false;
  try {
    await cache?.put(pdfUrl, answer);
    const address = new URL(pdfUrl, location.href).href;
    for (const old of (await cache?.keys()) ?? []) if (old.url !== address) await cache?.delete(old);
  } catch {
    // as without a cache
  }
  return true;
}

export const createPdfWorker = (): Worker => new Worker(pdfUrl, { type: 'module', name: 'pdf' });
