// Parts of the duplicates' screen.
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import backIcon from 'lucide-static/icons/arrow-left.svg?raw';
import doneIcon from 'lucide-static/icons/circle-check.svg?raw';
import importIcon from 'lucide-static/icons/file-down.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import type { DuplicateGroup, DuplicateQuery, Progress } from '../../../app/services.js';
import type { Collection } from '../../../domain/collections/collection.js';
import { icon } from '../../shared/icon.js';
import { ToggleSidebarEvent } from '../../shared/toggle-sidebar-event.js';
import { gradeText, reasonsText } from './duplicate-texts.js';

/** @param imports - Ids with commas. */
export function queryOf(book: string, imports: string): DuplicateQuery {
  return {
    ...(book !== '' && { collectionIds: [book] }),
    ...(imports !== '' && { importIds: imports.split(',') }),
  };
}

export function backButton(goBack: () => void) {
  return html`<button type="button" class="icon-button plain" aria-label=${msg('Back to the list')} @click=${goBack}>${icon(backIcon)}</button>`;
}

/** Opens the lists of contacts, where they are not beside it. */
export function menuButton() {
  return html`<button type="button" class="icon-button plain menu-button" aria-label=${msg('Lists')}
    @click=${(event: Event) => event.target?.dispatchEvent(new ToggleSidebarEvent())}>${icon(menuIcon)}</button>`;
}

/** Of which address book duplicates are shown. */
export function bookChoice(books: readonly Collection[], onBook: (event: Event) => void) {
  return html`<select class="input book" aria-label=${msg('Address book')} @change=${onBook}>
    <option value="">${msg('All address books')}</option>${books.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
  </select>`;
}

/** Says that not everything is shown, and leads to all of it. */
export function importBar(showAll: () => void) {
  return html`<div class="bar">${icon(importIcon)}<span>${msg('Only those that concern the contacts just imported.')}</span>
    <button type="button" class="button" @click=${showAll}>${msg('Show all')}</button></div>`;
}

/** @param isPart - Only of what was imported. */
export function noDuplicates(isPart: boolean) {
  return html`<div class="state" role="status">${icon(doneIcon)}<strong>${msg('Everybody is there once')}</strong>
    <p>${
      isPart
        ? msg('Nobody who was imported looks like somebody you already have.')
        : msg('No two contacts look like the same person. New ones are compared as they come.')
    }</p></div>`;
}

/** While they are looked for, or after that was stopped. */
export function searching(
  isStopped: boolean,
  progress: Progress | undefined,
  on: { readonly stop: () => void; readonly restart: () => void },
) {
  if (isStopped)
    return html`<div class="state"><p>${msg('The search was stopped.')}</p>
      <button type="button" class="button" @click=${on.restart}>${msg('Search again')}</button></div>`;
  const percent = Math.round(100 * (progress?.fraction ?? 0));
  return html`<div class="state" role="status"><p>${msg('Looking for contacts that are there twice…')}</p>
    <progress max="100" aria-label=${msg('Looking for contacts that are there twice…')} .value=${percent}></progress>
    <button type="button" class="button" @click=${on.stop}>${msg('Stop')}</button></div>`;
}

/** Why the cards of a group may be one person, and what to mind. */
export function reasons({ grade, reasons: all, size, rows }: DuplicateGroup, locale: string) {
  const more = size - rows.length;
  const count = more.toLocaleString(locale);
  return html`<div class="why" id="what" tabindex="-1"><span class="grade ${grade}">${gradeText(grade)}</span><span>${reasonsText(all, locale)}</span></div>
    ${grade === 'perhaps' ? html`<p class="advice">${msg('One sign alone is no proof: look before you merge.')}</p>` : nothing}
    ${more > 0 ? html`<p class="advice">${msg(str`${count} more of this group come when these are merged.`)}</p>` : nothing}`;
}
