import { ContextProvider } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import dropIcon from 'lucide-static/icons/file-up.svg?raw';
import { createCommandRegistry } from '../../app/commands/command-registry.js';
import type { Services } from '../../app/services.js';
import { commandsContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { ImportRequestEvent } from '../shared/import-request-event.js';
import { LiveController } from '../shared/live-controller.js';
import type { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { typingAhead } from '../shared/type-ahead-keys.js';
import type { Additions } from './additions.js';
import { DisplayController } from './display-controller.js';
import { endFirstPicture } from './end-first-picture.js';
import { FileDropController } from './file-drop-controller.js';
import { styles } from './ik-app.styles.js';
import type { IkNotices } from './ik-notices.js';
import './ik-notices.js';
import { isMailFile } from '../shared/mail-files.js';
import { LockController } from './lock-controller.js';
import { followMailLinks } from './mail-links.js';
import { pages, pageTemplate } from './pages.js';
import { nameOfApp, rail } from './rail.js';
import type { AppName, Route } from './route.js';
import { Router } from './router.js';
import { SharingController } from './sharing-controller.js';
import { shellCommands } from './shell-commands.js';
import { ShortcutController } from './shortcut-controller.js';
import { UnreadController } from './unread-controller.js';

/** Dialogs of the shell, loaded on first use. */
type ShellDialog = 'command-box' | 'shortcuts' | 'import' | 'mail-import' | 'backup';

const dialogs: Readonly<Record<ShellDialog, () => Promise<unknown>>> = {
  'command-box': () => import('./ik-command-box.js'),
  shortcuts: () => import('./ik-shortcut-sheet.js'),
  import: () => import('../shared/ik-import-dialog.js'),
  'mail-import': () => import('../mail/ik-mail-import.js'),
  backup: () => import('../backup/ik-backup-restore.js'),
};

/**
 * The app: rail of apps, the page of the address, dialogs and notices of the whole app. It takes `ik-navigate`,
 * `ik-notice` and `ik-import` from whatever is inside.
 */
@customElement('ik-app')
@localized()
export class IkApp extends LitElement {
  static override styles = [controls, styles];

  /** Absent while the store opens; pages draw their frame meanwhile. */
  @property({ attribute: false }) services: Services | undefined;
  /** Of the app, such as `1.2.0`. */
  @property() version = '';
  /** Why there will be no services. */
  @property({ attribute: false }) startError: unknown;
  /** What somebody else's program brought: a link, an invitation, something shared. */
  @property({ attribute: false }) outside: HTMLElement | undefined;
  /** What is loaded after the first view. */
  @property({ attribute: false }) additions: Additions | undefined;
  @state() private _dialog: ShellDialog | undefined;
  @state() private _files: readonly File[] = [];
  @query('#content') private _content!: HTMLElement;
  @query('ik-notices') private _notices!: IkNotices;

  readonly commands = createCommandRegistry();
  private readonly _servicesProvider = new ContextProvider(this, { context: servicesContext });
  private readonly _display = new DisplayController(this);
  private readonly _router = new Router(this, (route, before) => this._onRoute(route, before));
  private readonly _drop = new FileDropController(
    this,
    (files) => this.importFiles(files),
    () => {
      dialogs.import().catch(() => {}); // the drop tries again, and tells
      this.services?.imports.prepare();
    },
  );
  private readonly _settings = new LiveController(this, () => this.services?.settings.watch());
  private readonly _lock = new LockController(this, () => this.services, this.commands);
  private readonly _sharing = new SharingController(this, () => this.services);
  private readonly _unread = new UnreadController(this, () => this.services);
  private _removeCommands = () => {};

  constructor() {
    super();
    new ContextProvider(this, { context: commandsContext, initialValue: this.commands });
    new ShortcutController(this, this.commands);
    this.addEventListener('ik-notice', this._onNotice);
    this.addEventListener('ik-import', this._onImport);
    this.addEventListener('ik-undo', ({ undo }) => void this._notices.undo(undo));
    followMailLinks(this);
  }

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('lit-localize-status', this._onLanguage);
    this._onLanguage();
    this._onRoute(this._router.route);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('lit-localize-status', this._onLanguage);
    this._removeCommands();
  }

  /** Shows the import dialog for these files; without files it asks for them. */
  importFiles(files: readonly File[] = [], isMail = false) {
    this._files = files;
    if (files[0]?.name.endsWith('.ikebana')) return this._open('backup');
    const inMail = isMail || this._router.route.app === 'mail';
    if (files.length > 0 ? files.every(({ name }) => isMailFile(name, inMail)) : inMail)
      return this._open('mail-import');
    if (files.length === 0) this.services?.imports.prepare();
    return this._open('import');
  }

  /** Settings as they are in force. */
  get display() {
    return this._display.display;
  }

  /** Shows a message for some seconds. */
  notify(...notice: Parameters<IkNotices['show']>) {
    return this.updateComplete.then(() => this._notices.show(...notice));
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const { additions } = this;
    if (additions && changed.has('additions')) this._router.address = (url, from) => additions.address(url, from);
    if (changed.has('services') && this.services) {
      this._servicesProvider.setValue(this.services);
      this._settings.refresh();
      this._sharing.refresh();
      this._lock.refresh();
    }
    if (this._lock.update()) this._onLanguage();
    const settings = this._settings.value;
    if (settings && settings !== this._usedSettings) {
      this._usedSettings = settings;
      this._display.use(settings);
    }
  }
  private _usedSettings: unknown;

  /** Anything but My Day, and what is asked or said before it, is seen at once. */
  protected override updated() {
    if (this._lock.isLocked || this._failure !== undefined || this._router.route.app !== 'day' || this._dialog)
      endFirstPicture();
  }

  private get _failure() {
    return this.startError ?? (this._settings.value === undefined ? this._settings.error : undefined);
  }

  private _onLanguage = () => {
    this._removeCommands();
    if (this._lock.isLocked) return;
    this._removeCommands = this.commands.add(
      shellCommands({
        go: this._go,
        openCommandBox: () => void typingAhead(() => this._open('command-box')),
        openShortcuts: () => void this._open('shortcuts'),
        importFiles: () => this.importFiles(),
        toggleTheme: () =>
          void this.services?.settings.update({ theme: this._display.display.theme === 'dark' ? 'light' : 'dark' }),
        undo: () => void this._notices.undoLatest(),
      }),
    );
  };

  /** To an app, where that is shown or has room. */
  private _go = (app: AppName) => this._router.go(this._router.address(this._router.urlOf(app)));

  private _onNotice = (event: NoticeEvent) => void this._notices.show(event.message, event.options);

  private _onImport = (event: ImportRequestEvent) => this.importFiles(event.files, event.isMail);

  private _onRoute(route: Route, before?: Route) {
    pages[route.app]().catch(this._fail);
    document.title = `${nameOfApp(route.app)} – Ikebana`;
    if (route.link || route.joins || route.shared)
      import('./from-outside.js').then(({ takeOutside }) => takeOutside(this, route)).catch(this._fail);
    // Another app: the focus goes to it, so that reading goes on there. Steps within a page are the page's own.
    if (before && before.app !== route.app)
      void this.updateComplete.then(() => this._content.focus({ preventScroll: true }));
  }

  private _open(dialog: ShellDialog): Promise<unknown> {
    return dialogs[dialog]().then(() => {
      this._dialog = dialog;
    }, this._fail);
  }

  private _fail = (error: unknown) => void this.notify(describeError(error), { kind: 'error' });

  private _closeDialog = () => {
    this._dialog = undefined;
  };

  private _rail() {
    return rail({
      current: this._router.route.app,
      urlOf: (app) => this._router.urlOf(app),
      go: this._go,
      openSearch: () => void this._open('command-box'),
      badge: (app) => (app === 'mail' ? this._unread.badge(this._display.display.locale) : nothing),
      state: html`<ik-activity .services=${this.services} .display=${this._display.display}></ik-activity>`,
      additions: this.additions,
    });
  }

  private _page() {
    const failure = this._failure;
    if (failure !== undefined)
      return html`<div class="failed" role="alert">
        <h1>${msg('Ikebana cannot open its storage')}</h1>
        <p>${describeError(failure)}</p>
        <p>${msg('Private windows of some browsers, and settings that block site data, do not let pages store anything.')}</p>
        <button type="button" class="button primary" @click=${() => location.reload()}>${msg('Try again')}</button>
      </div>`;
    return pageTemplate(this._router.route, this.version);
  }

  private _dialogTemplate() {
    switch (this._dialog) {
      case 'command-box':
        return html`<ik-command-box @ik-close=${this._closeDialog}></ik-command-box>`;
      case 'shortcuts':
        return html`<ik-shortcut-sheet @ik-close=${this._closeDialog}></ik-shortcut-sheet>`;
      case 'import':
        return html`<ik-import-dialog .files=${this._files} @ik-close=${this._closeDialog}></ik-import-dialog>`;
      case 'mail-import':
        return html`<ik-mail-import .files=${this._files} @ik-close=${this._closeDialog}></ik-mail-import>`;
      case 'backup':
        return html`<ik-backup-restore .services=${this.services} .locale=${this._display.display.locale} .file=${this._files[0]} @ik-close=${this._closeDialog}></ik-backup-restore>`;
      default:
        return nothing;
    }
  }

  protected override render(): TemplateResult {
    if (this._lock.isLocked) return html`${this._lock.screen()}<ik-notices></ik-notices>`;
    return html`<button type="button" class="skip button" @click=${() => this._content.focus()}>${msg('Skip to content')}</button>
      ${this._rail()}
      <div id="content" class="content" tabindex="-1">${this.additions?.bar()}${this._sharing.cards()}${this._page()}</div>
      ${this.additions?.beside()}
      ${
        this._drop.active
          ? html`<div class="drop">${icon(dropIcon)}${msg('Drop to import')}<small>${msg('Calendars (.ics), contacts (.vcf), mail (.eml, .mbox)')}</small></div>`
          : nothing
      }
      ${this.outside}${this._dialogTemplate()}
      <slot></slot>
      <ik-notices></ik-notices>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-app': IkApp;
  }
}
