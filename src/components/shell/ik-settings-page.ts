import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import downloadIcon from 'lucide-static/icons/download.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import type { Command, CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services, StorageInfo, WorkOptions } from '../../app/services.js';
import type { Settings, SettingsChange } from '../../domain/settings/settings.js';
import { dayOf, formatIsoDate, startOfWeek } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';
import { commandsContext, displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-page.js';
import { LiveController } from '../shared/live-controller.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError, isCancelled } from '../shared/problem-message.js';
import { saveFile } from '../shared/save-file.js';
import { ToggleSidebarEvent } from '../shared/toggle-sidebar-event.js';
import { type CalendarSettingsContext, calendarSection } from './calendar-settings.js';
import { styles } from './ik-settings-page.styles.js';
import { invitationSection } from './invitation-settings.js';
import { bytesText } from './settings-choices.js';
import { contentsStyles, SettingsContents } from './settings-contents.js';
import { appearanceSection, contactsSection, regionSection } from './settings-sections.js';
import { isMailUsed } from './unread-controller.js';

type Task = 'persist' | 'export' | 'rebuild';

/**
 * What a person chooses about the app, and what the app keeps on this device.
 *
 * @fires {NoticeEvent} ik-notice - A task is done, or failed.
 */
@customElement('ik-settings-page')
@localized()
export class IkSettingsPage extends LitElement {
  static override styles = [controls, styles, contentsStyles];

  /** Of the app, such as `1.2.0`. */
  @property() version = '';
  /** The address after `/settings/`. */
  @property() path = '';
  @consume({ context: servicesContext, subscribe: true })
  private set _services(services: Services | undefined) {
    this.__services = services;
    for (const live of [this._settings, this._calendars, this._books, this._deviceName]) live.refresh();
    if (services) void this._readStorage();
  }
  private get _services() {
    return this.__services;
  }
  private __services: Services | undefined;
  @consume({ context: displayContext, subscribe: true })
  @state()
  private _display?: DisplaySettings;
  @consume({ context: commandsContext }) private _registry?: CommandRegistry;
  @state() private _storage: StorageInfo | undefined;
  @state() private _running: Task | undefined;
  private readonly _settings = new LiveController<Settings>(this, () => this._services?.settings.watch());
  private readonly _calendars = new LiveController(this, () => this._services?.collections.watch('calendar'));
  private readonly _books = new LiveController(this, () => this._services?.collections.watch('addressbook'));

  private _takeOutCommands = () => {};
  private readonly _contents = new SettingsContents(this);
  private readonly _deviceName = new LiveController(this, () => this._services?.history.watchDeviceName());

  private _nameDevice = (event: Event) => {
    this._services?.history.nameDevice((event.target as HTMLInputElement).value).catch(this._report);
  };
  override connectedCallback() {
    super.connectedCallback();
    this._addCommands();
    void import('../account/ik-account-settings.js');
    void import('../assistant/ik-assistant-settings.js');
    void import('../lock/ik-lock-settings.js');
    void import('../mail-accounts/ik-mail-account-settings.js');
    void import('../mail-rules/ik-mail-rules-settings.js');
    void import('../reminders/ik-reminder-settings.js');
    void import('../reminders/ik-summary-settings.js');
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._takeOutCommands();
  }

  protected override updated(changed: PropertyValues<this>) {
    if (!changed.has('path') || !this._contents.lead(this.path)) return;
    // The next wish for the same section is one again.
    this.dispatchEvent(new NavigateEvent('/settings', { replace: true }));
  }

  private _addCommands() {
    this._takeOutCommands();
    const command = (id: string, title: string, run: () => unknown): Command => ({
      ...{ id, title, group: msg('Settings'), icon: downloadIcon, run: () => void run() },
    });
    const commands = [
      command('settings.export', msg('Export everything'), this._export),
      command('settings.backup', msg('Make a backup…'), this._backup),
    ];
    this._takeOutCommands = this._registry?.add(commands) ?? (() => {});
  }

  private _change = (change: SettingsChange) => {
    this._services?.settings.update(change).catch(this._report);
  };

  private _report = (error: unknown) => this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));

  private async _readStorage() {
    try {
      this._storage = await this._services?.storage.info();
    } catch {
      this._storage = undefined; // some browsers do not tell: the section leaves the numbers out
    }
  }

  private async _run(task: Task, work: (services: Services) => Promise<string>) {
    if (!this._services || this._running) return;
    this._running = task;
    try {
      this.dispatchEvent(new NoticeEvent(await work(this._services)));
    } catch (error) {
      if (!isCancelled(error)) this._report(error);
    }
    this._running = undefined;
    await this._readStorage();
  }

  private _persist = () =>
    this._run('persist', async ({ storage }) =>
      (await storage.persist())
        ? msg('The browser will keep your data until you remove it.')
        : msg('The browser did not agree. It does for pages that are installed or often used; try again then.'),
    );

  private _export = () =>
    this._run('export', async ({ storage }) => {
      const again = () => () => void this._export();
      const zip = await storage.exportAll({ again });
      saveFile(zip, `ikebana-${this._today()}.zip`);
      await this._exportMail(again);
      return msg('Everything is in your downloads.');
    });

  /** A zip of its own: it may be many times as large. */
  private async _exportMail(again: WorkOptions['again']) {
    if (!isMailUsed() || !this._services) return;
    const { mail } = this._services;
    const ids = (await firstOf(mail.watchMailboxes())).map(({ id }) => id);
    if (ids.length > 0)
      saveFile(
        await mail.exportMailboxes(ids, 'mbox', { ...(again && { again }) }),
        `ikebana-mail-${this._today()}.zip`,
      );
  }

  private _today() {
    return formatIsoDate(dayOf(epochToLocal(this._display?.timeZone ?? 'UTC', systemClock.now())));
  }

  private _backup = async () => {
    await import('../backup/ik-backup-dialog.js');
    this._show(
      Object.assign(document.createElement('ik-backup-dialog'), { services: this._services, date: this._today() }),
    );
  };

  private _restore = async () => {
    await import('../backup/ik-backup-restore.js');
    const { locale = 'en' } = this._display ?? {};
    this._show(Object.assign(document.createElement('ik-backup-restore'), { services: this._services, locale }));
  };

  private _show(dialog: HTMLElement) {
    dialog.addEventListener('ik-close', () => dialog.remove());
    this.renderRoot.append(dialog);
  }

  private _rebuild = () =>
    this._run('rebuild', async ({ storage }) => {
      await storage.rebuild();
      return msg('The index was built anew.');
    });

  private _task(task: Task, label: string, run: () => void, svg?: string) {
    const running = this._running === task;
    return html`<button type="button" class="button" ?disabled=${this._running !== undefined} aria-busy=${String(running)} @click=${run}>
      ${svg ? icon(svg) : nothing}${label}
    </button>`;
  }

  private _storageSection(locale: string) {
    const info = this._storage;
    const used = info && bytesText(info.usage, locale);
    const quota = info && bytesText(info.quota, locale);
    return html`<section aria-labelledby="storage">
      <h2 id="storage">${msg('On this device')}</h2>
      <label class="field">${msg('Name of this device')}
        <input maxlength="60" autocomplete="off" .value=${this._deviceName.value ?? ''} placeholder=${msg('this device')} @change=${this._nameDevice} />
      </label>
      <p class="quiet">${msg('Shown in the history of events and contacts.')}</p>
      ${
        info
          ? html`<p>${msg(str`${used} used of ${quota} the browser offers.`)}</p>
              <meter min="0" .max=${info.quota} .high=${info.quota * 0.9} .value=${info.usage} aria-label=${msg('Storage used')}></meter>
              <div class="row">
                <p class="grow">
                  ${
                    info.persisted
                      ? html`<span class="ok">${msg('Lasting storage is on:')}</span> ${msg('the browser does not remove your data by itself.')}`
                      : msg(
                          'When the disk is full, the browser may remove data of pages. Lasting storage prevents that.',
                        )
                  }
                </p>
                ${info.persisted ? nothing : this._task('persist', msg('Ask for lasting storage'), this._persist)}
              </div>`
          : nothing
      }
      <div class="row">
        <p class="grow">${msg('Export everything: a zip of every calendar (.ics), every address book (.vcf) and your settings, and one of your mail (mbox).')}</p>
        ${this._task('export', msg('Export everything'), this._export, downloadIcon)}
      </div>
      <div class="row">
        <p class="grow">${msg('Backup: one file with everything and its history, your mail too, locked with a passphrase. Put into a new profile, it is all there again.')}</p>
        <button type="button" class="button" @click=${this._restore}>${msg('Restore…')}</button>
        <button type="button" class="button" @click=${this._backup}>${msg('Make a backup…')}</button>
      </div>
      <div class="row">
        <p class="grow">${msg('Lists or searches look wrong? Build the index anew from your data. Nothing is lost.')}</p>
        ${this._task('rebuild', msg('Rebuild index'), this._rebuild)}
      </div>
    </section>`;
  }

  private _about() {
    return html`<section aria-labelledby="about">
      <h2 id="about">${msg('About')}</h2>
      <p>Ikebana ${this.version} <span class="quiet">· ${msg('MIT licence')}</span></p>
      <p class="quiet">${msg('Your data stays on this device. This app sends nothing anywhere by itself.')}</p>
      <p><a href="/licences.txt" target="_blank" rel="noopener">${msg('Licences of the parts it is made of')}</a></p>
    </section>`;
  }

  private _calendarContext({ locale, timeZone }: DisplaySettings): CalendarSettingsContext {
    return {
      calendars: this._calendars.value ?? [],
      weekdays: weekdays(locale),
      text: createLocalFormats(locale),
      today: dayOf(epochToLocal(timeZone, systemClock.now())),
    };
  }

  protected override render() {
    const settings = this._settings.value;
    const display = this._display;
    return html`<ik-page>
      ${this._contents.list()}
      <div class="scroll" @scroll=${this._contents.onScroll}>
        <div class="column">
          <div class="top">
            <button type="button" class="icon-button plain menu-button" aria-label=${msg('Sections')} @click=${(event: Event) => event.target?.dispatchEvent(new ToggleSidebarEvent())}>${icon(menuIcon)}</button>
            <h1>${msg('Settings')}</h1>
          </div>
          ${
            settings && display
              ? html`${appearanceSection(settings, this._change)}
                ${regionSection(settings, weekdays(display.locale), this._change)}
                ${calendarSection(settings, this._calendarContext(display), this._change)}
                ${invitationSection(settings, this._change)}
                <ik-reminder-settings></ik-reminder-settings>
                <ik-summary-settings .services=${this._services} .display=${display} .summaries=${settings.summaries} .calendars=${this._calendars.value ?? []}></ik-summary-settings>
                ${contactsSection(settings, this._books.value ?? [], this._change)}
                <ik-mail-account-settings .path=${this.path}></ik-mail-account-settings>
                <ik-assistant-settings></ik-assistant-settings>
                <ik-mail-rules-settings .path=${this.path}></ik-mail-rules-settings>
                <ik-account-settings .path=${this.path}></ik-account-settings>
                <ik-lock-settings></ik-lock-settings>
                ${this._storageSection(display.locale)}`
              : nothing
          }
          ${this._about()}
        </div>
      </div>
    </ik-page>`;
  }
}

/** Monday to Sunday. */
function weekdays(locale: string): readonly string[] {
  const formats = createLocalFormats(locale);
  const monday = startOfWeek(0, 1);
  return Array.from({ length: 7 }, (_, index) => formats.weekday((monday + index) as DayNumber, 'long'));
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-settings-page': IkSettingsPage;
  }
}
