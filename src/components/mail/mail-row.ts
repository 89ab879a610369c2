// One line of the list of messages.
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import snoozeIcon from 'lucide-static/icons/alarm-clock.svg?raw';
import archiveIcon from 'lucide-static/icons/archive.svg?raw';
import scheduledIcon from 'lucide-static/icons/clock.svg?raw';
import moveIcon from 'lucide-static/icons/folder-input.svg?raw';
import unreadIcon from 'lucide-static/icons/mail.svg?raw';
import readIcon from 'lucide-static/icons/mail-open.svg?raw';
import clipIcon from 'lucide-static/icons/paperclip.svg?raw';
import junkIcon from 'lucide-static/icons/shield-alert.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { EmailListItem } from '../../domain/mail/email.js';
import { SHOWN_LABELS } from '../../domain/mail/labels.js';
import { snoozedUntil } from '../../domain/mail/snooze.js';
import { systemClock } from '../../domain/time/clock.js';
import type { MomentTexts } from '../../domain/time/moment-texts.js';
import { face } from '../contacts/contact-face.js';
import { icon } from '../shared/icon.js';
import { labelLinks, labelsText } from './label-chips.js';
import type { QuickAction } from './mail-looks.js';
import { faceOf, sendersText } from './mail-people.js';
import { untilText, willBeSentText } from './snooze/snooze-texts.js';

/** What rows are drawn with. */
export interface RowContext {
  readonly own: readonly string[];
  readonly times: MomentTexts;
  readonly locale: string;
  readonly timeZone: string;
  readonly hover: readonly QuickAction[];
  /** Of what was sent, to whom it went is shown. */
  readonly isSent: boolean;
  act(action: QuickAction, item: EmailListItem): void;
}

export function quickIcon(action: QuickAction, item?: EmailListItem): string {
  const icons = {
    archive: archiveIcon,
    trash: trashIcon,
    star: starIcon,
    snooze: snoozeIcon,
    junk: junkIcon,
    move: moveIcon,
    none: '',
  };
  return action === 'read' ? (item?.threadUnread === false ? unreadIcon : readIcon) : icons[action];
}

export function quickName(action: QuickAction, item?: EmailListItem): string {
  switch (action) {
    case 'archive':
      return msg('Move to the archive');
    case 'trash':
      return msg('Delete');
    case 'read':
      return item?.threadUnread === false ? msg('Mark as unread') : msg('Mark as read');
    case 'star':
      return item?.threadFlagged === true ? msg('Remove star') : msg('Star');
    case 'snooze':
      return msg('Snooze');
    case 'junk':
      return msg('Spam');
    case 'move':
      return msg('Move to…');
    case 'none':
      return msg('Nothing');
  }
}

export const timeText = (times: MomentTexts, epoch: number) => {
  const text = times.short(epoch);
  return text === 'yesterday' ? msg('Yesterday') : text;
};

/** Who it is from, or of one's own, whom it goes to. */
export function peopleOf(item: EmailListItem, { own, isSent }: Pick<RowContext, 'own' | 'isSent'>): string {
  if (!isSent) return sendersText(item.threadFrom.length > 0 ? item.threadFrom : item.from, own);
  const to = sendersText(item.to, own);
  return item.to.length === 0 ? msg('No recipient yet') : msg(str`To: ${to}`);
}

/** Whether it is put off until a time to come. */
const isWaiting = ({ keywords }: EmailListItem) => (snoozedUntil(keywords) ?? 0) > systemClock.now();

/** Until when it is put off, or that it came back while nobody has read it since (rule MZ3); else ''. */
export function snoozeText(item: EmailListItem, { locale, timeZone }: RowContext): string {
  const until = snoozedUntil(item.keywords);
  if (until === undefined) return '';
  const when = untilText(until, locale, timeZone);
  if (until > systemClock.now()) return msg(str`Snoozed until ${when}`);
  return item.threadUnread ? msg(str`Was snoozed until ${when}`) : '';
}

/** When it is sent, of what is scheduled; else ''. */
function scheduledText({ sendAt }: EmailListItem, { locale, timeZone }: RowContext): string {
  return sendAt === undefined ? '' : willBeSentText(sendAt, locale, timeZone);
}

/** The moment a row is about: when it is sent, when it comes back, else when it came. */
function momentText(item: EmailListItem, { locale, timeZone, times }: RowContext): string {
  const ahead = item.sendAt ?? (isWaiting(item) ? snoozedUntil(item.keywords) : undefined);
  return ahead === undefined ? timeText(times, item.receivedAt) : untilText(ahead, locale, timeZone);
}

const mark = (text: string, sign: string, name: string) =>
  text === '' ? nothing : html`<span class=${name} title=${text}>${icon(sign)}</span>`;

/** Says the row in one sentence. */
export function rowLabel(item: EmailListItem, context: RowContext): string {
  return [
    item.threadUnread ? msg('Unread') : '',
    item.threadFlagged ? msg('Starred') : '',
    peopleOf(item, context),
    item.subject || msg('No subject'),
    isWaiting(item) || item.sendAt !== undefined ? '' : timeText(context.times, item.receivedAt),
    scheduledText(item, context),
    snoozeText(item, context),
    labelsText(item.keywords),
    item.hasAttachment ? msg('with attachment') : '',
    item.snippet?.file ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The text around what was found, with what was found in it marked. */
function snippet({ snippet: found, preview }: EmailListItem) {
  if (found === undefined) return preview;
  const parts: (string | TemplateResult)[] = [];
  let last = 0;
  for (const [start, end] of found.marks) {
    parts.push(found.text.slice(last, start), html`<mark>${found.text.slice(start, end)}</mark>`);
    last = end;
  }
  const text = [...parts, found.text.slice(last)];
  if (found.file === undefined) return text;
  return html`<span class="file">${icon(clipIcon)}<bdi>${found.file || msg('Attachment')}</bdi></span> ${text}`;
}

export function rowCells(item: EmailListItem, context: RowContext): TemplateResult {
  const person = context.isSent ? item.to[0] : item.from[0];
  const { threadSize } = item;
  return html`<span class="dot" aria-hidden="true"></span>${face(faceOf(person))}
    <span class="from" role="gridcell"><bdi>${peopleOf(item, context)}</bdi>${threadSize > 1 ? html` <span class="size">${threadSize.toLocaleString(context.locale)}</span>` : nothing}</span>
    <span class="subject" role="gridcell">${labelLinks(item.keywords, SHOWN_LABELS, true)}<bdi>${item.subject || msg('No subject')}</bdi></span>
    <span class="preview" role="gridcell"><bdi>${snippet(item)}</bdi></span>
    <span class="marks" aria-hidden="true">${item.hasAttachment ? icon(clipIcon) : nothing}${item.threadFlagged ? html`<span class="star">${icon(starIcon)}</span>` : nothing}${mark(scheduledText(item, context), scheduledIcon, 'scheduled')}${mark(snoozeText(item, context), snoozeIcon, 'snoozed')}</span>
    <time role="gridcell">${momentText(item, context)}</time>
    <span class="quick" role="gridcell">${context.hover.map(
      (action) =>
        html`<button type="button" tabindex="-1" class=${classMap({ on: action === 'star' && item.threadFlagged })} aria-label=${quickName(action, item)} title=${quickName(action, item)}
          @click=${(event: Event) => {
            event.stopPropagation();
            context.act(action, item);
          }}>${icon(quickIcon(action, item))}</button>`,
    )}</span>`;
}

export const waitingCells = html`<span class="dot"></span><span class="face"></span><span class="from" role="gridcell"></span><span class="subject"></span><span class="preview"></span>`;

/** Before the number of rows is known. */
export const skeleton = Array.from(
  { length: 9 },
  () => html`<div class="row waiting" aria-hidden="true">${waitingCells}</div>`,
);
