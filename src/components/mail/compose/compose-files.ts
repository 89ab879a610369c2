// Files of a message that is written.
import { msg, str } from '@lit/localize';
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import fileIcon from 'lucide-static/icons/file.svg?raw';
import pictureIcon from 'lucide-static/icons/image.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import type { WrittenFile } from '../../../app/services.js';
import { sizeText } from '../../calendar/attachment-text.js';
import { icon } from '../../shared/icon.js';

/** Octets of all files together; encoded they are a third more, and few servers take more than 50 MB. */
export const MAX_TOTAL = 36_000_000;
const MAX_NAME = 200;

export interface ComposeFilesOptions {
  /** Those there are. */
  files(): readonly WrittenFile[];
  isPlain(): boolean;
  add(files: readonly WrittenFile[]): void;
  tell(message: string): void;
}

/** Takes files from wherever they come: chosen, dropped on the window, pasted. */
export class ComposeFiles implements ReactiveController {
  /** Something is held over the window. */
  isOver = false;
  private readonly _urls = new Map<string, string>();

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _options: ComposeFilesOptions,
  ) {
    _host.addController(this);
  }

  hostDisconnected() {
    for (const url of this._urls.values()) URL.revokeObjectURL(url);
    this._urls.clear();
  }

  /** Address of a picture inside the text. */
  urlOf(cid: string): string | undefined {
    const known = this._urls.get(cid);
    if (known !== undefined) return known;
    const file = this._options.files().find((one) => one.cid === cid);
    if (file === undefined) return undefined;
    const url = URL.createObjectURL(file.blob);
    this._urls.set(cid, url);
    return url;
  }

  /** @param inside - Pictures go into the text, where that can hold them. */
  take(files: readonly File[], inside = false) {
    const { files: before, isPlain, add, tell } = this._options;
    const added: WrittenFile[] = [];
    let total = before().reduce((sum, { blob }) => sum + blob.size, 0);
    for (const file of files) {
      if (total + file.size > MAX_TOTAL) {
        const most = Math.floor(MAX_TOTAL / 1_000_000);
        tell(
          msg(str`“${file.name}” is too large: mail servers take about ${most} MB in all. Share it by a link instead.`),
        );
        continue;
      }
      total += file.size;
      added.push(writtenFile(file, inside && !isPlain()));
    }
    if (added.length > 0) add(added);
  }

  readonly onDrag = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // The page behind would import them, the editor would open them.
    event.preventDefault();
    event.stopPropagation();
    this.isOver = event.type === 'dragover' || event.type === 'dragenter';
    this._host.requestUpdate();
    if (event.type === 'drop') this.take([...event.dataTransfer.files]);
  };

  readonly onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || event.defaultPrevented) return;
    event.preventDefault();
    this.take(files);
  };

  /** Of a file field: those of `#picture` go into the text. */
  readonly onChosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    this.take(files, input.id === 'picture');
  };
}

function writtenFile(file: File, inside: boolean): WrittenFile {
  const name =
    file.name
      .replace(/\p{C}+/gu, ' ')
      .trim()
      .slice(-MAX_NAME) || msg('Attachment');
  const one = { name, type: file.type || 'application/octet-stream', blob: file };
  const isPicture = inside && /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/.test(file.type);
  return isPicture ? { ...one, cid: `${crypto.randomUUID()}@ikebana` } : one;
}

/** The files below the text; pictures inside it are not listed. */
export function fileList(files: readonly WrittenFile[], remove: (file: WrittenFile) => void) {
  const listed = files.filter(({ cid }) => cid === undefined);
  if (listed.length === 0) return nothing;
  return html`<ul class="files" aria-label=${msg('Attachments')}>${listed.map(
    (
      file,
    ) => html`<li>${icon(file.type.startsWith('image/') ? pictureIcon : fileIcon)}<span class="name">${file.name}</span><span class="size">${sizeText(file.blob.size)}</span>
      <button type="button" class="icon-button plain" aria-label=${msg(str`Remove ${file.name}`)} @click=${() => remove(file)}>${icon(removeIcon)}</button></li>`,
  )}</ul>`;
}
