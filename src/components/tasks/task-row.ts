import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import checkIcon from 'lucide-static/icons/check.svg?raw';
import downIcon from 'lucide-static/icons/chevron-down.svg?raw';
import flagIcon from 'lucide-static/icons/flag.svg?raw';
import repeatIcon from 'lucide-static/icons/repeat.svg?raw';
import type { Collection } from '../../domain/collections/collection.js';
import { isClosed } from '../../domain/tasks/task-entry.js';
import type { TaskLine } from '../../domain/tasks/task-list.js';
import { icon } from '../shared/icon.js';
import { groupText, partsText, priorityText } from './task-texts.js';

/** CSS pixels from the edge to a task of its own, and for each step further in. */
const FIRST_INDENT = 26;
const INDENT = 26;

/** The heading of a group, as a line of the tree. */
export function groupRow(
  line: Extract<TaskLine, { kind: 'group' }>,
  { index, open, active }: { readonly index: number; readonly open: boolean; readonly active: boolean },
) {
  return html`<div id=${`line-${index}`} aria-labelledby=${`line-${index}`} data-index=${index} role="treeitem" aria-level="1" aria-expanded=${String(open)}
    aria-selected=${String(active)} class=${classMap({ line: true, group: true, [line.group]: true, active })}>
    ${icon(downIcon)}<span>${groupText(line.group)}</span><span class="count">${line.count}</span>
  </div>`;
}

export interface TaskRowState {
  readonly index: number;
  readonly active: boolean;
  /** Its parts are not shown. */
  readonly folded: boolean;
  /** OKLCH degrees. */
  readonly hue: number;
  /** When it is due, in words. */
  readonly due: string;
  readonly late: boolean;
  /** Of several. */
  readonly calendar: Pick<Collection, 'name'> | undefined;
  /** It may only be read. */
  readonly fixed: boolean;
  /** The button with what can be done to it. */
  readonly menu: unknown;
}

/** A task, as a line of the tree; one that has parts says how many of them are done. */
export function taskRow({ entry, depth, parts, place }: Extract<TaskLine, { kind: 'task' }>, row: TaskRowState) {
  const done = isClosed(entry);
  const title = entry.title || msg('(no title)');
  const hasParts = parts.all > 0;
  const progress = hasParts ? Math.round((parts.done / parts.all) * 100) : entry.percent;
  const name = `name-${row.index}`;
  return html`<div id=${`line-${row.index}`} aria-labelledby=${name} data-index=${row.index} role="treeitem" aria-level=${depth + 2}
    aria-setsize=${place.of} aria-posinset=${place.at} aria-checked=${String(done)} aria-selected=${String(row.active)}
    aria-expanded=${hasParts ? String(!row.folded) : nothing} aria-describedby=${hasParts ? `parts-${row.index}` : nothing}
    class=${classMap({ line: true, hue: true, done, active: row.active, fixed: row.fixed })}
    .style=${`--h:${row.hue};padding-inline-start:${FIRST_INDENT + depth * INDENT}px`}>
    ${hasParts ? html`<span class=${classMap({ fold: true, folded: row.folded })}>${icon(downIcon)}</span>` : nothing}
    <span class="tick">${icon(checkIcon)}</span>
    <span class="name" id=${name}><span class="title">${title}</span>
    <span class="facts">
      ${entry.recurring ? icon(repeatIcon) : nothing}
      ${entry.priority > 0 ? html`<span class=${classMap({ flag: true, high: entry.priority < 5 })}>${icon(flagIcon)}</span>` : nothing}
      ${hasParts ? html`<span>${parts.done}/${parts.all}</span>` : nothing}
      ${!done && progress > 0 ? html`<progress max="100" .value=${progress} aria-hidden="true"></progress>` : nothing}
      ${row.calendar ? html`<span class="calendar"><span class="dot"></span><span>${row.calendar.name}</span></span>` : nothing}
      ${row.due ? html`<span class=${row.late ? 'late' : ''}>${row.due}</span>` : nothing}
      ${entry.priority > 0 ? html`<span class="visually-hidden">${priorityText(entry.priority)}</span>` : nothing}
    </span></span>
    ${hasParts ? html`<span class="visually-hidden" aria-hidden="true" id=${`parts-${row.index}`}>${partsText(parts)}</span>` : nothing}
    <span class="end">${row.menu}</span>
  </div>`;
}
