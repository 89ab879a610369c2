// Dialogs and parts that no other test has axe look at: seldom seen, and read aloud all the same.
import { html, type TemplateResult } from 'lit';
import '../../src/components/calendar/ik-holidays-dialog.js';
import '../../src/components/calendar/ik-period-dialog.js';
import '../../src/components/calendar/ik-rule-editor.js';
import '../../src/components/calendar/ik-search-page.js';
import '../../src/components/calendar/ik-subscribe-dialog.js';
import '../../src/components/mail/ik-mail-settings.js';
import '../../src/components/mail/ik-mail-source.js';
import '../../src/components/mail-rules/ik-rules-run-dialog.js';
import '../../src/components/mail-rules/ik-vacation-bar.js';
import '../../src/components/sharing/ik-invites-dialog.js';
import '../../src/components/sharing/ik-leave-dialog.js';
import { NO_RULES } from '../../src/domain/mail/rules/rule.js';
import type { LocalMs } from '../../src/domain/time/types.js';
import { createFakeServices, type FakeServices, workCalendar } from '../support/fake-services.js';
import { exampleInvite, type FakeSharing } from '../support/fake-sharing.js';
import { exampleDisplay, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

interface Part {
  readonly template: (services: FakeServices) => TemplateResult;
  /** What is there when it is. */
  readonly shows: string;
}

const start = Date.UTC(2026, 10, 18, 9) as LocalMs;
const away = { isOn: true, from: null, to: null };

const parts: Readonly<Record<string, Part>> = {
  'holidays of a country': {
    template: ({ subscriptions }) =>
      html`<ik-holidays-dialog .service=${subscriptions} .calendars=${[workCalendar]}></ik-holidays-dialog>`,
    shows: 'select',
  },
  'a subscription': {
    template: ({ subscriptions }) =>
      html`<ik-subscribe-dialog .service=${subscriptions} address="https://example.org/a.ics"></ik-subscribe-dialog>`,
    shows: 'input',
  },
  'a period of the schedule': {
    template: () => html`<ik-period-dialog from="2026-11-01" to="2026-11-30"></ik-period-dialog>`,
    shows: 'input',
  },
  'a rule of every kind': {
    template: () =>
      html`<ik-rule-editor value="FREQ=YEARLY;BYMONTH=3,11;BYDAY=-1SU,2MO;BYSETPOS=1;COUNT=5" .dates=${{ moreRules: ['FREQ=DAILY;COUNT=2'], rdates: ['20261201T090000'], exdates: ['20261202T090000'] }} .start=${start} zone="Europe/Zurich"></ik-rule-editor>`,
    shows: 'input',
  },
  'a search over the calendars': {
    template: ({ calendar }) =>
      html`<ik-search-page .service=${calendar} .route=${{ text: 'plan', person: '' }} .calendars=${[workCalendar]}></ik-search-page>`,
    shows: 'input',
  },
  'settings of mail': {
    template: (services) => html`<ik-mail-settings .services=${services}></ik-mail-settings>`,
    shows: 'button',
  },
  'the source of a message': {
    template: () =>
      html`<ik-mail-source .read=${async () => new Blob(['Subject: Tea\r\n\r\nAt four?'])} .email=${{ id: 1, subject: 'Tea', size: 24 }}></ik-mail-source>`,
    shows: 'pre',
  },
  'rules that are run now': {
    template: () => html`<ik-rules-run-dialog .rules=${NO_RULES}></ik-rules-run-dialog>`,
    shows: 'button',
  },
  'somebody who is away': {
    template: () =>
      html`<ik-vacation-bar .display=${exampleDisplay} .accounts=${[{ id: 'a', name: 'Work', rules: { away } }]}></ik-vacation-bar>`,
    shows: 'button',
  },
  'invitations to calendars': {
    template: (services) => {
      (services.sharing as FakeSharing).invites.set([exampleInvite]);
      return html`<ik-invites-dialog></ik-invites-dialog>`;
    },
    shows: 'button',
  },
  'leaving what is shared': {
    template: () => html`<ik-leave-dialog .collection=${workCalendar}></ik-leave-dialog>`,
    shows: 'button',
  },
};

describe('what is seldom seen', () => {
  afterEach(unmountAll);

  for (const [name, { template, shows }] of Object.entries(parts))
    it(`can be used by everybody: ${name}`, async () => {
      const services = createFakeServices();
      const { element } = await mount(template(services), { services });
      await until(() => element.shadowRoot!.querySelector(shows), shows);
      await expectAccessible(element);
    });
});
