import { expect } from 'chai';
import { html } from 'lit';
import type { SyncStatus } from '../../src/app/sync/sync.js';
import '../../src/components/shell/ik-sync-status.js';
import type { IkSyncStatus, SyncNowEvent } from '../../src/components/shell/ik-sync-status.js';
import { AppError } from '../../src/domain/errors.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { expectAccessible, mount, settled, unmountAll } from '../support/mount.js';

afterEach(unmountAll);

const synced: SyncStatus = {
  state: 'online',
  relay: 'wss://relay.example.org',
  waiting: 0,
  lastSynced: Date.now() as EpochMs,
};

async function show(status: SyncStatus, onNow: (event: SyncNowEvent) => void = () => {}) {
  const { element } = await mount<IkSyncStatus>(
    html`<ik-sync-status .status=${status} .locale=${'en'} @ik-sync-now=${onNow}></ik-sync-status>`,
  );
  await settled(element);
  const button = () => element.shadowRoot!.querySelector<HTMLButtonElement>('button.state')!;
  const card = () => element.shadowRoot!.querySelector<HTMLElement>('.card')!;
  const open = async () => {
    button().click();
    await settled(element);
    // The card is filled once the browser has said that it is open.
    await new Promise((frame) => requestAnimationFrame(frame));
    await settled(element);
  };
  return { element, button, card, open };
}

describe('<ik-sync-status>', () => {
  it('is not there without an account', async () => {
    const { element } = await show({ state: 'off', relay: '', waiting: 0 });
    expect(element.shadowRoot!.querySelector('button')).to.equal(null);
  });

  it('says in a word how it stands, and more in its card', async () => {
    const { element, button, card, open } = await show(synced);
    expect(button().getAttribute('aria-label')).to.equal('Synced');
    await expectAccessible(element);
    await open();
    expect(card().textContent).to.contain('Synced just now').and.to.contain('relay.example.org');
    await expectAccessible(element);
  });

  it('counts what waits while it is offline, and says that nothing is lost', async () => {
    const { button, card, open } = await show({ ...synced, state: 'offline', waiting: 3 });
    expect(button().getAttribute('aria-label')).to.equal('Offline (3)');
    await open();
    expect(card().textContent).to.contain('3 edits wait on this device.').and.to.contain('still works');
  });

  it('leads to where something can be done when the relay has lost the account', async () => {
    const lost = await show({ ...synced, state: 'stopped', problem: 'unknown-account' });
    await lost.open();
    expect(lost.card().textContent).to.contain('it has lost it').and.to.contain('still works');
    const link = lost.card().querySelector<HTMLAnchorElement>('a[href="/settings"]')!;
    await expectAccessible(lost.element);
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    await settled(lost.element);
    expect(lost.card().matches(':popover-open')).to.equal(false);
  });

  it('says what is wrong in words, and offers only what can help', async () => {
    const revoked = await show({ ...synced, state: 'stopped', problem: 'revoked' });
    await revoked.open();
    expect(revoked.card().textContent).to.contain('taken out of your account');
    expect(revoked.card().querySelector('button')).to.equal(null);
    const full = await show({ ...synced, problem: 'full' });
    await full.open();
    expect(full.card().textContent).to.contain('no room left');
    expect(full.card().querySelector('button')!.textContent).to.contain('Sync now');
  });

  it('syncs when somebody asks for it, and says when that fails', async () => {
    let fail: (error: unknown) => void = () => {};
    const { element, card, open } = await show(synced, ({ done }) =>
      done(
        new Promise<void>((_, reject) => {
          fail = reject;
        }),
      ),
    );
    await open();
    const now = card().querySelector('button')!;
    now.click();
    await settled(element);
    expect(now.disabled).to.equal(true);
    fail(new AppError('sync/offline', 'no connection'));
    await new Promise((frame) => requestAnimationFrame(frame));
    await settled(element);
    expect(card().querySelector('[role=alert]')!.textContent).to.not.equal('');
    expect(now.disabled).to.equal(false);
  });
});
