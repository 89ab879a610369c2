// Who it is from and for, and what about.
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { fromName, toName } from '../header-names.js';
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

function recipients(context: FieldsContext, name: 'to' | 'cc' | 'bcc', label: string) {
  const { draft, identity, more, source, change, onShow } = context;
  const show = (field: 'cc' | 'bcc', text: string) =>
    more[field] ? nothing : html`<button type="button" class="link" @click=${() => onShow(field)}>${text}</button>`;
  return html`<ik-recipients class=${name} label=${label} .value=${draft[name]} .source=${source} from=${identity?.email ?? ''}
    @change=${(event: Event) => change({ [name]: (event.target as IkRecipients).value })}>
    ${name === 'to' ? html`<span slot="more" class="more">${show('cc', msg('Cc'))} ${show('bcc', msg('Bcc'))}</span>` : nothing}</ik-recipients>`;
}
