// Templates as a tool of the window that mail is written in.
import { msg } from '@lit/localize';
import templatesIcon from 'lucide-static/icons/notepad-text-dashed.svg?raw';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import type { ComposeTarget } from '../compose/compose-target.js';

async function choose({ host, services, draft, insertHtml, insertText, change }: ComposeTarget): Promise<void> {
  if (services === undefined || host.shadowRoot === null) return;
  try {
    const { openTemplates } = await import('./open-templates.js');
    const chosen = await openTemplates(host.shadowRoot, services, draft);
    if (chosen === undefined) return;
    if (chosen.html === '') insertText(chosen.text);
    else insertHtml(chosen.html);
    if (draft.subject.trim() === '' && chosen.subject !== '') change({ subject: chosen.subject });
  } catch (error) {
    host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
  }
}

export const templateTool = {
  id: 'templates',
  label: () => msg('Templates'),
  icon: templatesIcon,
  run: (target: ComposeTarget) => void choose(target),
} as const;
