import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import type { Done, Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { ReceivedInvite, RejectedEdit, SharedNews } from '../../domain/sharing/sharing.js';
import { servicesContext } from '../contexts.js';
import '../rooms/ik-room-losses.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import './ik-invite-badge.js';
import './ik-invite-card.js';
import { personName } from './sharing-texts.js';

/** Lines of a card before it says how many more there are. */
const SHOWN = 8;

function byCollection<T extends { readonly collectionId: string }>(all: readonly T[]): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const each of all) found.set(each.collectionId, [...(found.get(each.collectionId) ?? []), each]);
  return [...found];
}

/**
 * Above every page: invitations, edits that could not be saved, and what others did meanwhile. Nothing while there is nothing.
 *
 * @fires {NoticeEvent} ik-notice - Something was done, and can be taken back.
 */
@customElement('ik-sharing-cards')
@localized()
export class IkSharingCards extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      .cards { display: grid; gap: 8px; margin: 10px 10px 0 8px; max-block-size: 45dvh; overflow: auto; }
      .card { position: relative; display: grid; gap: 8px; padding: 14px 52px 14px 16px; border: 1px solid var(--ik-line); border-radius: 14px; background: var(--ik-surface); }
      h2 { margin: 0; font-size: 14px; font-weight: 650; }
      p, li { font-size: 13.5px; line-height: 1.45; overflow-wrap: anywhere; }
      p { margin: 0; }
      ul { margin: 0; padding-inline-start: 18px; }
      .quiet { color: var(--ik-text-2); }
      .close { position: absolute; inset-block-start: 8px; inset-inline-end: 8px; }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; }
      details summary { min-block-size: 32px; align-content: center; color: var(--ik-accent); font-size: 13px; font-weight: 550; cursor: pointer; }
      @media (width < 720px) { .cards { margin: 8px; } }
      @media (pointer: coarse) { .button, summary { min-block-size: 44px !important; } .close { inline-size: 44px; min-block-size: 44px; inset-block-start: 2px; inset-inline-end: 2px; } }
      @media print { :host { display: none; } }
    `,
  ];

  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  /** Invitations that wait in the sidebar's list. */
  @state() private _later: ReadonlySet<string> = new Set();
  private readonly _invites = new LiveController(this, () => this._services?.sharing.watchInvites());
  private readonly _rejected = new LiveController(this, () => this._services?.sharing.watchRejected());
  private readonly _news = new LiveController(this, () => this._services?.sharing.watchNews());
  private readonly _calendars = new LiveController(this, () => this._services?.collections.watch('calendar'));
  private readonly _books = new LiveController(this, () => this._services?.collections.watch('addressbook'));

  protected override willUpdate(changed: PropertyValues) {
    if (!changed.has('_services')) return;
    for (const live of [this._invites, this._rejected, this._news, this._calendars, this._books]) live.refresh();
  }

  private get _collections(): readonly Collection[] {
    return [...(this._calendars.value ?? []), ...(this._books.value ?? [])];
  }

  private _nameOf = (id: string) => this._collections.find((each) => each.id === id)?.name ?? msg('something shared');

  private async _do(work: (services: Services['sharing']) => Promise<Done>, text: string) {
    if (this._services === undefined) return;
    try {
      const done = await work(this._services.sharing);
      this.dispatchEvent(new NoticeEvent(text, { undo: () => done.undo() }));
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private _invite = (invite: ReceivedInvite) => {
    const answer = async (said: 'accept' | 'decline') => {
      await this._services?.sharing.answer(invite, said);
      const text = said === 'accept' ? msg(str`You have “${invite.name}” now.`) : msg('Declined.');
      this.dispatchEvent(new NoticeEvent(text));
    };
    const later = () => {
      this._later = new Set([...this._later, invite.id]);
    };
    return html`<section class="card" aria-label=${msg('Invitation')}>
      <ik-invite-card .invite=${invite} .answer=${answer}></ik-invite-card>
      <button type="button" class="icon-button plain close" aria-label=${msg('Later')} title=${msg('Later')} @click=${later}>${icon(closeIcon)}</button>
    </section>`;
  };

  /** Where copies go: the person's own of that kind. */
  private _home(collectionId: string): Collection | undefined {
    const all = this._collections;
    const kind = all.find(({ id }) => id === collectionId)?.kind ?? 'calendar';
    return all.find((each) => each.kind === kind && each.share === undefined && each.source === undefined);
  }

  private _lost = ([collectionId, edits]: [string, RejectedEdit[]]) => {
    const name = this._nameOf(collectionId);
    const count = edits.length;
    const why = {
      role: msg('You can only view it now.'),
      removed: msg('It is not shared with you any more.'),
      frozen: msg('Its owner has stopped all changes.'),
      limit: msg('It was too large.'),
    }[edits[0]!.reason];
    const home = this._home(collectionId);
    const saved =
      count === 1
        ? msg(str`One edit could not be saved in “${name}”.`)
        : msg(str`${count} edits could not be saved in “${name}”.`);
    return html`<section class="card" aria-label=${msg('Edits that could not be saved')}>
      <h2>${saved}</h2><p>${why}</p>
      ${this._list(edits.map(({ title }) => html`${title || msg('(no title)')}`))}
      <div class="acts">
        ${
          home === undefined
            ? nothing
            : html`<button type="button" class="button primary" @click=${() => void this._do((sharing) => sharing.keepRejected(edits, home.id), msg(str`Copied into “${home.name}”.`))}>${msg(str`Keep as copy in “${home.name}”`)}</button>`
        }
        <button type="button" class="button" @click=${() => void this._do((sharing) => sharing.dropRejected(edits), msg('Discarded.'))}>${msg('Discard')}</button>
      </div>
    </section>`;
  };

  private _list(lines: readonly TemplateResult[]) {
    const more = lines.length - SHOWN;
    return html`<ul>${lines.slice(0, SHOWN).map((line) => html`<li>${line}</li>`)}${more > 0 ? html`<li class="quiet">${msg(str`and ${more} more`)}</li>` : nothing}</ul>`;
  }

  private _line = ({ kind, title, by }: SharedNews) => {
    const who = personName(by);
    const what = title || msg('(no title)');
    if (kind === 'added') return html`${msg(str`${who} added “${what}”`)}`;
    return html`${kind === 'deleted' ? msg(str`${who} deleted “${what}”`) : msg(str`${who} changed “${what}”`)}`;
  };

  private _while(news: readonly SharedNews[]) {
    const groups = byCollection(news);
    return html`<section class="card" aria-label=${msg('While you were away')}>
      <h2>${msg('While you were away')}</h2>
      ${groups.map(([id, all]) => {
        const name = this._nameOf(id);
        const text =
          all.length === 1 ? msg(str`One change in “${name}”`) : msg(str`${all.length} changes in “${name}”`);
        return html`<details><summary>${text}</summary>${this._list(all.map(this._line))}</details>`;
      })}
      <button type="button" class="icon-button plain close" aria-label=${msg('Dismiss')} title=${msg('Dismiss')}
        @click=${() => void this._do((sharing) => sharing.forgetNews(), msg('Dismissed.'))}>${icon(closeIcon)}</button>
    </section>`;
  }

  protected override render() {
    const invites = (this._invites.value ?? []).filter(({ id }) => !this._later.has(id));
    const rejected = byCollection(this._rejected.value ?? []);
    const news = this._news.value ?? [];
    const losses = html`<ik-room-losses></ik-room-losses>`;
    if (invites.length + rejected.length + news.length === 0) return losses;
    return html`${losses}<div class="cards" role="region" aria-label=${msg('Sharing')} tabindex="-1">${invites.map(this._invite)}${rejected.map(this._lost)}${news.length === 0 ? nothing : this._while(news)}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-sharing-cards': IkSharingCards;
  }
}
