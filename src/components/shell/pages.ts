import { html, type TemplateResult } from 'lit';
import type { AppName, Route } from './route.js';

/** Code of each page, loaded when it is first shown. */
export const pages: Readonly<Record<AppName, () => Promise<unknown>>> = {
  day: () => import('../day/ik-day.js'),
  calendar: () => import('../calendar/ik-calendar-page.js'),
  contacts: () => import('../contacts/ik-contacts-page.js'),
  mail: () => import('../mail/ik-mail.js'),
  rooms: () => import('../rooms/ik-rooms.js'),
  settings: () => import('./ik-settings-page.js'),
};

/** The page of an address. @param version - Of the app. */
export function pageTemplate({ app, path }: Route, version: string): TemplateResult {
  switch (app) {
    case 'day':
      return html`<ik-day></ik-day>`;
    case 'settings':
      return html`<ik-settings-page .version=${version} .path=${path}></ik-settings-page>`;
    case 'mail':
      return html`<ik-mail .path=${path}></ik-mail>`;
    case 'rooms':
      return html`<ik-rooms .path=${path}></ik-rooms>`;
    case 'contacts':
      return html`<ik-contacts-page .path=${path}></ik-contacts-page>`;
    case 'calendar':
      return html`<ik-calendar-page .path=${path} .query=${location.search}></ik-calendar-page>`;
  }
}
