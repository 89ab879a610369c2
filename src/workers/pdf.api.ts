/** The worker that reads PDFs: it has no network, no storage, and is ended when one takes too long. */
export interface PdfApi {
  /** Answers once it can read. */
  isReady(): true;
  /** The words of a PDF; empty where there are none. @param file - Transferred. */
  text(file: Uint8Array): Promise<string>;
}
