import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import { icon } from '../shared/icon.js';
import '../shared/ik-menu.js';
import type { MenuSelectEvent } from '../shared/ik-menu.js';
import type { Additions } from './additions.js';
import type { AppName } from './route.js';
import {
  calendarIcon,
  contactsIcon,
  dayIcon,
  mailIcon,
  roomsIcon,
  searchIcon,
  settingsIcon,
} from './shell-commands.js';

interface Tab {
  readonly app: AppName;
  readonly name: string;
  readonly icon: string;
}

/** What the rail needs of the app. */
export interface RailState {
  readonly current: AppName;
  urlOf(app: AppName): string;
  go(app: AppName): void;
  openSearch(): void;
  /** On a tab, such as how much is unread. */
  badge(app: AppName): unknown;
  /** How it stands with the relay, and what is under way. */
  readonly state: unknown;
  readonly additions: Additions | undefined;
}

/** The apps, as they are called. */
export function appTabs(): readonly Tab[] {
  return [
    { app: 'day', name: msg('My Day'), icon: dayIcon },
    { app: 'mail', name: msg('Mail'), icon: mailIcon },
    { app: 'calendar', name: msg('Calendar'), icon: calendarIcon },
    { app: 'contacts', name: msg('Contacts'), icon: contactsIcon },
    { app: 'rooms', name: msg('Rooms'), icon: roomsIcon },
  ];
}

const settingsTab = (): Tab => ({ app: 'settings', name: msg('Settings'), icon: settingsIcon });

/** What a page is called. */
export const nameOfApp = (wanted: AppName): string =>
  [...appTabs(), settingsTab()].find(({ app }) => app === wanted)?.name ?? '';

/** The apps beside the page, below it on phones: there what is no app is behind *More*. */
export function rail(state: RailState) {
  const { additions } = state;
  const tab = ({ app, name, icon: svg }: Tab, where = '') => html`<a
    class="tab ${where}"
    href=${state.urlOf(app)}
    title=${name}
    aria-current=${state.current === app ? 'page' : additions?.besideApp === app ? 'true' : nothing}
    >${icon(svg)}<span class="name">${name}</span>${state.badge(app)}</a
  >`;
  const search = msg('Search');
  const more = [
    { id: 'search', label: search, icon: searchIcon },
    { id: 'settings', label: msg('Settings'), icon: settingsIcon },
    ...(additions?.more ?? []),
  ];
  const choose = ({ id }: MenuSelectEvent) =>
    id === 'search' ? state.openSearch() : id === 'settings' ? state.go('settings') : additions?.choose(id);
  return html`<nav class="rail" aria-label=${msg('Apps')}>
    <img class="logo" src="/icon.svg" alt="" width="34" height="34" />
    ${appTabs().map((one) => tab(one))}
    <span class="space"></span>
    ${additions?.tools()}${state.state}
    <button type="button" class="tab wide" title="${search} (Ctrl+K)" @click=${state.openSearch}>
      ${icon(searchIcon)}<span class="name">${search}</span>
    </button>
    ${tab(settingsTab(), 'wide')}
    <span class="me">${additions?.person()}</span>
    <ik-menu class="more" button-class="plain" .label=${msg('More')} .items=${more} @ik-menu-select=${choose}>
      <span class="tab">${icon(moreIcon)}<span class="name">${msg('More')}</span></span>
    </ik-menu>
  </nav>`;
}
