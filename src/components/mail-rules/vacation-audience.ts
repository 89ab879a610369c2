// Who gets the answer while one is away: the fields that ask, and what they become (MU16).
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { Services } from '../../app/services.js';
import {
  MAX_VACATION_CONTACTS,
  MAX_VACATION_DOMAINS,
  readDomains,
  type Vacation,
  type VacationAudience,
  vacationContacts,
} from '../../domain/mail/rules/vacation.js';

interface AudienceParts {
  readonly vacation: Vacation;
  /** The server can tell people apart. */
  readonly canChoose: boolean;
  /** As they are typed. */
  readonly domains: string;
  change(change: Partial<Vacation>): void;
  setDomains(typed: string): void;
}

const names: Readonly<Record<VacationAudience, () => string>> = {
  all: () => msg('Everybody'),
  contacts: () => msg('Only my contacts'),
  domains: () => msg('Only people of these domains'),
};

export function audienceFields({ vacation, canChoose, domains, change, setDomains }: AudienceParts) {
  const { audience } = vacation;
  if (!canChoose && audience === 'all')
    return html`<p class="quiet">${msg('This mail server answers everybody alike: it takes no scripts (Sieve) that could tell people apart.')}</p>`;
  const choose = (event: Event) => change({ audience: (event.target as HTMLSelectElement).value as VacationAudience });
  return html`<label class="field">${msg('Who is answered')}<select @change=${choose}>
      ${(Object.keys(names) as VacationAudience[]).map((id) => html`<option value=${id} ?selected=${id === audience}>${names[id]()}</option>`)}
    </select></label>
    ${
      audience === 'domains'
        ? html`<label class="field">${msg('Domains')}<input autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="example.org, example.com" .value=${domains} @input=${(event: Event) => setDomains((event.target as HTMLInputElement).value)} /></label>`
        : nothing
    }
    ${audience === 'contacts' ? html`<p class="quiet">${msg('The first address of each contact on this device, as they are when you save; save again for those who come later.')}</p>` : nothing}`;
}

/** What is missing, in words; '' when nothing is. */
export function missingInAnswer({ text, audience, otherText }: Vacation, domains: string, hasOther: boolean): string {
  if (text.trim() === '') return msg('Write what the answer is to say.');
  if (audience === 'all') return '';
  if (hasOther && otherText.trim() === '') return msg('Write what the answer to everybody else is to say.');
  if (audience === 'contacts') return '';
  const read = readDomains(domains);
  if (read.wrong.length > 0) return msg(str`“${read.wrong[0]!}” is no domain. It looks like example.org.`);
  if (read.domains.length === 0) return msg('Name a domain.');
  return read.domains.length > MAX_VACATION_DOMAINS ? msg(str`Name at most ${MAX_VACATION_DOMAINS} domains.`) : '';
}

/** The answer as it is kept: with those who are meant, and without what was typed for others. */
export async function withAudience(
  { contacts }: Services,
  vacation: Vacation,
  domains: string,
  hasOther: boolean,
): Promise<Vacation> {
  const { audience } = vacation;
  const rows = audience === 'contacts' ? await contacts.rows({ sort: 'first' }, 0, MAX_VACATION_CONTACTS) : [];
  return {
    ...vacation,
    domains: audience === 'domains' ? readDomains(domains).domains : [],
    contacts: vacationContacts(rows.map(({ email }) => email)),
    otherText: audience !== 'all' && hasOther ? vacation.otherText : '',
  };
}
