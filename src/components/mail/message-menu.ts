import { msg } from '@lit/localize';
import blockIcon from 'lucide-static/icons/ban.svg?raw';
import unsubscribeIcon from 'lucide-static/icons/bell-off.svg?raw';
import sourceIcon from 'lucide-static/icons/code.svg?raw';
import saveIcon from 'lucide-static/icons/download.svg?raw';
import textIcon from 'lucide-static/icons/file-text.svg?raw';
import forwardIcon from 'lucide-static/icons/forward.svg?raw';
import distrustIcon from 'lucide-static/icons/image-off.svg?raw';
import translateIcon from 'lucide-static/icons/languages.svg?raw';
import logIcon from 'lucide-static/icons/list.svg?raw';
import ruleIcon from 'lucide-static/icons/list-filter.svg?raw';
import unreadIcon from 'lucide-static/icons/mail.svg?raw';
import chatIcon from 'lucide-static/icons/message-circle.svg?raw';
import printIcon from 'lucide-static/icons/printer.svg?raw';
import replyIcon from 'lucide-static/icons/reply.svg?raw';
import replyAllIcon from 'lucide-static/icons/reply-all.svg?raw';
import approveIcon from 'lucide-static/icons/shield-check.svg?raw';
import summariseIcon from 'lucide-static/icons/sparkles.svg?raw';
import coloursIcon from 'lucide-static/icons/sun-moon.svg?raw';
import labelIcon from 'lucide-static/icons/tag.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import peopleIcon from 'lucide-static/icons/user-plus.svg?raw';
import type { EmailDetail } from '../../domain/mail/email.js';
import { unsubscribeWays } from '../../domain/mail/unsubscribe.js';
import type { MenuItem } from '../shared/ik-menu.js';

interface MenuContext {
  readonly asText: boolean;
  readonly asSent: boolean;
  readonly isTrusted: boolean;
  readonly hasChat: boolean;
  /** Writing help is set up. */
  readonly hasHelp: boolean;
}

/** What can be done with one message. */
export function messageMenu(email: EmailDetail, context: MenuContext): readonly MenuItem[] {
  const when = (condition: boolean, item: MenuItem): readonly MenuItem[] => (condition ? [item] : []);
  return [
    { id: 'reply', label: msg('Reply'), icon: replyIcon },
    { id: 'reply-all', label: msg('Reply to all'), icon: replyAllIcon },
    { id: 'forward', label: msg('Forward'), icon: forwardIcon },
    { id: 'unread', label: msg('Mark as unread from here'), icon: unreadIcon, separated: true },
    { id: 'label', label: msg('Label…'), icon: labelIcon },
    ...when(context.hasChat, { id: 'chat', label: msg('Reply by chat'), icon: chatIcon }),
    ...when(context.hasHelp, { id: 'summarise', label: msg('Summarise…'), icon: summariseIcon }),
    ...when(context.hasHelp, { id: 'translate', label: msg('Translate…'), icon: translateIcon }),
    ...when(unsubscribeWays(email.unsubscribe).length > 0, {
      id: 'unsubscribe',
      label: msg('Unsubscribe…'),
      icon: unsubscribeIcon,
    }),
    ...when(email.html !== '' && email.text !== '', {
      id: 'text',
      label: msg('Plain text'),
      icon: textIcon,
      checked: context.asText,
      separated: true,
    }),
    ...when(email.html !== '', {
      id: 'sent',
      label: msg('Colours as sent'),
      icon: coloursIcon,
      checked: context.asSent,
    }),
    ...when(context.isTrusted, {
      id: 'distrust',
      label: msg('No longer show images of this sender'),
      icon: distrustIcon,
    }),
    { id: 'people', label: msg('Add people to contacts…'), icon: peopleIcon, separated: true },
    { id: 'rule', label: msg('Make a rule from this message…'), icon: ruleIcon },
    { id: 'blocked', label: msg('Block this sender'), icon: blockIcon },
    { id: 'approved', label: msg('Never spam from this sender'), icon: approveIcon },
    { id: 'print', label: msg('Print'), icon: printIcon, separated: true },
    { id: 'log', label: msg('Activity of this message'), icon: logIcon },
    { id: 'source', label: msg('Show source'), icon: sourceIcon },
    { id: 'save', label: msg('Save as .eml'), icon: saveIcon },
    { id: 'trash', label: msg('Delete this message'), icon: deleteIcon, danger: true, separated: true },
  ];
}
