// The worker for PDFs, started for the first one, ended when one takes too long and when there is nothing more to read.
import { transfer } from 'comlink';
import { AppError } from '../../../domain/errors.js';
import { createWorkerHandle } from '../../connect-worker.js';
import type { PdfApi } from '../../pdf.api.js';

/** A PDF that takes longer is found by its name alone. */
const LIMIT_MS = 20_000;
/** Without work that long the worker is ended: it is 30 MB. */
const IDLE_MS = 20_000;

export interface PdfReader {
  /** Whether PDFs can be read now. Loads what reads them if that is not on this device yet. */
  isHere(): Promise<boolean>;
  /**
   * The words of a PDF; empty where there are none, or where it takes too long. Undefined when it cannot be read now.
   *
   * @param file - Handed over: it is not to be read afterwards.
   * @param limitMs - Less than what one PDF may take.
   */
  read(file: Uint8Array, limitMs?: number): Promise<string | undefined>;
}

export interface PdfReaderOptions {
  create(): Worker;
  /** Sees to it that the worker's script is on this device. */
  load(): Promise<boolean>;
  readonly limitMs?: number;
  readonly idleMs?: number;
}

export function createPdfReader({ create, load, limitMs = LIMIT_MS, idleMs = IDLE_MS }: PdfReaderOptions): PdfReader {
  const worker = createWorkerHandle<PdfApi>({ create });
  let idle: ReturnType<typeof setTimeout> | undefined;

  const end = (message: string) => worker.stop(new AppError('worker/timeout', message));

  async function isHere(): Promise<boolean> {
    if (!(await load())) return false;
    return worker.call((api) => api.isReady()).catch(() => false);
  }

  return {
    isHere,
    async read(file, most = limitMs) {
      clearTimeout(idle);
      // One that was ended is started again outside the time limit of a PDF.
      if (!(await isHere())) return undefined;
      try {
        return await worker.call(
          (api) => api.text(transfer(file, [file.buffer as ArrayBuffer])),
          Math.min(most, limitMs),
        );
      } catch {
        // It took too long, or all memory: whatever else is to be read is read by a new one.
        end('A PDF takes too long.');
        return '';
      } finally {
        clearTimeout(idle);
        idle = setTimeout(() => end('There is nothing more to read.'), idleMs);
      }
    },
  };
}
