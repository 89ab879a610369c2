import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import doneIcon from 'lucide-static/icons/mail-check.svg?raw';
import accountIcon from 'lucide-static/icons/mail-plus.svg?raw';
import searchIcon from 'lucide-static/icons/search-x.svg?raw';
import importIcon from 'lucide-static/icons/upload.svg?raw';
import { icon } from '../shared/icon.js';
import { mailboxIcon, roleIcon } from './mail-names.js';
import type { MailState } from './mail-state.js';

interface EmptyActions {
  importFiles(): void;
  clearSearch(): void;
  showAll(): void;
}

/** What a list without messages says, and what can be done about it. */
export function emptyMail(state: MailState, on: EmptyActions): TemplateResult {
  const box = (svg: string, title: string, text: string, button?: TemplateResult) =>
    html`<div slot="empty" class="empty">${icon(svg)}<strong>${title}</strong><p>${text}</p>${button}</div>`;
  if (state.isSearch)
    return box(
      searchIcon,
      msg(str`Nothing found for “${state.text.trim().slice(0, 60)}”`),
      msg('Fewer words find more.'),
      html`<button type="button" class="button" @click=${on.clearSearch}>${msg('Clear search')}</button>`,
    );
  if (state.show !== 'all')
    return box(
      doneIcon,
      msg('Nothing here'),
      state.show === 'unread' ? msg('Everything in this list is read.') : msg('No message of this list is like that.'),
      html`<button type="button" class="button" @click=${on.showAll}>${msg('Show all')}</button>`,
    );
  const { list } = state.route;
  const hasMail = (state.mailboxes ?? []).some(({ totalEmails }) => totalEmails > 0);
  if (!hasMail)
    return box(
      roleIcon('inbox'),
      msg('No mail on this device yet'),
      msg(
        'Add the account of your mail provider, or bring in the mail of another program: .eml and mbox files, Maildir and Takeout zips. Drop them here.',
      ),
      html`<a class="button primary" href="/settings/mail">${icon(accountIcon)}${msg('Add a mail account')}</a>
        <button type="button" class="button" @click=${on.importFiles}>${icon(importIcon)}${msg('Import mail')}</button>`,
    );
  if (list === 'inbox') return box(doneIcon, msg('All done'), msg('There is nothing in the inbox.'));
  if (list === 'starred')
    return box(roleIcon('starred'), msg('No stars'), msg('Star what you want to find again: it is listed here.'));
  return box(
    state.mailbox === undefined ? roleIcon(state.role ?? 'all') : mailboxIcon(state.mailbox),
    msg('Empty'),
    msg('There is no message here.'),
  );
}
