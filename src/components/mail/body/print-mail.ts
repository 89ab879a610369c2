import { type CleanMail, cleanMail, type PictureSources } from './clean-mail.js';
import { drawInto } from './mail-frame.js';
import { headOnPaper, type PaperHead } from './mail-paper.js';

/** Printed longer than this: the browser has shown its own dialog by then, which holds everything up. */
const KEEP_MS = 60_000;

interface Printed {
  readonly head: PaperHead;
  /** Absent: the text is printed. */
  readonly mail: CleanMail | undefined;
  readonly text: string;
  readonly pictures: PictureSources;
}

/** Prints a message from a frame of its own: all of its pages, in light colours, without the app round it. */
export async function printMail({ head, mail, text, pictures }: Printed) {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.title = head.subject;
  Object.assign(frame.style, {
    position: 'fixed',
    inlineSize: '0',
    blockSize: '0',
    border: '0',
    insetBlockStart: '-10px',
  });
  frame.src = pictures.remote ? '/mail-frame-images.html' : '/mail-frame.html';
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  document.body.append(frame);
  await loaded;
  const page = frame.contentDocument;
  if (page === null) return frame.remove();
  const looks = { theme: 'light', text: '#000', link: '#000', colours: 'own' } as const;
  drawInto(page, { mail: mail ?? cleanMail(''), pictures, looks });
  page.title = head.subject;
  if (mail === undefined) addText(page, text);
  page.body.prepend(headOnPaper(page, head));
  await Promise.allSettled([...page.images].map((image) => image.decode()));
  frame.contentWindow?.print();
  setTimeout(() => frame.remove(), KEEP_MS);
}

function addText(page: Document, text: string) {
  const block = page.createElement('pre');
  block.style.font = 'inherit';
  block.textContent = text;
  page.body.append(block);
}
