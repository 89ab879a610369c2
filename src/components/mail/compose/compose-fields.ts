// Who it is from and for, and what about.
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import bookIcon from 'lucide-static/icons/book-user.svg?raw';
import { icon } from '../../shared/icon.js';
import { fromName, toName } from '../header-names.js';
import type { RecipientField } from '../people/pick-addresses.js';
import type { ComposeDraft } from './compose-draft.js';
import type { IkRecipients } from './ik-recipients.js';
import type { SenderIdentity } from './sender-identities.js';
import type { RecipientSource } from './suggest-recipients.js';

interface FieldsContext {
  readonly draft: ComposeDraft;
  readonly identities: readonly SenderIdentity[];
  readonly identity: SenderIdentity | undefined;
  /** Fields that are shown. */
  readonly more: { readonly cc: boolean; readonly bcc: boolean };
  readonly source: RecipientSource;
  change(change: Partial<ComposeDraft>): void;
  onFrom(key: string): void;
  onShow(field: 'cc' | 'bcc'): void;
  /** The address books are wanted. */
  onPick(field: RecipientField): void;
}

export function composeFields(context: FieldsContext) {
  const { draft, identities, identity, more, change, onFrom } = context;
  const from = (event: Event) => onFrom((event.target as HTMLSelectElement).value);
  return html`<div class="fields">
    ${
      identities.length > 1
        ? html`<label class="from"><span>${fromName()}</span><select @change=${from}>
          ${identities.map((one) => html`<option value=${one.key} ?selected=${one === identity}>${one.name === '' ? one.email : `${one.name} <${one.email}>`}</option>`)}
        </select></label>`
        : nothing
    }
    ${recipients(context, 'to', toName())} ${more.cc ? recipients(context, 'cc', msg('Cc')) : nothing} ${more.bcc ? recipients(context, 'bcc', msg('Bcc')) : nothing}
    <input class="subject" type="text" autocomplete="off" aria-label=${msg('Subject')} placeholder=${msg('Subject')} .value=${draft.subject}
      @input=${(event: Event) => change({ subject: (event.target as HTMLInputElement).value })} />
  </div>`;
}

function recipients(context: FieldsContext, name: RecipientField, label: string) {
  const { draft, identity, more, source, change, onShow, onPick } = context;
  const show = (field: 'cc' | 'bcc', text: string) =>
    more[field] ? nothing : html`<button type="button" class="link" @click=${() => onShow(field)}>${text}</button>`;
  return html`<ik-recipients class=${name} label=${label} .value=${draft[name]} .source=${source} from=${identity?.email ?? ''}
    @change=${(event: Event) => change({ [name]: (event.target as IkRecipients).value })}>
    <span slot="more" class="more">${name === 'to' ? html`${show('cc', msg('Cc'))} ${show('bcc', msg('Bcc'))}` : nothing}
      <button type="button" class="icon-button plain book" aria-label=${msg(str`Choose from address books: ${label}`)} title=${msg('Address books')} @click=${() => onPick(name)}>${icon(bookIcon)}</button></span></ik-recipients>`;
}
