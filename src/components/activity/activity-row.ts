// A line of the activity panel.
import { msg } from '@lit/localize';
import type { WaitingMessage } from '../../app/activity/activity.js';
import type { Services } from '../../app/services.js';
import type { MomentTexts } from '../../domain/time/moment-texts.js';
import { mailUrl } from '../mail/mail-route.js';

/** Something to press. */
export interface RowAct {
  readonly label: string;
  /** What it is about, for those who do not see it beside. */
  readonly about: string;
  readonly primary?: boolean;
  /** Where it leads; else `run`. */
  readonly href?: string;
  run?(services: Services): unknown;
}

export interface ActivityRow {
  readonly key: string;
  readonly svg: string;
  readonly title: string;
  readonly detail: string;
  readonly isProblem?: boolean;
  /** 0 to 1; `null` while it is not known. Absent where nothing runs. */
  readonly fraction?: number | null;
  readonly acts: readonly RowAct[];
}

/** What texts are made with. */
export interface RowWords {
  readonly locale: string;
  /** Epoch ms. */
  readonly now: number;
  readonly moments: MomentTexts;
}

/** A time this close is the one in which sending can be undone, not one that was chosen, in milliseconds. */
export const SOON_MS = 60_000;

/** Where a message is that waits to be sent. @param now - Epoch ms. */
export const messageUrl = ({ emailId, sendAt }: WaitingMessage, now: number) =>
  mailUrl(sendAt > now + SOON_MS ? 'scheduled' : 'outbox', emailId);

/** A moment in as few words as a line needs. */
export function momentText(time: number, moments: MomentTexts): string {
  const text = moments.short(time);
  return text === 'yesterday' ? msg('Yesterday') : text;
}
