import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { OutgoingMail, Services } from '../../../app/services.js';
import type { MailTexts } from '../../../domain/mail/compose/mail-texts.js';
import type { MailAccount } from '../../../domain/mail/mailbox.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createMomentTexts } from '../../../domain/time/moment-texts.js';
import { firstOf } from '../../../domain/watchable.js';
import { helpWithWriting } from '../../assistant/writing-help-tool.js';
import { displayContext, servicesContext } from '../../contexts.js';
import { LiveController } from '../../shared/live-controller.js';
import { NavigateEvent } from '../../shared/navigate-event.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { mailUrl } from '../mail-route.js';
import { beginDraft } from './begin-draft.js';
import type { ComposeDraft } from './compose-draft.js';
import type { ComposeEndEvent, ComposeSizeEvent } from './compose-events.js';
import { composeLooks } from './compose-looks.js';
import type { ComposeRequest } from './compose-request.js';
import './ik-compose.js';
import type { IkCompose } from './ik-compose.js';
import { sendDraft } from './send-draft.js';
import { senderIdentities, shareRememberedIdentities } from './sender-identities.js';
import { createRecipientSource } from './suggest-recipients.js';

interface OpenWindow {
  readonly id: number;
  readonly draft: ComposeDraft;
  readonly size: 'small' | 'normal' | 'large';
  /** What had the focus before. */
  readonly opener: HTMLElement | null;
}

const MAX_WINDOWS = 8;

/**
 * The windows that mail is written in, at the lower edge of the app, above every page. It is drawn in the page's own tree: the
 * editor can read its selection only there.
 */
@customElement('ik-compose-dock')
@localized()
export class IkComposeDock extends LitElement {
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @state() private _windows: readonly OpenWindow[] = [];
  private _nextId = 1;
  private _sending = new Map<string, string>();
  private readonly _accounts = new LiveController<readonly MailAccount[]>(this, () =>
    this._services?.mail.watchAccounts(),
  );
  private readonly _texts = new LiveController<MailTexts>(this, () => this._services?.mail.watchTexts());
  private readonly _outgoing = new LiveController<readonly OutgoingMail[]>(this, () =>
    this._services?.mail.watchOutgoing(),
  );
  private readonly _source = createRecipientSource(
    () => this._services,
    () => systemClock.now(),
    () => this._identities.map(({ email }) => email.toLowerCase()),
  );

  protected override createRenderRoot() {
    if (!document.adoptedStyleSheets.includes(dockSheet)) document.adoptedStyleSheets.push(dockSheet);
    return this;
  }

  protected override willUpdate(changed: PropertyValues) {
    if (!changed.has('_services')) return;
    this._accounts.refresh();
    this._texts.refresh();
    this._outgoing.refresh();
  }

  protected override updated() {
    this._tellWhatBecame();
  }

  private get _identities() {
    return senderIdentities(this._accounts.value ?? [], this._texts.value?.identities ?? {});
  }

  /** Opens a window; a draft that is open already comes to the front. */
  async open(request: ComposeRequest): Promise<void> {
    await this.updateComplete;
    const services = this._services;
    if (services === undefined) return;
    const known = request.kind === 'draft' && this._windows.find(({ id }) => this._savedIdOf(id) === request.emailId);
    if (known) return this._resize(known.id, 'normal', true);
    const opener = focused();
    const accounts = await firstOf(services.mail.watchAccounts());
    const { addresses } = await firstOf(services.settings.watch());
    const texts = await firstOf(services.mail.watchTexts());
    await shareRememberedIdentities(services, texts);
    const { identities: choices } = await firstOf(services.mail.watchTexts());
    const identities = senderIdentities(accounts, choices);
    const own = [...identities.map(({ email }) => email), ...addresses.map((one) => one.replace(/^mailto:/i, ''))];
    const context = {
      services,
      display: this._display,
      identities,
      own: own.map((one) => one.toLowerCase()),
      isPlain: composeLooks().isPlain,
    };
    if (request.kind === 'new' && request.href !== undefined && identities.length === 0)
      return location.assign(request.href);
    const draft = await beginDraft(request, context);
    if (draft === undefined) return this._tell(msg('This message is not there any more.'));
    if (this._windows.length >= MAX_WINDOWS) return this._tell(msg('Finish one of the open drafts first.'));
    // One large window; the others make room.
    const others = this._windows.map((one) => ({
      ...one,
      size: one.size === 'large' ? ('normal' as const) : one.size,
    }));
    const id = this._nextId++;
    this._windows = [...others, { id, draft, size: 'normal', opener }];
    await this.updateComplete;
    if (request.kind === 'new' && request.keywords !== undefined) await this._help(id, request.keywords);
  }

  /** Once the window has put the focus where it belongs: the help takes it from there. */
  private async _help(id: number, keywords: string) {
    const element = this._element(id);
    await element?.updateComplete;
    if (element !== null) void helpWithWriting(element.target, keywords);
  }

  private _element(id: number): IkCompose | null {
    return this.querySelector<IkCompose>(`ik-compose[data-id="${id}"]`);
  }

  private _savedIdOf(id: number): string | undefined {
    return this._element(id)?.savedId;
  }

  private _tell(message: string, options: NoticeEvent['options'] = {}) {
    this.dispatchEvent(new NoticeEvent(message, options));
  }

  private _resize(id: number, size: OpenWindow['size'], isFocused = false) {
    this._windows = this._windows.map((one) => {
      if (one.id === id) return { ...one, size };
      return size === 'large' && one.size === 'large' ? { ...one, size: 'normal' as const } : one;
    });
    if (isFocused) void this.updateComplete.then(() => this._element(id)?.focus());
  }

  private _remove(window: OpenWindow) {
    const hadFocus = this._element(window.id)?.matches(':focus-within') !== false;
    this._windows = this._windows.filter(({ id }) => id !== window.id);
    if (hadFocus && window.opener?.isConnected) window.opener.focus();
  }

  private async _onEnd(window: OpenWindow, { how, draft }: ComposeEndEvent) {
    if (how === 'send') return this._send(window, draft, systemClock.now() + composeLooks().undoSeconds * 1000, false);
    if (how === 'schedule') {
      await import('./ik-send-later.js');
      this._later = { window, draft };
      return this.requestUpdate();
    }
    this._remove(window);
    if (how === 'discarded') await this._discarded(draft);
    else if (draft.savedId !== undefined) this._tell(msg('Kept among the drafts.'));
  }
  private _later: { readonly window: OpenWindow; readonly draft: ComposeDraft } | undefined;

  private async _discarded({ savedId, ...draft }: ComposeDraft) {
    if (savedId !== undefined)
      await this._services!.mail.run({ type: 'destroy', emailIds: [savedId] }).catch((error: unknown) =>
        this._tell(describeError(error), { kind: 'error' }),
      );
    this._tell(msg('Draft discarded.'), { undo: () => this.open({ kind: 'again', draft }) });
  }

  private async _send(window: OpenWindow, draft: ComposeDraft, sendAt: number, isScheduled: boolean) {
    const element = this._element(window.id);
    const identity = element?.identity;
    const held = this._heldFor(window.id);
    const timeZone = this._display?.timeZone ?? 'UTC';
    if (this._services === undefined || identity === undefined) return element?.goOn();
    try {
      const emailId = await sendDraft(this._services, draft, identity, { timeZone, sendAt, isScheduled });
      this._remove(window);
      if (emailId !== undefined) this._told(emailId, draft, sendAt, isScheduled, held);
    } catch (error) {
      element?.goOn();
      this._tell(describeError(error), { kind: 'error' });
    }
  }

  /** Seconds that the server of what is written there can hold it. */
  private _heldFor(windowId: number): number {
    const accountId = this._element(windowId)?.identity?.accountId;
    return this._accounts.value?.find(({ id }) => id === accountId)?.maxDelayedSend ?? 0;
  }

  private _told(emailId: string, draft: ComposeDraft, sendAt: number, isScheduled: boolean, held: number) {
    const action = { label: msg('Undo'), run: () => void this._takeBack(emailId) };
    if (isScheduled) {
      const when = this._whenText(sendAt);
      if (sendAt <= systemClock.now() + held * 1000)
        return this._tell(msg(str`To be sent ${when} by your mail server, also while this device is off.`), { action });
      return this._tell(
        msg(str`To be sent ${when}. Until then Ikebana has to be open on this device around that time.`),
        { action },
      );
    }
    this._sending.set(emailId, draft.subject);
    const seconds = composeLooks().undoSeconds;
    if (seconds === 0) return this._tell(msg('Sending…'));
    return this._tell(
      navigator.onLine
        ? msg(str`Sending in ${seconds} seconds.`)
        : msg('You are offline: it is sent when the network is back.'),
      {
        action,
        milliseconds: seconds * 1000,
      },
    );
  }

  private _whenText(time: number): string {
    const { locale = 'en', timeZone = 'UTC' } = this._display ?? {};
    return createMomentTexts(locale, timeZone, () => systemClock.now()).full(time);
  }

  private async _takeBack(emailId: string) {
    try {
      const { isTooLate } = await this._services!.mail.run({ type: 'takeBack', emailId });
      if (isTooLate === true) return this._tell(msg('Too late: it is on its way.'));
      this._sending.delete(emailId);
      await this.open({ kind: 'draft', emailId });
    } catch (error) {
      this._tell(describeError(error), { kind: 'error' });
    }
  }

  /** Of what was sent from here: whether it went. */
  private _tellWhatBecame() {
    const { value } = this._outgoing;
    if (value === undefined) return;
    for (const [emailId] of this._sending) {
      const one = value.find((each) => each.emailId === emailId);
      if (one !== undefined && one.failed === undefined) continue;
      if (one === undefined && !this._wasSeen.has(emailId)) continue; // not heard of yet
      this._sending.delete(emailId);
      if (one === undefined) this._tell(msg('Sent.'));
      else
        this._tell(msg('A message could not be sent.'), {
          kind: 'error',
          action: {
            label: msg('Show'),
            run: () => this.dispatchEvent(new NavigateEvent(mailUrl('outbox', emailId))),
          },
        });
    }
    this._wasSeen = new Set(value.map(({ emailId }) => emailId));
  }
  private _wasSeen: ReadonlySet<string> = new Set();

  protected override render() {
    const identities = this._identities;
    return html`${repeat(
      this._windows,
      ({ id }) => id,
      (
        window,
      ) => html`<ik-compose data-id=${window.id} size=${window.size} .services=${this._services} .display=${this._display} .begin=${window.draft} .identities=${identities}
        .source=${this._source} @ik-compose-end=${(event: ComposeEndEvent) => void this._onEnd(window, event)}
        @ik-compose-size=${({ size }: ComposeSizeEvent) => this._resize(window.id, size, size !== 'small')}></ik-compose>`,
    )}${this._laterDialog()}`;
  }

  private _laterDialog() {
    const later = this._later;
    if (later === undefined) return nothing;
    const close = () => {
      this._later = undefined;
      this.requestUpdate();
    };
    return html`<ik-send-later .display=${this._display} .held=${this._heldFor(later.window.id)} .choose=${(
      time: number,
    ) => {
      close();
      return this._send(later.window, later.draft, time, true);
    }} @ik-close=${() => {
      if (this._later === undefined) return;
      close();
      this._element(later.window.id)?.goOn();
    }}></ik-send-later>`;
  }

  /** Keeps everything that is open among the drafts. @returns whether all of it is there */
  async keepAll(): Promise<boolean> {
    const kept = await Promise.all([...this.querySelectorAll('ik-compose')].map((each) => each.keep()));
    return kept.every(Boolean);
  }
}

/** What has the focus, inside however many shadow trees. */
function focused(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement && at !== document.body ? at : null;
}

const dockSheet = new CSSStyleSheet();
dockSheet.replaceSync(
  css`
    ik-compose-dock {
      position: fixed; z-index: 20; inset-inline: 76px 20px; inset-block-end: 0; display: flex; flex-direction: row-reverse; align-items: flex-end; justify-content: flex-start;
      gap: 14px; pointer-events: none;
    }
    ik-compose-dock ik-compose { flex: 0 1 560px; min-inline-size: 0; block-size: min(640px, calc(100dvh - 24px)); }
    ik-compose-dock ik-compose[size='small'] { flex-basis: 270px; block-size: 46px; }
    ik-compose-dock ik-compose[size='large'] { position: fixed; inset: 4dvh max(20px, calc(50vw - 480px)) 0; block-size: auto; }
    @media (width <= 720px) {
      ik-compose-dock { inset: 0; display: contents; }
      ik-compose-dock ik-compose, ik-compose-dock ik-compose[size='large'] { position: fixed; z-index: 20; inset: 0; block-size: 100dvh; }
      ik-compose-dock ik-compose[size='small'] { display: none; }
    }
  `.cssText,
);

declare global {
  interface HTMLElementTagNameMap {
    'ik-compose-dock': IkComposeDock;
  }
}
