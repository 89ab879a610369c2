// What the browser's own print makes of a message: its frame is cut into pages as it is, so it is as wide as paper and whole before.

/** What stands above a message on paper: title, people, date. */
export interface PaperHead {
  readonly subject: string;
  readonly lines: readonly string[];
}

/** CSS pixels: what is between the margins of a sheet of A4, or of Letter. */
const PAPER_WIDTH = 680;
/** Some hundred pages: beyond that a hostile message would have the printer go on for ever. */
const MAX_HEIGHT = 200_000;

export function headOnPaper(page: Document, { subject, lines }: PaperHead): HTMLElement {
  const header = page.createElement('header');
  Object.assign(header.style, { borderBottom: '1px solid #999', marginBottom: '16px', paddingBottom: '8px' });
  const title = page.createElement('h1');
  title.style.font = '600 20px system-ui';
  title.textContent = subject;
  header.append(title);
  for (const line of lines) {
    const block = page.createElement('div');
    block.textContent = line;
    header.append(block);
  }
  return header;
}

/**
 * Makes a frame that shows a message ready for paper. Its head is in it: a frame is not broken, so one longer than a page begins on
 * the next, and would leave its head alone on the first.
 *
 * @returns makes it as it was.
 */
export function layOutForPaper(frame: HTMLIFrameElement, head: PaperHead): () => void {
  const page = frame.contentDocument;
  if (!page?.body) return () => {};
  const header = headOnPaper(page, head);
  const { style } = page.documentElement;
  const before = { inlineSize: frame.style.inlineSize, blockSize: frame.style.blockSize, zoom: style.zoom };
  page.body.prepend(header);
  frame.style.inlineSize = `${PAPER_WIDTH}px`;
  frame.style.blockSize = '0';
  style.zoom = '1';
  style.zoom = String(Math.min(1, PAPER_WIDTH / Math.max(1, page.documentElement.scrollWidth)));
  const height = page.documentElement.getBoundingClientRect().height;
  frame.style.blockSize = `${Math.min(MAX_HEIGHT, Math.ceil(height))}px`;
  return () => {
    header.remove();
    Object.assign(frame.style, { inlineSize: before.inlineSize, blockSize: before.blockSize });
    style.zoom = before.zoom;
  };
}
