// Writing help as a tool of the window that mail is written in.
import { msg } from '@lit/localize';
import helpIcon from 'lucide-static/icons/sparkles.svg?raw';
import type { Services } from '../../app/services.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';

/** What of a window to write in is needed here. */
export interface WritingHelpTarget {
  readonly host: HTMLElement;
  readonly services: Services | undefined;
  readonly display: { readonly locale: string } | undefined;
  readonly draft: {
    readonly text: string;
    readonly subject: string;
    readonly quote?: { readonly text: string; readonly isForward: boolean };
  };
  /** '' for none. */
  readonly selectedText: string;
  /** In the place of what is selected. */
  insertText(text: string): void;
}

/** By services: whether help is set up, as far as it is known. */
const isOn = new WeakMap<Services, boolean>();

/** Offered while writing help is set up; the first time it is asked the answer comes a moment later. */
function isOffered({ services, host }: WritingHelpTarget): boolean {
  if (services === undefined) return false;
  if (!isOn.has(services)) {
    isOn.set(services, false);
    // As long as the page lives: there is one set of services.
    services.assistant.watch().subscribe({
      next(state) {
        isOn.set(services, state.isOn);
        (host as HTMLElement & { requestUpdate?(): void }).requestUpdate?.();
      },
      error: () => isOn.delete(services), // the next window asks again
    });
  }
  return isOn.get(services) === true;
}

/** @param keywords - What a message should say, where the person has said that already. */
export async function helpWithWriting(target: WritingHelpTarget, keywords = ''): Promise<void> {
  const { host, services, display, draft, selectedText } = target;
  if (services === undefined || host.shadowRoot === null) return;
  try {
    const { openWritingHelp } = await import('./open-writing-help.js');
    const isSelected = selectedText.trim() !== '';
    const result = await openWritingHelp(host.shadowRoot, {
      services,
      locale: display?.locale ?? 'en',
      tasks: isSelected
        ? ['rephrase', 'shorten', 'expand', 'tone', 'translate', 'draft']
        : ['draft', 'rephrase', 'shorten', 'expand', 'tone', 'translate'],
      text: isSelected ? selectedText : draft.text,
      subject: draft.subject,
      keywords,
      ...(draft.quote !== undefined && !draft.quote.isForward && { conversation: draft.quote.text }),
      canInsert: true,
      canReplace: isSelected,
    });
    // What is selected is replaced by what is inserted.
    if (result !== undefined) target.insertText(result.text);
  } catch (error) {
    host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
  }
}

export const writingHelpTool = {
  id: 'writing-help',
  label: () => msg('Writing help'),
  icon: helpIcon,
  when: isOffered,
  run: (target: WritingHelpTarget) => void helpWithWriting(target),
} as const;
