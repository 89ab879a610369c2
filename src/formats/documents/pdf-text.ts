// Text of a PDF, by pdf.js (ISO 32000-2 §9.10). Loaded only where a PDF is read: it is 1.6 MB.
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'unpdf/pdfjs';

/** How much of a PDF is read. */
export interface PdfLimits {
  readonly maxPages: number;
  readonly maxLetters: number;
  /** Asked between pieces of work: what was read so far is enough. */
  isOver(): boolean;
}

/**
 * The words of its pages, a line each where the PDF has lines. Empty where there are none to read: it is broken, needs a password, is made
 * of pictures, or of signs whose meaning only tables say that pdf.js has beside it.
 *
 * @param bytes - Handed over: they are not to be read afterwards.
 */
export async function textOfPdf(bytes: Uint8Array, limits: PdfLimits): Promise<string> {
  const loading = getDocument({
    data: bytes,
    // Hostile input: no code is made of what is in it, nothing is fetched, no font is given to the browser, no picture decoded.
    isEvalSupported: false,
    useWorkerFetch: false,
    useWasm: false,
    useSystemFonts: false,
    disableFontFace: true,
    disableAutoFetch: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 1,
    enableXfa: false,
    // A font that is not in the file is read by the names of its signs.
    standardFontDataUrl: undefined,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return await textOfPages(await loading.promise, limits);
  } catch {
    return '';
  } finally {
    await loading.destroy().catch(() => undefined);
  }
}

async function textOfPages(pdf: PDFDocumentProxy, limits: PdfLimits): Promise<string> {
  const texts: string[] = [];
  let left = limits.maxLetters;
  // What a file says of its pages may be anything: one that is not there ends the reading, several broken ones, too.
  let broken = 0;
  for (let page = 1; page <= Math.min(pdf.numPages, limits.maxPages); page += 1) {
    if (left <= 0 || limits.isOver() || broken > MAX_BROKEN) break;
    try {
      const text = await textOfPage(pdf, page, left, limits);
      texts.push(text);
      left -= text.length + 1;
    } catch {
      broken += 1;
    }
  }
  return texts.join('\n').slice(0, limits.maxLetters);
}

/** Attack: a million pages of which none is there. */
const MAX_BROKEN = 20;

async function textOfPage(pdf: PDFDocumentProxy, number: number, most: number, limits: PdfLimits): Promise<string> {
  const page = await pdf.getPage(number);
  const reader = page.streamTextContent().getReader();
  let text = '';
  try {
    while (text.length < most && !limits.isOver()) {
      const step = await reader.read();
      if (step.done) break;
      for (const item of step.value.items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
    }
  } finally {
    // Not waited for: the other end answers once it is through.
    reader.cancel(new Error('Enough was read.')).catch(() => undefined);
    page.cleanup();
  }
  return text.slice(0, most);
}
