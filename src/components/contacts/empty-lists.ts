import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import importIcon from 'lucide-static/icons/upload.svg?raw';
import newIcon from 'lucide-static/icons/user-plus.svg?raw';
import contactIcon from 'lucide-static/icons/users-round.svg?raw';
import { icon } from '../shared/icon.js';

/** What an empty list says: why it is empty, and how to fill it. Styled by `.empty`. */
export function emptyList(
  list: { readonly text: string; readonly favourites: boolean; readonly group?: string },
  on: { create(): void; import(): void; clearSearch(): void },
): TemplateResult {
  const { text } = list;
  if (text !== '')
    return html`<div slot="empty" class="empty">${icon(searchIcon)}<strong>${msg(str`Nobody found for “${text}”`)}</strong>
      <p>${msg('Names, addresses, numbers, organisations and notes were searched.')}</p>
      <div><button type="button" class="button" @click=${on.clearSearch}>${msg('Clear search')}</button></div></div>`;
  if (list.favourites)
    return html`<div slot="empty" class="empty">${icon(starIcon)}<strong>${msg('No favourites yet')}</strong>
      <p>${msg('Press the star on a contact to find it here.')}</p></div>`;
  if (list.group === '')
    return html`<div slot="empty" class="empty">${icon(contactIcon)}<strong>${msg('Everybody is in a group')}</strong></div>`;
  if (list.group !== undefined)
    return html`<div slot="empty" class="empty">${icon(contactIcon)}<strong>${msg('Nobody is in this group yet')}</strong>
      <p>${msg('Drag contacts onto its name, or tick it in a contact’s form.')}</p></div>`;
  return html`<div slot="empty" class="empty">${icon(contactIcon)}<strong>${msg('No contacts yet')}</strong>
    <p>${msg('Drop a .vcf file here, or begin with a new contact. Everything stays on this device.')}</p>
    <div>
      <button type="button" class="button" @click=${on.import}>${icon(importIcon)}${msg('Import')}</button>
      <button type="button" class="button primary" @click=${on.create}>${icon(newIcon)}${msg('New contact')}</button>
    </div></div>`;
}
