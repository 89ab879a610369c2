// What tools of a window that something is written in know of it.
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Services } from '../../../app/services.js';
import type { ComposeDraft } from './compose-draft.js';

/** A window that something is written in, for tools. */
export interface ComposeTarget {
  readonly host: HTMLElement;
  readonly services: Services | undefined;
  readonly display: DisplaySettings | undefined;
  /** As it is now. */
  readonly draft: ComposeDraft;
  /** '' for none. */
  readonly selectedText: string;
  /** Plain text, in the place of what is selected. */
  insertText(text: string): void;
  /** HTML, cleaned; its text where the person writes in plain text. */
  insertHtml(html: string): void;
  change(change: Partial<Pick<ComposeDraft, 'to' | 'cc' | 'bcc' | 'subject' | 'files'>>): void;
}

export interface ComposeTool {
  readonly id: string;
  label(): string;
  readonly icon: string;
  /** Whether it is offered. */
  when?(target: ComposeTarget): boolean;
  run(target: ComposeTarget): void;
}
