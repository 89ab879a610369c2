// What people are told when sharing does not work: in words, with what they typed still there, and a way on.
import { expect } from 'chai';
import { html } from 'lit';
import '../../../src/components/activity/ik-activity.js';
import '../../../src/components/sharing/ik-join-invite.js';
import '../../../src/components/sharing/ik-share-dialog.js';
import type { IkActivity } from '../../../src/components/activity/ik-activity.js';
import type { IkJoinInvite } from '../../../src/components/sharing/ik-join-invite.js';
import type { IkShareDialog } from '../../../src/components/sharing/ik-share-dialog.js';
import { NO_ACTIVITY } from '../../../src/domain/activity/activity.js';
import { AppError } from '../../../src/domain/errors.js';
import type { SyncProblem } from '../../../src/domain/sharing/sharing.js';
import { createFakeAccount, exampleAccount } from '../../support/fake-account.js';
import type { FakeActivity } from '../../support/fake-activity.js';
import { createFakeServices, createFakeState, workCalendar } from '../../support/fake-services.js';
import { exampleInvite } from '../../support/fake-sharing.js';
import { deep, exampleDisplay, expectAccessible, mount, settled, unmountAll, until } from '../../support/mount.js';

afterEach(unmountAll);

const services = () => createFakeServices({ account: createFakeAccount(undefined, exampleAccount) }, createFakeState());
type Services = ReturnType<typeof services>;
const fails = (error: AppError) => async () => {
  throw error;
};
const refused = (refusal: string) => new AppError('sync/refused', '', { refusal });

describe('inviting somebody', () => {
  async function invite(error: AppError, address = 'ada@example.org') {
    const own: Services = services();
    (own.sharing as { invite: unknown }).invite = fails(error);
    const { element } = await mount<IkShareDialog>(
      html`<ik-share-dialog .collection=${workCalendar}></ik-share-dialog>`,
      { services: own },
    );
    const form = await until(() => element.shadowRoot?.querySelector('ik-invite-form')?.shadowRoot);
    await settled(element);
    const input = form.querySelector<HTMLInputElement>('#who')!;
    input.value = address;
    input.dispatchEvent(new Event('input'));
    form.querySelector('form')!.requestSubmit();
    const told = await until(() => {
      const text = form.querySelector('[role=alert]')?.textContent?.trim() ?? '';
      return text !== '' && text;
    });
    return { element, told, input };
  }

  const wrong: readonly (readonly [string, AppError, string])[] = [
    ['oneself', new AppError('sync/self', ''), 'This is your own account'],
    ['somebody while the relay is away', new AppError('sync/offline', ''), 'The relay cannot be reached now. Nothing'],
    ['somebody at a relay that is full', refused('QUOTA'), 'The relay has no room left for your account.'],
    ['somebody who has it', refused('WRONG_TARGET'), 'has it already, or is invited'],
    ['somebody, one time too often', refused('RATE'), 'Try again later'],
  ];
  for (const [what, error, words] of wrong)
    it(`${what} is said in words, and what was typed stays`, async () => {
      const { element, told, input } = await invite(error);
      expect(told).to.contain(words);
      expect(told).not.to.match(/[A-Z]{4,}|sync\//);
      expect(input.value).to.equal('ada@example.org');
      await expectAccessible(element);
    });

  it('nobody asks who it is for, and nobody is invited', async () => {
    const { told } = await invite(new AppError('sync/nobody', ''), ' ');
    expect(told).to.equal('Who is it for? Type a name or an e-mail address.');
  });
});

describe('a link that invites', () => {
  async function follow(change: (sharing: { readLink: unknown; answer: unknown }) => void) {
    const own: Services = services();
    change(own.sharing as never);
    const { element } = await mount<IkJoinInvite>(html`<ik-join-invite fragment="x"></ik-join-invite>`, {
      services: own,
    });
    const alert = () =>
      until(() => {
        const card = element.shadowRoot?.querySelector('ik-invite-card')?.shadowRoot;
        const all = [element.shadowRoot!, ...(card ? [card] : [])].flatMap((root) => [
          ...root.querySelectorAll('[role=alert]'),
        ]);
        return all.map(({ textContent }) => textContent?.trim()).find(Boolean);
      });
    return { element, alert };
  }
  const code = (why: string, more: object = {}) => new AppError('sync/code', '', { why, ...more });

  const wrong: readonly (readonly [string, AppError, string])[] = [
    ['is cut off', code('form'), 'This link is not whole.'],
    ['has expired, was used or withdrawn', code('used'), 'This link is not open any more'],
    ['is of another relay', code('relay', { host: 'relay.example.org' }), 'another relay (relay.example.org)'],
    ['is one’s own', new AppError('sync/self', ''), 'This is your own account: you have this already.'],
    ['is followed while the relay is away', new AppError('sync/offline', ''), 'The relay cannot be reached now.'],
  ];
  for (const [what, error, words] of wrong)
    it(`that ${what} says so`, async () => {
      const { element, alert } = await follow((sharing) => {
        sharing.readLink = fails(error);
      });
      expect(await alert()).to.contain(words);
      await expectAccessible(element);
    });

  it('can be tried again when the relay is back', async () => {
    let isAway = true;
    const { element, alert } = await follow((sharing) => {
      sharing.readLink = async () => {
        if (isAway) throw new AppError('sync/offline', '');
        return exampleInvite;
      };
    });
    await alert();
    isAway = false;
    deep<HTMLElement>(element, '.acts .button').click();
    await until(() => element.shadowRoot?.querySelector('ik-invite-card'));
  });

  it('that is withdrawn while one reads says so when one accepts', async () => {
    const { element, alert } = await follow((sharing) => {
      sharing.readLink = async () => exampleInvite;
      sharing.answer = fails(refused('NO_INVITE'));
    });
    const card = await until(() => element.shadowRoot?.querySelector('ik-invite-card'));
    const accept = await until(() => card.shadowRoot?.querySelector<HTMLElement>('.button.primary'));
    accept.click();
    expect(await alert()).to.contain('This invitation is not open any more.');
  });
});

describe('a relay', () => {
  const problems: readonly (readonly [SyncProblem | undefined, string])[] = [
    ['clock', 'The clock of this device is wrong'],
    ['full', 'no room left for your account. Edits stay on this device.'],
    ['other-relay', 'Nothing is sent to it.'],
    ['behind', 'Nothing that is on this device is lost'],
    [undefined, 'Everything is on this device and still works.'],
  ];
  for (const [problem, words] of problems)
    it(`that ${problem ?? 'cannot be reached'} is said in words, with what waits`, async () => {
      const own = services();
      const { element } = await mount<IkActivity>(
        html`<ik-activity .services=${own} .display=${exampleDisplay}></ik-activity>`,
        { services: own },
      );
      const state = problem === undefined ? ('offline' as const) : ('stopped' as const);
      (own.activity as FakeActivity).activity.set({
        ...NO_ACTIVITY,
        sync: { state, relay: 'wss://relay.example.org', waiting: 3, ...(problem && { problem }) },
      });
      await settled(element);
      deep<HTMLElement>(element, 'button.sign').click();
      const panel = deep<HTMLElement>(element, 'ik-activity-panel');
      await until(() => panel.shadowRoot?.textContent?.includes(words), words);
      expect(panel.shadowRoot!.textContent).to.contain('3 edits wait on this device.');
      await expectAccessible(element);
    });
});
