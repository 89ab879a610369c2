// The dialogs of the mail page: one at a time, each loaded when it is first opened.
import { msg } from '@lit/localize';
import { html, type LitElement, type nothing, type TemplateResult } from 'lit';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EmailAttachment, EmailDetail } from '../../domain/mail/email.js';
import type { MailAccount, Mailbox } from '../../domain/mail/mailbox.js';
import type { UnsubscribeWay } from '../../domain/mail/unsubscribe.js';
import { DialogSlot } from '../shared/dialog-slot.js';
import type { MessageActionEvent } from './ik-mail-message.js';
import type { MailLooks } from './mail-looks.js';
import type { MailState } from './mail-state.js';

/** A question with one thing to agree to. */
export interface Question {
  readonly heading: string;
  readonly text: string;
  readonly agree: string;
  readonly danger?: boolean;
}

export class MailDialogs {
  private readonly _slot: DialogSlot;

  constructor(
    host: LitElement,
    private readonly _state: MailState,
    private readonly _display: () => DisplaySettings | undefined,
    onError: (error: unknown) => void,
  ) {
    this._slot = new DialogSlot(host, onError);
  }

  /** Inside the host's template. */
  render(): TemplateResult | typeof nothing {
    return this._slot.render();
  }

  private get _locale() {
    return this._display()?.locale ?? 'en';
  }

  /** @param name - So far; '' for a new one. */
  folder(name: string, save: (name: string) => Promise<unknown>) {
    return this._slot.show(
      import('../shared/ik-name-dialog.js'),
      () =>
        html`<ik-name-dialog heading=${name === '' ? msg('New folder') : msg('Rename folder')} name=${name} .save=${save} @ik-close=${this._slot.close}></ik-name-dialog>`,
    );
  }

  /** Where to: into any account, or one of them alone. */
  move(options: {
    readonly heading: string;
    /** Mailboxes of this one alone. */
    readonly accountId?: string;
    /** This one's come first. */
    readonly first?: string;
    /** Not offered. */
    readonly without: readonly string[];
    /** Whether the top of the account may be chosen, too. */
    readonly withTop?: boolean;
    /** Whether it may stay where it is, too. */
    readonly withKeep?: boolean;
    choose(mailbox: Mailbox | undefined, keep: boolean): Promise<unknown>;
    create?(name: string, keep: boolean): Promise<unknown>;
  }) {
    return this._slot.show(import('./ik-move-dialog.js'), () => {
      const { accountId, first = '', heading, without, withTop = false, withKeep = false, choose, create } = options;
      const boxes = (this._state.mailboxes ?? []).filter(
        (box) => accountId === undefined || box.accountId === accountId,
      );
      return html`<ik-move-dialog heading=${heading} first=${first} .mailboxes=${boxes} .accounts=${this._state.accounts as readonly MailAccount[]} .without=${without} ?with-top=${withTop} ?with-keep=${withKeep}
        locale=${this._locale} .choose=${choose} .create=${create} @ik-close=${this._slot.close}></ik-move-dialog>`;
    });
  }

  /** Which labels some messages have. `choose` is told what is put on and what is taken off, `relabel` a label's new name, or none. */
  label(options: {
    readonly count: number;
    readonly labels: readonly string[];
    readonly has: ReadonlyMap<string, number>;
    choose(add: readonly string[], remove: readonly string[]): Promise<unknown>;
    relabel(label: string, to?: string): Promise<unknown>;
  }) {
    const { count, labels, has, choose, relabel } = options;
    return this._slot.show(
      import('./labels/ik-label-dialog.js'),
      () =>
        html`<ik-label-dialog .count=${count} .labels=${labels} .has=${has} .choose=${choose} .relabel=${relabel} @ik-close=${this._slot.close}></ik-label-dialog>`,
    );
  }

  /** Until when mail is put off. @param choose - Told the time, epoch ms. */
  snooze(count: number, choose: (until: number) => Promise<unknown>) {
    return this._slot.show(
      import('./snooze/ik-snooze-dialog.js'),
      () =>
        html`<ik-snooze-dialog .count=${count} .choose=${choose} locale=${this._locale} .timeZone=${this._display()?.timeZone ?? 'UTC'} @ik-close=${this._slot.close}></ik-snooze-dialog>`,
    );
  }

  ask(question: Question, agree: () => Promise<unknown>) {
    return this._slot.show(
      import('./ik-mail-question.js'),
      () =>
        html`<ik-mail-question .question=${question} .agree=${agree} @ik-close=${this._slot.close}></ik-mail-question>`,
    );
  }

  preview(email: EmailDetail, attachment: EmailAttachment, services: Services) {
    return this._slot.show(
      import('./ik-mail-preview.js'),
      () =>
        html`<ik-mail-preview .attachment=${attachment} .read=${() => services.mail.part(email.id, attachment.partId)} locale=${this._locale} @ik-close=${this._slot.close}></ik-mail-preview>`,
    );
  }

  /** A message that hangs on another one, with its own files. */
  attached(email: EmailDetail, services: Services, onMessage: (event: MessageActionEvent) => void) {
    return this._slot.show(
      import('./ik-mail-attached.js'),
      () => html`<ik-mail-attached .email=${email} .services=${services} .display=${this._display()} .own=${this._state.own}
        @ik-message-action=${onMessage} @ik-close=${this._slot.close}></ik-mail-attached>`,
    );
  }

  source(email: EmailDetail, services: Services) {
    return this._slot.show(
      import('./ik-mail-source.js'),
      () =>
        html`<ik-mail-source .email=${email} .read=${() => services.mail.source(email.id)} locale=${this._locale} @ik-close=${this._slot.close}></ik-mail-source>`,
    );
  }

  unsubscribe(email: EmailDetail, ways: readonly UnsubscribeWay[], services: Services) {
    return this._slot.show(
      import('./ik-unsubscribe-dialog.js'),
      () =>
        html`<ik-unsubscribe-dialog .email=${email} .ways=${ways} .services=${services} .timeZone=${this._display()?.timeZone ?? 'UTC'} @ik-close=${this._slot.close}></ik-unsubscribe-dialog>`,
    );
  }

  /** Who of a message is to be among the contacts. */
  people(email: EmailDetail, services: Services) {
    return this._slot.show(
      import('./people/ik-add-people.js'),
      () =>
        html`<ik-add-people .email=${email} .services=${services} .own=${this._state.own} @ik-close=${this._slot.close}></ik-add-people>`,
    );
  }

  settings(change: (change: Partial<MailLooks>) => void) {
    return this._slot.show(
      import('./ik-mail-settings.js'),
      () =>
        html`<ik-mail-settings .services=${this._state.services} .accounts=${this._state.accounts} .looks=${this._state.looks} .change=${change} @ik-close=${this._slot.close}></ik-mail-settings>`,
    );
  }

  restore(services: Services, done: (count: number, undo: (() => Promise<void>) | undefined) => void) {
    return this._slot.show(
      import('./ik-mail-restore.js'),
      () =>
        html`<ik-mail-restore .services=${services} .mailboxes=${this._state.mailboxes ?? []} .display=${this._display()} .done=${done} @ik-close=${this._slot.close}></ik-mail-restore>`,
    );
  }

  /** @param email - One message alone. */
  log(services: Services, email?: EmailDetail) {
    return this._slot.show(
      import('./log/ik-mail-log.js'),
      () =>
        html`<ik-mail-log .services=${services} .email=${email} .accounts=${this._state.accounts} .display=${this._display()} @ik-close=${this._slot.close}></ik-mail-log>`,
    );
  }

  exporting(mailboxes: readonly Mailbox[], services: Services) {
    return this._slot.show(
      import('./ik-mail-export.js'),
      () =>
        html`<ik-mail-export .mailboxes=${mailboxes} .services=${services} locale=${this._locale} @ik-close=${this._slot.close}></ik-mail-export>`,
    );
  }
}
