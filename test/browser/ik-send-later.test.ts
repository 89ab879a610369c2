// Who holds what is sent later: the dialog and the bar above the message say so.
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/mail/compose/ik-mail-outgoing.js';
import type { IkMailOutgoing } from '../../src/components/mail/compose/ik-mail-outgoing.js';
import '../../src/components/mail/compose/ik-send-later.js';
import type { IkSendLater } from '../../src/components/mail/compose/ik-send-later.js';
import { useLocale } from '../../src/components/shell/localization.js';
import type { EmailDetail } from '../../src/domain/mail/email.js';
import type { FakeMail } from '../support/fake-mail.js';
import { createFakeServices } from '../support/fake-services.js';
import { exampleDisplay, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const DAY = 86_400;

describe('<ik-send-later>', () => {
  const show = async (held: number) => {
    const { element } = await mount<IkSendLater>(
      html`<ik-send-later .display=${exampleDisplay} held=${held}></ik-send-later>`,
    );
    await settled(element);
    return element;
  };

  it('[MS2] says that the message waits here where the server holds none', async () => {
    const element = await show(0);
    expect(element.shadowRoot!.textContent)
      .to.contain('It waits on this device')
      .and.to.contain('cannot hold messages');
    await expectAccessible(element);
  });

  it('[MS10] says that the server keeps it, and how far ahead', async () => {
    const long = await show(500 * DAY);
    expect(long.shadowRoot!.textContent).to.contain('also while this device is off').and.not.to.contain('days away');
    const element = await show(30 * DAY);
    expect(element.shadowRoot!.textContent).to.contain('more than 30 days away waits on this device');
    await expectAccessible(element);
  });
});

describe('<ik-send-later> among the messages that are written', () => {
  it('takes presses, though the dock around it lets them through to the page', async () => {
    const { element } = await mount<HTMLElement>(
      html`<div style="pointer-events: none"><ik-send-later .display=${exampleDisplay}></ik-send-later></div>`,
    );
    const later = element.querySelector('ik-send-later')!;
    await settled(later);
    const button = later.shadowRoot!.querySelector<HTMLElement>('.times button')!;
    const box = button.getBoundingClientRect();
    const hit = later.shadowRoot!.elementFromPoint(box.x + 20, box.y + box.height / 2);
    expect(hit?.closest('button')).to.equal(button);
  });
});

describe('<ik-send-later> in other languages', () => {
  it('does not call its button as a view of the calendar is called', async () => {
    await useLocale('de');
    const { element } = await mount<IkSendLater>(html`<ik-send-later .display=${exampleDisplay}></ik-send-later>`);
    await settled(element);
    expect(element.shadowRoot!.querySelector('form button')?.textContent).to.equal('Zu dieser Zeit senden');
    await useLocale('en');
  });
});

describe('<ik-mail-outgoing>', () => {
  const show = async (more: { readonly isBegun: boolean; readonly isHandedOver?: boolean }) => {
    const services = createFakeServices();
    const sendAt = Date.now() + 3 * 3_600_000;
    (services.mail as FakeMail).outgoing.set([{ emailId: '5', accountId: 'a', subject: 'Later', sendAt, ...more }]);
    const email = { id: '5', accountId: 'a', mailboxIds: ['a-scheduled'] } as unknown as EmailDetail;
    const { element } = await mount<IkMailOutgoing>(
      html`<ik-mail-outgoing .email=${email} .services=${services} .display=${exampleDisplay}></ik-mail-outgoing>`,
      { services },
    );
    await until(() => element.shadowRoot!.querySelector('[role=status]'));
    const buttons = [...element.shadowRoot!.querySelectorAll('button')].map((each) => each.textContent?.trim());
    return { element, buttons, text: element.shadowRoot!.textContent! };
  };

  it('[MS10] offers to take back what the server holds, and not to send it now', async () => {
    const { element, buttons, text } = await show({ isBegun: false, isHandedOver: true });
    expect(text).to.contain('Your mail server holds it').and.to.contain('also while this device is off');
    expect(buttons).to.deep.equal(['Take back']);
    await expectAccessible(element);
  });

  it('[MS10] offers nothing for what the server does not give back', async () => {
    const { buttons, text } = await show({ isBegun: true, isHandedOver: true });
    expect(text).to.contain('Your mail server holds it');
    expect(buttons).to.deep.equal([]);
  });

  it('[MS2] says that this device holds it where it does', async () => {
    const { buttons, text } = await show({ isBegun: false });
    expect(text).to.contain('It waits on this device');
    expect(buttons).to.deep.equal(['Take back', 'Send now']);
  });
});
