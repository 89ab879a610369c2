// The card beside the list, with what the app knows and does besides.
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import restoreIcon from 'lucide-static/icons/archive-restore.svg?raw';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import historyIcon from 'lucide-static/icons/history.svg?raw';
import codeIcon from 'lucide-static/icons/qr-code.svg?raw';
import shareIcon from 'lucide-static/icons/user-plus.svg?raw';
import contactIcon from 'lucide-static/icons/user-round.svg?raw';
import { canEdit } from '../../domain/collections/collection.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import type { CardActionEvent } from './contact-events.js';
import type { ContactsState } from './contacts-state.js';
import './ik-contact-card.js';
import type { PeopleLookup } from './people-lookup.js';

/** What the card's menu asks for. */
export type CardMenuAction = 'code' | 'copy' | 'share' | 'export-4' | 'export-3' | 'export-csv' | 'history' | 'restore';

interface Pane {
  readonly state: ContactsState;
  /** BCP 47. */
  readonly locale: string;
  readonly narrow: boolean;
  readonly people: PeopleLookup;
  onAction(event: CardActionEvent): void;
  onMenu(action: CardMenuAction): void;
}

function menu(choose: Pane['onMenu'], readonly: boolean) {
  const items: readonly MenuItem[] = [
    { id: 'code', label: msg('QR code'), icon: codeIcon },
    { id: 'copy', label: msg('Copy or move'), icon: copyIcon },
    { id: 'share', label: msg('Share a copy…'), icon: shareIcon },
    { id: 'export-4', label: msg('Export as vCard 4.0'), icon: exportIcon, separated: true },
    { id: 'export-3', label: msg('Export as vCard 3.0'), icon: exportIcon },
    { id: 'export-csv', label: msg('Export as a table (CSV)'), icon: exportIcon },
    { id: 'history', label: msg('History of this contact'), icon: historyIcon, separated: true },
    ...(readonly ? [] : [{ id: 'restore', label: msg('Restore the address book'), icon: restoreIcon } as const]),
  ];
  return html`<ik-menu slot="actions" button-class="icon-button plain" label=${msg('More')} .items=${items}
    @ik-menu-select=${(event: MenuSelectEvent) => choose(event.id as CardMenuAction)}>${icon(moreIcon)}</ik-menu>`;
}

/** Only once there is a card: what else the device knows can wait. */
function inCommon({ state }: Pane) {
  const emails = state.detail?.fields.emails ?? [];
  if (emails.length === 0) return nothing;
  void import('./ik-in-common.js').catch(() => {}); // the card is whole without it
  return html`<ik-in-common .addresses=${emails.map(({ value }) => value)}></ik-in-common>`;
}

/** The open contact, or a word that none is. */
export function cardPane(pane: Pane) {
  const { state, locale, narrow, people } = pane;
  const { uid } = state.route;
  if (uid === undefined)
    return html`<div class="none">${icon(contactIcon)}<span>${msg('Choose a contact')}</span></div>`;
  const { card, books, detail } = state;
  const own = books.find(({ id }) => id === detail?.ref.collectionId);
  const book = books.length > 1 ? own : undefined;
  const isReadOnly = own !== undefined && !canEdit(own);
  return html`<ik-contact-card .uid=${uid} .fields=${card === 'missing' ? card : card?.fields} .book=${book?.name ?? ''} locale=${locale} ?narrow=${narrow}
    .groups=${detail?.groups} .people=${people} companion ?readonly=${isReadOnly} @ik-card-action=${pane.onAction}>${menu(pane.onMenu, isReadOnly)}${inCommon(pane)}</ik-contact-card>`;
}
