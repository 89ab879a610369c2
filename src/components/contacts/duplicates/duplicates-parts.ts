// Parts of the duplicates' screen.
import { msg } from '@lit/localize';
import { html } from 'lit';
import doneIcon from 'lucide-static/icons/circle-check.svg?raw';
import importIcon from 'lucide-static/icons/file-down.svg?raw';
import type { DuplicateQuery, Progress } from '../../../app/services.js';
import { icon } from '../../shared/icon.js';

/** @param imports - Ids with commas. */
export function queryOf(book: string, imports: string): DuplicateQuery {
  return {
    ...(book !== '' && { collectionIds: [book] }),
    ...(imports !== '' && { importIds: imports.split(',') }),
  };
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
