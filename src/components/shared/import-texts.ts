import { msg, str } from '@lit/localize';
import type { ImportPreview } from '../../app/services.js';
import type { FinishedImport } from './import-queue.js';

/** `12 events, 3 of them repeating · 2 tasks`, of what there is. */
export function countsText({ counts }: ImportPreview, locale: string): string {
  const number = new Intl.NumberFormat(locale);
  const n = (value: number) => number.format(value);
  const events = () => {
    const all = counts.events + counts.series;
    const total = all === 1 ? msg('1 event') : msg(str`${n(all)} events`);
    return counts.series > 0 ? msg(str`${total}, ${n(counts.series)} of them repeating`) : total;
  };
  const { others = 0 } = counts;
  const parts = [
    counts.events + counts.series > 0 && events(),
    counts.tasks > 0 && (counts.tasks === 1 ? msg('1 task') : msg(str`${n(counts.tasks)} tasks`)),
    counts.journals > 0 &&
      (counts.journals === 1 ? msg('1 journal entry') : msg(str`${n(counts.journals)} journal entries`)),
    others > 0 &&
      (others === 1 ? msg('1 entry about availability') : msg(str`${n(others)} entries about availability`)),
    counts.contacts > 0 && (counts.contacts === 1 ? msg('1 contact') : msg(str`${n(counts.contacts)} contacts`)),
  ].filter(Boolean);
  return parts.join(' · ') || msg('Nothing that can be imported');
}

/** Files that are named; more of them are counted, as a phone has no room for a notice of their names. */
const MAX_NAMED = 3;

/** One sentence about everything that was imported. */
export function finishedText(finished: readonly FinishedImport[], locale: string): string {
  const number = new Intl.NumberFormat(locale);
  const sum = (of: 'added' | 'replaced' | 'skipped') => finished.reduce((total, { report }) => total + report[of], 0);
  const parts = [
    msg(str`${number.format(sum('added'))} imported`),
    sum('replaced') > 0 && msg(str`${number.format(sum('replaced'))} replaced`),
    sum('skipped') > 0 && msg(str`${number.format(sum('skipped'))} left as they were`),
  ].filter(Boolean);
  const names =
    finished.length > MAX_NAMED
      ? msg(str`${number.format(finished.length)} files`)
      : finished.map(({ preview }) => preview.fileName).join(', ');
  return `${names}: ${parts.join(', ')}.`;
}
