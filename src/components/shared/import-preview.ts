import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { ImportPreview } from '../../app/services.js';
import type { Problem } from '../../domain/errors.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { describeProblem } from './problem-message.js';

/** More lines than anybody reads; the number says how many there are. */
const MOST_PROBLEMS = 200;

/** From when to when the events of a file are. */
export function spanText({ span }: ImportPreview, display: DisplaySettings): string {
  if (!span) return '';
  return createLocalFormats(display.locale).dayRange(dayOf(span.first), dayOf(span.last));
}

/** What could not be read, with lines. */
export function problemsTemplate(preview: ImportPreview) {
  const { problems, problemCount } = preview;
  if (problemCount === 0) return nothing;
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = problemCount - shown.length;
  return html`<details>
    <summary>${problemCount === 1 ? msg('1 problem: everything else is good') : msg(str`${problemCount} problems: everything else is good`)}</summary>
    <ul class="problems" tabindex="0" aria-label=${msg('Problems')}>
      ${shown.map(problemTemplate)} ${more > 0 ? html`<li>${msg(str`and ${more} more`)}</li>` : nothing}
    </ul>
  </details>`;
}

const problemTemplate = (problem: Problem) => html`<li>
  ${describeProblem(problem)}${problem.text ? html`<code>${problem.text}</code>` : nothing}
</li>`;
