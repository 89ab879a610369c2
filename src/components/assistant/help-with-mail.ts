import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import { conversationOf, ownText } from './mail-conversation.js';
import { openWritingHelp } from './open-writing-help.js';

/** Summarises or translates what is read. @param emails - The oldest first; one of them is translated. */
export async function helpWithMail(
  root: ShadowRoot,
  services: Services,
  display: DisplaySettings | undefined,
  kind: 'summarise' | 'translate',
  emails: readonly EmailDetail[],
): Promise<void> {
  const [email] = emails;
  if (email === undefined) return;
  const { locale = 'en', timeZone = 'UTC' } = display ?? {};
  const { text, left } =
    kind === 'summarise' ? conversationOf(emails, { locale, timeZone }) : { text: ownText(email), left: 0 };
  await openWritingHelp(root, { services, locale, tasks: [kind], text, left, canInsert: false });
}
