import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/calendar/ik-event-dialog.js';
import type { IkEventDialog } from '../../src/components/calendar/ik-event-dialog.js';
import '../../src/components/calendar/invitations/ik-invitation-dialog.js';
import type { ItipMessage, OutgoingMessage } from '../../src/app/services.js';
import type { IkInvitationDialog } from '../../src/components/calendar/invitations/ik-invitation-dialog.js';
import { tellOthers } from '../../src/components/calendar/invitations/tell-others.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import { newAttendee } from '../../src/domain/calendar/event-fields.js';
import { createFakeServices, emptyEventFields, exampleInvitation } from '../support/fake-services.js';
import { deep, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const message: OutgoingMessage = {
  method: 'REQUEST',
  uid: 'u1',
  text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
  sender: 'mailto:me@example.org',
  recipients: [{ address: 'mailto:anna@example.org', name: 'Anna' }],
  title: 'Review',
  significant: true,
};

describe('what others are told', () => {
  const outgoing = (host: Element) => host.querySelector('ik-outgoing-dialog');
  const save = async (host: Element) => {
    const dialog = await until(() => outgoing(host));
    await settled(dialog);
    deep(dialog, 'ik-outgoing-messages', 'button.primary').click();
    await until(() => dialog.told);
    return dialog;
  };

  it('[IT50] can be taken back, and that is told them, too', async () => {
    const { element, host, events } = await mount<HTMLDivElement>(html`<div></div>`);
    const taken: string[] = [];
    const takeBack = async () => {
      taken.push('back');
      return [{ ...message, method: 'CANCEL' as const }];
    };
    const { action, lasting } = tellOthers(element, { messages: [message], takeBack });
    expect([action?.label, lasting]).to.deep.equal(['Tell the guests', true]);
    action?.run();
    const dialog = await save(host);
    dialog.dispatchEvent(new Event('ik-close'));
    const notice = await until(() => events<NoticeEvent>('ik-notice')[0]);
    expect(outgoing(host)).to.equal(null);
    await notice.options.undo?.();
    const news = await until(() => outgoing(host));
    expect(news.messages.map(({ method }) => method)).to.deep.equal(['CANCEL']);
    expect(taken).to.deep.equal(['back']);
  });

  it('are told nothing more when nothing was taken out for them', async () => {
    const { element, host, events } = await mount<HTMLDivElement>(html`<div></div>`);
    tellOthers(element, { messages: [message], takeBack: async () => [] }).action?.run();
    const dialog = await until(() => outgoing(host));
    dialog.dispatchEvent(new Event('ik-close'));
    await until(() => outgoing(host) === null);
    expect(events('ik-notice')).to.deep.equal([]);
  });
});

describe('without an address of one’s own', () => {
  it('a message says what is missing, and where to put it', async () => {
    const services = createFakeServices();
    const view = { ...exampleInvitation, kind: 'answer' as const, method: 'REPLY' as const, me: undefined };
    const answered = { ...services, invitations: { ...services.invitations, read: async () => view } };
    const messages: readonly ItipMessage[] = [{ method: 'REPLY', uid: 'u1', text: '' }];
    const { element } = await mount<IkInvitationDialog>(
      html`<ik-invitation-dialog .messages=${messages}></ik-invitation-dialog>`,
      { services: answered },
    );
    const hint = await until(() => element.shadowRoot!.querySelector('.unknown-own'));
    expect(hint.textContent).to.include('does not know your mail address');
    expect(hint.querySelector('a')?.getAttribute('href')).to.equal('/settings');
    await expectAccessible(element);
    services.state.settings.set({ ...services.state.settings.get(), addresses: ['mailto:me@example.org'] });
    await until(() => element.shadowRoot!.querySelector('.unknown-own') === null);
  });

  it('an invitation asks for it first: the focus is there', async () => {
    const services = createFakeServices();
    const view = { ...exampleInvitation, me: undefined };
    const invited = { ...services, invitations: { ...services.invitations, read: async () => view } };
    const messages: readonly ItipMessage[] = [{ method: 'REQUEST', uid: 'u1', text: '' }];
    const { element } = await mount<IkInvitationDialog>(
      html`<ik-invitation-dialog .messages=${messages}></ik-invitation-dialog>`,
      { services: invited },
    );
    const own = await until(() => element.shadowRoot!.querySelector('ik-own-address'));
    await until(() => own.shadowRoot?.activeElement?.matches('select'), 'the focus is in the question');
  });

  it('the form says that guests are not invited', async () => {
    const fields = { ...emptyEventFields, attendees: [newAttendee('mailto:anna@example.org', 'Anna')] };
    const { element } = await mount<IkEventDialog>(
      html`<ik-event-dialog isNew more .fields=${fields} .knowsOwn=${false}></ik-event-dialog>`,
    );
    expect(element.shadowRoot!.querySelector('[role=status]')?.textContent).to.include('no invitations are made');
    element.knowsOwn = true;
    await settled(element);
    expect(element.shadowRoot!.querySelector('[role=status]')).to.equal(null);
  });
});
