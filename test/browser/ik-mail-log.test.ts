import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/mail/log/ik-mail-log.js';
import type { IkMailLog } from '../../src/components/mail/log/ik-mail-log.js';
import type { MailLogEntry } from '../../src/domain/mail/log/mail-log.js';
import type { FakeMail } from '../support/fake-mail.js';
import { createFakeServices } from '../support/fake-services.js';
import { deep, exampleDisplay, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(async () => {
  unmountAll();
  await setViewport({ width: 1200, height: 800 });
});

const inbox = { name: 'INBOX', role: 'inbox' } as const;
const came: MailLogEntry = {
  id: 1,
  time: Date.UTC(2026, 10, 18, 9),
  accountId: 'm',
  kind: 'came',
  cause: 'elsewhere',
  rules: [],
  from: [],
  to: [inbox],
  count: 1,
  emails: [{ emailId: '5', subject: 'Offer of the week', from: 'Shop' }],
};
const ruled: MailLogEntry = {
  ...came,
  id: 2,
  kind: 'moved',
  cause: 'rule',
  rules: ['Offers'],
  from: [inbox],
  to: [{ name: 'Later', role: null }],
  count: 9,
};

async function show(entries: readonly MailLogEntry[], email?: IkMailLog['email']) {
  const services = createFakeServices();
  (services.mail as FakeMail).logged.set(entries);
  const { element } = await mount<IkMailLog>(
    html`<ik-mail-log .email=${email} .services=${services} .display=${exampleDisplay}></ik-mail-log>`,
    { services },
  );
  const text = () => element.shadowRoot!.textContent!.replace(/\s+/g, ' ');
  return { element, text };
}

describe('<ik-mail-log>', () => {
  it('says what happened, to what, and who did it', async () => {
    const { element, text } = await show([ruled, came]);
    await until(() => text().includes('Moved from Inbox to Later'));
    expect(text()).to.contain('by the rule “Offers”').and.to.contain('Offer of the week').and.to.contain('and 8 more');
    await expectAccessible(element);
    const select = deep<HTMLSelectElement>(element, 'select');
    select.value = 'came';
    select.dispatchEvent(new Event('change'));
    await until(() => !text().includes('Moved from'));
    expect(text()).to.contain('Offer of the week');
  });

  it('is searched, and says when nothing is found or has happened', async () => {
    const { element, text } = await show([came]);
    await until(() => text().includes('Offer of the week'));
    const input = deep<HTMLInputElement>(element, 'input');
    input.value = 'holiday';
    input.dispatchEvent(new Event('input'));
    await until(() => text().includes('Nothing found.'));
    const empty = await show([]);
    await until(() => empty.text().includes('Nothing has happened yet.'));
    await expectAccessible(empty.element);
  });

  it('fits a phone', async () => {
    await setViewport({ width: 390, height: 844 });
    const { element, text } = await show([ruled, came]);
    await until(() => text().includes('Offers'));
    await expectAccessible(element);
    expect(document.documentElement.scrollWidth).to.equal(390);
  });

  it('says what was changed in folders, rules and the answer while away', async () => {
    const changed = { ...came, kind: 'changed', cause: 'here', count: 0, emails: [], to: [] } as const;
    const { element, text } = await show([
      { ...changed, id: 3, change: { what: 'folder-renamed', name: 'Invoices', before: 'Bills' } },
      { ...changed, id: 4, change: { what: 'rule-off', name: 'Offers' } },
      { ...changed, id: 5, change: { what: 'away-on' } },
      came,
    ]);
    await until(() => text().includes('Folder “Bills” renamed to “Invoices”'));
    expect(text()).to.contain('Rule “Offers” switched off').and.to.contain('Out of office switched on');
    const select = deep<HTMLSelectElement>(element, 'select');
    select.value = 'changed';
    select.dispatchEvent(new Event('change'));
    await until(() => !text().includes('Offer of the week'));
    await expectAccessible(element);
  });

  it('is of one message alone when it is asked so', async () => {
    const together = {
      ...came,
      id: 8,
      count: 2,
      emails: [...came.emails, { emailId: '6', subject: 'Another one', from: 'Ann' }],
    };
    const other = { ...came, id: 7, emails: [{ emailId: '6', subject: 'Another one', from: 'Ann' }] };
    const { element, text } = await show([ruled, other, together], { id: '5', subject: 'Offer of the week' });
    await until(() => text().includes('Moved from Inbox to Later'));
    expect(text()).to.not.contain('Another one').and.not.contain('more');
    expect(element.shadowRoot!.querySelector('input')).to.equal(null);
    await expectAccessible(element);
    unmountAll();
    const none = await show([other], { id: '5', subject: 'Offer of the week' });
    await until(() => none.text().includes('Nothing is noted of this message'));
  });
});
