import { textOfPdf } from '../formats/documents/pdf-text.js';
import { exposeApi } from './expose-api.js';
import { boundBuffers, closeDoors, MAX_BUFFER } from './pdf/close-doors.js';
import type { PdfApi } from './pdf.api.js';

/** Pages of one PDF that are read, and letters of all of them: of a message 20,000 words are indexed. */
const MAX_PAGES = 500;
const MAX_LETTERS = 400_000;
/** After that long what was read is enough. Whoever asked ends the worker a while later. */
const ENOUGH_MS = 8000;

closeDoors();
boundBuffers(MAX_BUFFER);

exposeApi<PdfApi>({
  isReady: () => true,
  text(file) {
    const end = performance.now() + ENOUGH_MS;
    return textOfPdf(file, {
      maxPages: MAX_PAGES,
      maxLetters: MAX_LETTERS,
      isOver: () => performance.now() > end,
    });
  },
});
