// The recovery key on paper: printed in the place of the app.
import { msg, str } from '@lit/localize';
import { html, nothing, render } from 'lit';
import '../shared/ik-qr-code.js';

export interface RecoverySheet {
  readonly words: readonly string[];
  readonly name: string;
  readonly relay: string;
  /** Of today, as people read it. */
  readonly date: string;
}

const CLASS = 'ik-recovery-sheet';

/** Only while it is printed; the app's own style sheet knows nothing of it. */
const rules = `
  .${CLASS} { display: none; }
  @media print {
    body > :not(.${CLASS}) { display: none !important; }
    .${CLASS} { display: block; color: #000; background: #fff; font: 13px/1.5 sans-serif; }
    .${CLASS} h1 { font-size: 22px; margin: 0 0 4px; }
    .${CLASS} ol { columns: 3; column-gap: 24px; padding-inline-start: 26px; margin: 20px 0; font: 600 16px/2 ui-monospace, monospace; }
    .${CLASS} .foot { display: flex; gap: 20px; align-items: center; }
    .${CLASS} ik-qr-code { --ik-qr-size: 180px; flex: none; inline-size: 180px; }
  }
`;

function template({ words, name, relay, date }: RecoverySheet) {
  return html`<h1>${msg('Recovery key')}</h1>
    <p>${name === '' ? 'Ikebana' : msg(str`Ikebana account of ${name}`)} · ${date}${relay === '' ? nothing : html` · ${relay}`}</p>
    <ol>${words.map((word) => html`<li>${word}</li>`)}</ol>
    <div class="foot">
      <ik-qr-code .text=${words.join(' ')} .label=${msg('QR code of the words')}></ik-qr-code>
      <p>${msg('Whoever has these words has everything in the account. Keep this sheet where you keep what matters. To come back: open Ikebana, then Settings, Sync and devices, “Recovery key”, and type the words.')}</p>
    </div>`;
}

/** Opens the browser's print dialog with the sheet, and takes the sheet away afterwards. */
export async function printRecoverySheet(sheet: RecoverySheet): Promise<void> {
  const page = document.createElement('div');
  page.className = CLASS;
  const style = new CSSStyleSheet();
  style.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  render(template(sheet), page);
  document.body.append(page);
  const code = page.querySelector('ik-qr-code');
  try {
    await code?.drawn;
    window.print();
  } finally {
    page.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
  }
}
