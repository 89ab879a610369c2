import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import linkIcon from 'lucide-static/icons/link.svg?raw';
import { type AccountView, recoveryConfirmed } from '../../app/account/account.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import * as roles from '../../domain/sharing/roles.js';
import type { CollectionShare, Invitee, PendingInvite, Role, ShareMember } from '../../domain/sharing/sharing.js';
import { setUpAccount, showRecoveryKey } from '../account/account-flows.js';
import { face, faceStyles } from '../contacts/contact-face.js';
import { displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import './ik-invite-form.js';
import './ik-link-box.js';
import './ik-public-link.js';
import { statusNote } from '../status/status-note.js';
import { type Access, accessName } from './role-names.js';
import { styles } from './share-dialog.styles.js';
import { dayText, describeShareError, inviteName, personName } from './sharing-texts.js';
import { watchAccount } from './watch-account.js';

/**
 * Who has a calendar or an address book: invite, change what people may do, take back. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 * @fires {NoticeEvent} ik-notice - Something was done.
 */
@customElement('ik-share-dialog')
@localized()
export class IkShareDialog extends LitElement {
  static override styles = [controls, hue, faceStyles, styles];

  @property({ attribute: false }) collection!: Collection;
  @property({ attribute: false }) suggest: (
    typed: string,
  ) => Promise<readonly { readonly name: string; readonly email: string }[]> = async () => [];
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @state() private _open = true;
  @state() private _problem = '';
  @state() private _link:
    | { readonly invite: string; readonly address: string; readonly before: readonly string[] }
    | undefined;
  /** Of whom, and the words to compare. */
  @state() private _words: { readonly account: string; readonly list: readonly string[] } | undefined;
  private readonly _busy = new LiveController(this, () => this._services?.sharing.watchBusy(this.collection.id));
  private readonly _share = new LiveController(this, () => this._services?.sharing.watch(this.collection.id));
  /** Wrapped: no answer yet is another thing than no account. */
  private readonly _account = new LiveController(this, () => this._services && watchAccount(this._services));

  protected override willUpdate(changed: PropertyValues) {
    if (!changed.has('_services')) return;
    this._share.refresh();
    this._busy.refresh();
    this._account.refresh();
  }

  /** Says why when it does not work. */
  private async _do(work: (sharing: Services['sharing']) => Promise<unknown>, done?: string) {
    if (this._services === undefined) return;
    this._problem = '';
    try {
      await work(this._services.sharing);
      if (done !== undefined) this.dispatchEvent(new NoticeEvent(done));
    } catch (error) {
      this._problem = describeShareError(error);
    }
  }

  private _invite = (who: Invitee, access: Access): Promise<string> => {
    const { sharing } = this._services!;
    return access === 'busy'
      ? sharing.inviteBusy(this.collection, who)
      : sharing.invite(this.collection.id, who, access);
  };

  private get _root(): ShadowRoot {
    return this.renderRoot as ShadowRoot;
  }

  private _onMember(share: CollectionShare, member: ShareMember, action: string) {
    const name = personName(member);
    const me = share.members.find(({ isMe }) => isMe);
    if (action === 'remove')
      void this._do(
        (sharing) => sharing.remove(share, member),
        msg(str`${name} does not have it any more. Nothing new reaches them.`),
      );
    else if (action === 'confirm')
      void this._do((sharing) => sharing.confirm(share, member), msg(str`${name} has the role you invited them to.`));
    else if (action === 'transfer')
      void this._do((sharing) => sharing.transfer(share, member), msg(str`${name} is the owner now.`));
    else if (action === 'compare' && me !== undefined)
      void this._do(async (sharing) => {
        this._words = { account: member.account, list: await sharing.compare(member, me) };
      });
  }

  /** Ids of links that are open. */
  private get _openLinks(): readonly string[] {
    return [this._share.value, this._busy.value]
      .flatMap((share) => share?.invites ?? [])
      .flatMap(({ id, byLink }) => (byLink ? [id] : []));
  }

  private _onInvite(share: CollectionShare, invite: PendingInvite, action: string) {
    const address = invite.person?.address ?? '';
    const before = this._openLinks;
    if (action === 'withdraw')
      void this._do((sharing) => sharing.withdraw(share, invite), msg('The invitation was withdrawn.'));
    else if (action === 'resend')
      void this._do(
        async (sharing) => {
          const link = await sharing.resend(share, invite);
          this._link = link === '' ? undefined : { invite: link, address, before };
        },
        invite.byLink ? msg('There is a new link; the old one leads nowhere.') : msg('The invitation was sent again.'),
      );
    else
      void this._do(async (sharing) => {
        const link = await sharing.link(share, invite);
        if (link === '') this._problem = msg('This link was made on another device. Make a new one to have it here.');
        else this._link = { invite: link, address, before: before.filter((id) => id !== invite.id) };
      });
  }

  private _memberMenu(share: CollectionShare, member: ShareMember) {
    const items: MenuItem[] = [
      ...(roles.mayConfirm(share, member) ? [{ id: 'confirm', label: msg('This is the right person') }] : []),
      ...(member.isMe ? [] : [{ id: 'compare', label: msg('Compare words') }]),
      ...(share !== this._busy.value && roles.mayTransfer(share, member)
        ? [{ id: 'transfer', label: msg('Make the owner') }]
        : []),
      ...(roles.mayRemove(share, member)
        ? [{ id: 'remove', label: msg('Remove'), danger: true, separated: true }]
        : []),
    ];
    if (items.length === 0) return nothing;
    return html`<ik-menu button-class="icon-button plain" label=${msg(str`Actions for ${personName(member)}`)} .items=${items}
      @ik-menu-select=${(event: MenuSelectEvent) => this._onMember(share, member, event.id)}>${icon(moreIcon)}</ik-menu>`;
  }

  /** Of somebody in this share: that of the calendar itself, or of the one that only shows when it is busy. */
  private _access(share: CollectionShare, role: Role): string {
    return accessName(share === this._busy.value ? 'busy' : role, this.collection.kind);
  }

  private _role(share: CollectionShare, member: ShareMember) {
    const { kind } = this.collection;
    if (share === this._busy.value) return html`<span class="role">${accessName('busy', kind)}</span>`;
    const choices = roles.rolesToGive(share, member, kind);
    if (choices.length < 2) return html`<span class="role">${accessName(member.role, kind)}</span>`;
    const change = (event: Event) => {
      const role = choices[(event.target as HTMLSelectElement).selectedIndex]!;
      void this._do((sharing) => sharing.setRole(share, member, role)).then(() => this.requestUpdate());
    };
    return html`<select aria-label=${msg(str`Role of ${personName(member)}`)} @change=${change}>
      ${choices.map((role: Role) => html`<option .selected=${role === member.role}>${accessName(role, kind)}</option>`)}
    </select>`;
  }

  private _member(share: CollectionShare, member: ShareMember) {
    const name = personName(member);
    const { awaits } = member;
    const waits = awaits && msg(str`Came by link. Invited to: ${accessName(awaits, this.collection.kind)}.`);
    return html`<li>${face({ initials: initialsOf(name), hue: hueOf(member.account), who: member.account })}
      <span class="who">${name}${member.isMe ? ` ${msg('(you)')}` : statusNote(member.account)}
        ${member.address && member.name ? html`<span class="quiet">${member.address}</span>` : nothing}
        ${waits ? html`<span class="quiet waits">${waits}</span>` : nothing}</span>
      ${
        roles.mayConfirm(share, member)
          ? html`<button type="button" class="button" @click=${() => this._onMember(share, member, 'confirm')}>${msg('Confirm')}</button>`
          : this._role(share, member)
      }
      ${this._memberMenu(share, member)}</li>
      ${this._words?.account === member.account ? this._compared(name) : nothing}`;
  }

  private _compared(name: string) {
    return html`<li class="note"><p>${msg(str`Read these words to ${name}, by telephone or face to face. They see the same ones when nobody stands between you.`)}</p>
      <ol class="words">${this._words?.list.map((word) => html`<li>${word}</li>`)}</ol></li>`;
  }

  private _pending(share: CollectionShare, invite: PendingInvite) {
    const name = inviteName(invite);
    const until = this._display ? dayText(invite.expires, this._display) : '';
    const items: MenuItem[] = [
      ...(invite.byLink && invite.mine ? [{ id: 'link', label: msg('Show the link') }] : []),
      { id: 'resend', label: invite.byLink ? msg('Make a new link') : msg('Send again') },
      { id: 'withdraw', label: msg('Withdraw'), danger: true, separated: true },
    ];
    const mayChange = roles.mayWithdraw(share, invite);
    return html`<li><span class="sign">${icon(invite.byLink ? linkIcon : clockIcon)}</span>
      <span class="who">${name}<span class="quiet">${this._access(share, invite.role)} · ${msg(str`open until ${until}`)}</span></span>
      ${
        mayChange
          ? html`<ik-menu button-class="icon-button plain" label=${msg(str`Actions for ${name}`)} .items=${items}
            @ik-menu-select=${(event: MenuSelectEvent) => this._onInvite(share, invite, event.id)}>${icon(moreIcon)}</ik-menu>`
          : nothing
      }</li>`;
  }

  /** What has to be before anything can be shared. */
  private _before(account: AccountView | undefined) {
    const act = (text: string, work: () => unknown) =>
      html`<span class="acts"><button type="button" class="button primary" @click=${work}>${text}</button></span>`;
    if (account === undefined)
      return html`<div class="note"><p>${msg('To share, this device needs an account with a relay: it takes half a minute, and needs no e-mail address.')}</p>
        ${act(msg('Set up'), () => void setUpAccount(this._root))}</div>`;
    if (!recoveryConfirmed(account))
      return html`<div class="note"><p>${msg('Before you share, show that you have the 24 words of your recovery key. Without them, losing this device would lose what others gave you.')}</p>
        ${act(msg('Show the recovery key'), () => void showRecoveryKey(this._root, account, false))}</div>`;
    if (this._share.value === undefined)
      return html`<div class="note" role="status"><p>${msg('This is not at the relay yet. It will be as soon as the relay can be reached.')}</p></div>`;
    return undefined;
  }

  private _people(share: CollectionShare) {
    const { kind } = this.collection;
    const choices: readonly Access[] = [
      ...roles.rolesToInvite(share.myRole, kind),
      ...(kind === 'calendar' && share.myRole === 4 ? (['busy'] as const) : []),
    ];
    const busy = this._busy.value;
    const guests = busy?.members.filter(({ isMe }) => !isMe) ?? [];
    const invites = [share, ...(busy ? [busy] : [])].flatMap((of) => of.invites.map((invite) => [of, invite] as const));
    return html`${
      choices.length === 0
        ? html`<p class="note">${msg('You can see who has it. Only those who share it invite others.')}</p>`
        : html`<ik-invite-form .kind=${kind} .name=${this.collection.name} .choices=${choices} .suggest=${this.suggest} .invite=${this._invite} .openLinks=${this._openLinks}></ik-invite-form>`
    }
      ${this._problem === '' ? nothing : html`<p class="problem" role="alert">${this._problem}</p>`}
      ${this._link ? html`<ik-link-box .link=${this._link.invite} .address=${this._link.address} .name=${this.collection.name} .open=${this._openLinks} .earlier=${this._link.before}></ik-link-box>` : nothing}
      <section><h3>${msg('Who has it')}</h3><ul>${share.members.map((member) => this._member(share, member))}${guests.map((member) => this._member(busy!, member))}</ul></section>
      ${
        invites.length === 0
          ? nothing
          : html`<section><h3>${msg('Invited')}</h3><ul>${invites.map(([of, invite]) => this._pending(of, invite))}</ul></section>`
      }`;
  }

  private _public() {
    if (this.collection.kind !== 'calendar' || this._share.value?.myRole !== 4) return nothing;
    return html`<details><summary>${msg('For everybody, by an address')}</summary><ik-public-link collection-id=${this.collection.id}></ik-public-link></details>`;
  }

  protected override render() {
    const before = this._account.value === undefined ? undefined : this._before(this._account.value.account);
    const share = this._share.value;
    return html`<ik-dialog heading=${msg(str`Share “${this.collection.name}”`)} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <div class="body">${before ?? (share ? this._people(share) : nothing)}${before ? nothing : this._public()}</div>
      <button slot="footer" type="button" class="button" @click=${() => (this._open = false)}>${msg('Done')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-share-dialog': IkShareDialog;
  }
}
