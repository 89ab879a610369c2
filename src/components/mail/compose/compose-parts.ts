// Parts of a window to write in: its head, its foot, and the bars between.
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import formatsIcon from 'lucide-static/icons/a-large-small.svg?raw';
import laterIcon from 'lucide-static/icons/chevron-up.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis-vertical.svg?raw';
import pictureIcon from 'lucide-static/icons/image.svg?raw';
import largeIcon from 'lucide-static/icons/maximize-2.svg?raw';
import normalIcon from 'lucide-static/icons/minimize-2.svg?raw';
import smallIcon from 'lucide-static/icons/minus.svg?raw';
import attachIcon from 'lucide-static/icons/paperclip.svg?raw';
import sendIcon from 'lucide-static/icons/send.svg?raw';
import discardIcon from 'lucide-static/icons/trash-2.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import type { WrittenFile } from '../../../app/services.js';
import { icon } from '../../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../../shared/ik-menu.js';
import type { ComposeConcern } from './compose-checks.js';
import type { ComposeQuote } from './compose-draft.js';
import type { SaveState } from './compose-saver.js';
import type { ComposeTarget } from './compose-target.js';
import { toolButtons } from './compose-tools.js';
import './ik-quote.js';

type Size = 'small' | 'normal' | 'large';

interface HeadContext {
  readonly title: string;
  readonly size: Size;
  readonly state: SaveState;
  onClose(): void;
  onSize(size: Size): void;
  onSend(): void;
}

function stateText(state: SaveState): string {
  switch (state) {
    case 'saving':
    case 'changed':
      return msg('Saving…');
    case 'saved':
      return msg('Draft saved');
    case 'failed':
      return msg('Not saved');
    default:
      return '';
  }
}

export function composeHead({ title, size, state, onClose, onSize, onSend }: HeadContext) {
  const isSmall = size === 'small';
  const button = (label: string, svg: string, run: () => void, classes = '') =>
    html`<button type="button" class="icon-button plain ${classes}" aria-label=${label} title=${label} @click=${run}>${icon(svg)}</button>`;
  return html`<header>
    ${button(msg('Save and close'), closeIcon, onClose, 'close')}
    <h2><button type="button" class="title" aria-expanded=${String(!isSmall)} @click=${() => onSize(isSmall ? 'normal' : 'small')}>${title}</button></h2>
    <span class="state" role="status">${stateText(state)}</span>
    ${button(isSmall ? msg('Show') : msg('Make small'), isSmall ? normalIcon : smallIcon, () => onSize(isSmall ? 'normal' : 'small'), 'wide')}
    ${isSmall ? nothing : button(size === 'large' ? msg('Normal size') : msg('Make large'), size === 'large' ? normalIcon : largeIcon, () => onSize(size === 'large' ? 'normal' : 'large'), 'wide')}
    ${button(msg('Send'), sendIcon, onSend, 'phone')}
  </header>`;
}

interface FootContext {
  readonly isPlain: boolean;
  readonly formats: boolean;
  readonly target: ComposeTarget;
  act(action: string): void;
}

export function composeFoot({ isPlain, formats, target, act }: FootContext) {
  const items: readonly MenuItem[] = [
    { id: 'picture', label: msg('Insert picture'), icon: pictureIcon, disabled: isPlain },
    { id: 'plain', label: msg('Plain text'), checked: isPlain },
    { id: 'receipt', label: msg('Ask for a read receipt'), checked: target.draft.receipt },
  ];
  const button = (action: string, label: string, svg: string, pressed?: boolean) =>
    html`<button type="button" class=${classMap({ 'icon-button': true, plain: true, on: pressed === true })} aria-label=${label} title=${label}
      aria-pressed=${pressed === undefined ? nothing : String(pressed)} @click=${() => act(action)}>${icon(svg)}</button>`;
  return html`<footer>
    <span class="split">
      <button type="button" class="button primary send" title="${msg('Send')} (Ctrl+Enter)" @click=${() => act('send')}>${msg('Send')}</button>
      <button type="button" class="button primary later" aria-label=${msg('Send later')} title=${msg('Send later')} @click=${() => act('later')}>${icon(laterIcon)}</button>
    </span>
    ${isPlain ? nothing : button('formats', msg('Formats'), formatsIcon, formats)}
    ${button('attach', msg('Attach files'), attachIcon)}
    ${toolButtons(target)}
    <span class="space"></span>
    <ik-menu button-class="icon-button plain" label=${msg('More')} .items=${items} @ik-menu-select=${({ id }: MenuSelectEvent) => act(id)}>${icon(moreIcon)}</ik-menu>
    ${button('discard', msg('Discard draft'), discardIcon)}
  </footer>`;
}

/** What speaks against sending it as it is, and both answers. */
export function concernBar(
  concerns: readonly ComposeConcern[],
  { agree, back }: { readonly agree: () => void; readonly back: () => void },
) {
  const texts: Readonly<Record<ComposeConcern, string>> = {
    subject: msg('There is no subject.'),
    attachment: msg('You write of an attachment, but there is none.'),
  };
  return html`<div class="concern" role="alertdialog" aria-label=${msg('Send anyway?')} aria-describedby="concerns">
    <p id="concerns">${concerns.map((concern) => texts[concern]).join(' ')}</p>
    <button type="button" class="button" @click=${back}>${msg('Back')}</button>
    <button type="button" class="button primary" @click=${agree}>${msg('Send anyway')}</button>
  </div>`;
}

interface QuoteContext {
  readonly isPlain: boolean;
  readonly theme: 'light' | 'dark';
  /** Its pictures are among them. */
  readonly files: readonly WrittenFile[];
  edit(): void;
  remove(): void;
}

/** What is answered or passed on, below what is written. */
export function quotePart(quote: ComposeQuote, { isPlain, theme, files, edit, remove }: QuoteContext) {
  return html`<ik-quote .quote=${quote} ?plain=${isPlain} theme=${theme} .picture=${async (cid: string) => files.find((one) => one.cid === cid)?.blob}
    @ik-quote-edit=${edit} @ik-quote-remove=${remove}></ik-quote>`;
}

/** Where a link leads to. @param done - '' takes it away, `undefined` leaves it as it is */
export function linkBar(address: string, done: (address: string | undefined) => void) {
  const read = (event: Event) =>
    (event.target as HTMLElement).closest('form')?.querySelector<HTMLInputElement>('input')?.value ?? '';
  return html`<form class="link-bar" @submit=${(event: Event) => {
    event.preventDefault();
    done(read(event));
  }} @keydown=${(event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    done(undefined);
  }}>
    <label class="field">${msg('Address of the link')}<input type="text" inputmode="url" autocomplete="off" spellcheck="false" .value=${address} placeholder="https://" /></label>
    <button type="button" class="button" @click=${() => done('')}>${msg('Remove link')}</button>
    <button type="submit" class="button primary">${msg('Set link')}</button>
  </form>`;
}
