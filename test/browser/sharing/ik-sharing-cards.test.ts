import { expect } from 'chai';
import { html } from 'lit';
import type { NoticeEvent } from '../../../src/components/shared/notice-event.js';
import '../../../src/components/sharing/ik-sharing-cards.js';
import type { IkSharingCards } from '../../../src/components/sharing/ik-sharing-cards.js';
import { createFakeServices, workCalendar } from '../../support/fake-services.js';
import { exampleInvite, exampleNews, exampleRejected, type FakeSharing } from '../../support/fake-sharing.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../../support/mount.js';

afterEach(unmountAll);

async function open(given: (sharing: FakeSharing) => void) {
  const services = createFakeServices();
  const sharing = services.sharing as FakeSharing;
  const team = {
    ...workCalendar,
    id: 'work',
    name: 'Team',
    share: { role: 1, editable: false, others: 2, waiting: 0, owner: 'Ada', health: 'ok' } as const,
  };
  services.state.collections.set([team, { ...workCalendar, id: 'mine', name: 'Mine' }]);
  given(sharing);
  const mounted = await mount<IkSharingCards>(html`<ik-sharing-cards></ik-sharing-cards>`, { services });
  const { element } = mounted;
  const root = element.shadowRoot!;
  await until(() => root.querySelector('.card'), 'a card is drawn');
  await settled(element);
  const button = (label: string, within: ShadowRoot = root) =>
    [...within.querySelectorAll<HTMLElement>('button')].find(
      (one) => one.textContent?.trim() === label || one.getAttribute('aria-label') === label,
    )!;
  const notice = () => mounted.events<NoticeEvent>('ik-notice').at(-1)!;
  const card = () => root.querySelector('.card');
  return { ...mounted, services, root, card, button, notice, calls: services.state.calls };
}

describe('<ik-sharing-cards>', () => {
  it('[SH6] shows an invitation: who (as they call themselves), what, which role; it is accepted', async () => {
    const { element, root, card, button, notice, calls } = await open(({ invites }) => invites.set([exampleInvite]));
    const invite = root.querySelector('ik-invite-card')!.shadowRoot!;
    expect(invite.textContent)
      .to.contain('Bob Martin')
      .and.contain('Choir')
      .and.contain('Can edit')
      .and.contain('calls themselves');
    await expectAccessible(element);
    document.documentElement.dataset.theme = 'dark';
    await expectAccessible(element);
    button('Accept', invite).click();
    await until(() => card() === null);
    expect(calls).to.deep.include(['sharing.answer', exampleInvite.id, 'accept']);
    expect(notice().message).to.contain('Choir');
  });

  it('leaves an invitation for later, without an answer', async () => {
    const { card, button, calls } = await open(({ invites }) => invites.set([exampleInvite]));
    button('Later').click();
    await until(() => card() === null);
    expect(calls.some(([name]) => name === 'sharing.answer')).to.equal(false);
  });

  it('keeps edits that could not be saved as copies in a calendar of one’s own, and takes that back', async () => {
    const { element, card, button, notice, calls } = await open(({ rejected }) => rejected.set([exampleRejected]));
    expect(card()!.textContent).to.contain('Team').and.contain('Lunch with Sophie').and.contain('only view');
    await expectAccessible(element);
    button('Keep as copy in “Mine”').click();
    await until(() => card() === null);
    expect(calls).to.deep.include(['sharing.keepRejected', ['r1'], 'mine']);
    await notice().options.undo!();
    await until(() => card() !== null);
  });

  it('discards them, which can be taken back', async () => {
    const { card, button, notice, calls } = await open(({ rejected }) => rejected.set([exampleRejected]));
    button('Discard').click();
    await until(() => card() === null);
    expect(calls).to.deep.include(['sharing.dropRejected', ['r1']]);
    await notice().options.undo!();
    await until(() => card() !== null);
  });

  it('says what others did while one was away, until it is dismissed', async () => {
    const { card, button, calls } = await open(({ news }) => news.set([exampleNews]));
    expect(card()!.textContent).to.contain('One change in “Team”').and.contain('Bob Martin changed “Planning”');
    button('Dismiss').click();
    await until(() => card() === null);
    expect(calls.some(([name]) => name === 'sharing.forgetNews')).to.equal(true);
  });
});
