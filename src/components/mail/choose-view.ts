import type { EmailQuery } from '../../domain/mail/email.js';
import type { MailLooks } from './mail-looks.js';
import type { MailState } from './mail-state.js';

/** How the list is shown, as the bar above it offers. @returns false when it is none of that */
export function chooseView(state: MailState, kind: string, value: string): boolean {
  const { looks } = state;
  if (kind === 'show') state.show = value as EmailQuery['show'];
  else if (kind === 'by-match') state.byMatch = !state.byMatch;
  else if (kind === 'pane') state.change({ pane: value as MailLooks['pane'] });
  else if (kind === 'threads') state.change({ threads: !looks.threads });
  else if (kind === 'order') state.change({ order: looks.order === 'newest' ? 'oldest' : 'newest' });
  else if (kind === 'density') state.change({ density: looks.density === 'compact' ? 'comfortable' : 'compact' });
  else return false;
  return true;
}
