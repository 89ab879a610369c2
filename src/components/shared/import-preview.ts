import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import warningIcon from 'lucide-static/icons/file-warning.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { ImportPreview } from '../../app/services.js';
import type { Problem } from '../../domain/errors.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { icon } from './icon.js';
import type { LeftFile } from './import-queue.js';
import { describeError, describeProblem } from './problem-message.js';

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

/** A file that could not be read. */
export const failedTemplate = ({ name }: File, error: unknown) => html`<div class="head" role="alert">
  <span class="tile error">${icon(warningIcon)}</span>
  <div>
    <p class="name">${name}</p>
    <p>${describeError(error, { file: name })} ${msg('Nothing was stored from it.')}</p>
  </div>
</div>`;

/** Files that were left out of an import of all. */
export function leftTemplate(files: readonly LeftFile[]) {
  const shown = files.slice(0, MOST_PROBLEMS);
  const why = ({ error }: LeftFile) =>
    error === undefined ? msg('Nothing that can be imported') : describeError(error);
  return html`<div class="head" role="alert">
      <span class="tile error">${icon(warningIcon)}</span>
      <p class="name">${files.length === 1 ? msg('1 file was left out; all others are stored.') : msg(str`${files.length} files were left out; all others are stored.`)}</p>
    </div>
    <ul class="problems" tabindex="0" aria-label=${msg('Problems')}>
      ${shown.map((file) => html`<li>${file.name}<small>${why(file)}</small></li>`)}
      ${files.length > shown.length ? html`<li>${msg(str`and ${files.length - shown.length} more`)}</li>` : nothing}
    </ul>`;
}
