import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainTask, readQuickTask } from '../../../../src/domain/tasks/quick-task.js';
import type { LocalMs } from '../../../../src/domain/time/types.js';

/** A Wednesday, ten in the morning. */
const now = Date.UTC(2026, 10, 18, 10) as LocalMs;
const read = (line: string, locale = 'en') => readQuickTask(line, { now, locale, timeZone: 'Europe/Zurich' });

function shown(line: string, locale?: string): string {
  const { title, start, due, allDay, rrule, priority } = read(line, locale);
  const iso = (local: LocalMs | null) =>
    local === null ? '' : new Date(local).toISOString().slice(0, allDay ? 10 : 16);
  const parts = [title, start === null ? iso(due) : `${iso(start)}/${iso(due)}`, rrule, priority || ''];
  return parts.filter((part) => part !== '').join(' | ');
}

describe('a task in one line', () => {
  it.each([
    ['en', 'pay rent tomorrow', 'pay rent | 2026-11-19'],
    ['en', 'report due by Friday 5pm !!', 'report | 2026-11-20T17:00 | 5'],
    ['en', 'water plants every Monday', 'water plants | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO'],
    ['en', 'tidy up from Monday to Wednesday', 'tidy up | 2026-11-23/2026-11-25'],
    ['fr', 'payer le loyer demain', 'payer le loyer | 2026-11-19'],
    ['fr', "rapport d'ici vendredi", 'rapport | 2026-11-20'],
    ['fr', 'jeter les poubelles tous les lundis', 'jeter les poubelles | 2026-11-23 | FREQ=WEEKLY;BYDAY=MO'],
    ['de', 'Steuer am 15. Mai', 'Steuer | 2027-05-15'],
    ['de', 'Bericht bis morgen 17 Uhr', 'Bericht | 2026-11-19T17:00'],
    ['it', 'affitto entro venerdì', 'affitto | 2026-11-20'],
    ['it', 'tasse entro il 15 maggio', 'tasse | 2027-05-15'],
    ['es', 'alquiler antes del viernes', 'alquiler | 2026-11-20'],
    ['es', 'pagar mañana !!!', 'pagar | 2026-11-19 | 1'],
    // Another language than one's own.
    ['en', 'Steuer bis zum 15. Mai', 'Steuer | 2027-05-15'],
  ])('[TA13] in %s: %s', (locale, line, understood) => {
    expect(shown(line, locale)).toBe(understood);
  });

  it('[TA13] keeps places and people in the title, and is a title where it says nothing else', () => {
    expect(shown('buy milk at Migros')).toBe('buy milk at Migros');
    expect(shown('call Sophie tomorrow at the office')).toBe('call Sophie at the office | 2026-11-19');
    expect(shown('tomorrow')).toBe('tomorrow');
    expect(shown('buy 3 apples')).toBe('buy 3 apples');
  });

  it('as it is says only how important it is', () => {
    expect(readPlainTask(' ! pay   rent tomorrow')).toMatchObject({
      title: 'pay rent tomorrow',
      priority: 9,
      due: null,
    });
    expect(readPlainTask('!')).toMatchObject({ title: '!', priority: 0 });
  });

  it('never fails, and never starts after it is due', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('en', 'fr', 'de', 'it', 'es'),
        (line, locale) => {
          const { title, start, due, rrule } = read(line, locale);
          expect(title === '').toBe(line.trim() === '');
          if (start !== null) expect(due).toBeGreaterThan(start);
          if (rrule !== '') expect(due).not.toBeNull();
        },
      ),
    );
  });
});
