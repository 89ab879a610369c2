// Two people, each with a browser of their own, and a real relay between them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startAppAndRelay } from '../support/relay-beside-app.mjs';
import { button, confirmWords, nameAccount } from './account-support.mjs';
import { chooseOfCalendar, eventDialog, popover } from './calendar-support.mjs';
import { openBrowser } from './support.mjs';

/** Sets an account up where that is offered. */
async function setUp(page, name) {
  await button(page, 'Set up').click();
  await nameAccount(page, name);
  await page.locator('ik-account-dialog').waitFor({ state: 'detached' });
}

/** Makes an event on the day that is shown. */
async function create(page, title, calendar) {
  await page.locator('ik-calendar-sidebar').getByRole('button', { name: 'Create', exact: true }).click();
  const dialog = eventDialog(page);
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByRole('combobox', { name: 'Calendar' }).selectOption({ label: calendar });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

const day = '/calendar/day/2026-11-18';
const event = (page, title) =>
  page
    .locator('ik-calendar')
    .getByRole('button', { name: new RegExp(title) })
    .first();

test('[A-36] a calendar is shared by link, edited by both, then only viewed, then taken back, and again by address', async () => {
  const codes = new Map();
  const app = await startAppAndRelay({ sendCode: async (address, code) => void codes.set(address, code) });
  const [ada, bob] = [await openBrowser(), await openBrowser()];
  try {
    await ada.page.goto(`${app.url}${day}`);
    await ada.page.getByRole('button', { name: 'Add a calendar' }).click();
    await ada.page.getByRole('menuitem', { name: 'New calendar' }).click();
    await ada.page.locator('ik-calendar-dialog').getByLabel('Name').fill('Team');
    await ada.page.locator('ik-calendar-dialog').getByRole('button', { name: 'Create' }).click();
    await ada.page.locator('ik-calendar-dialog').waitFor({ state: 'detached' });
    await create(ada.page, 'Planning', 'Team');
    await chooseOfCalendar(ada.page, 'Team', 'Share…');
    await setUp(ada.page, 'Ada Lovelace');
    await button(ada.page, 'Show the recovery key').click();
    await confirmWords(ada.page);
    const share = ada.page.locator('ik-share-dialog');
    await share.getByLabel('May').selectOption('Can edit');
    await share.getByRole('button', { name: 'Invite by link' }).click();
    const link = await share.getByLabel('Link', { exact: true }).inputValue();
    assert.match(link, /\/join#[\w-]{60,}$/);

    await bob.page.goto(link);
    await setUp(bob.page, 'Bob Martin');
    const invitation = bob.page.locator('ik-join-invite');
    await invitation.getByText('Ada Lovelace shares the calendar Team with you.').waitFor();
    await invitation.getByRole('button', { name: 'Accept' }).click();
    const shared = bob.page.getByRole('list', { name: 'Shared with me' });
    await shared.getByText('Team').waitFor();
    await bob.page.waitForURL((address) => address.hash === '');
    await bob.page.goto(`${app.url}${day}`);
    await event(bob.page, 'Planning').waitFor();
    // Ada sees who has come, by the name they gave themselves.
    await share.getByText('Bob Martin').waitFor();
    // The link is good for nobody else, and says so.
    await share.getByText('This link was used').waitFor();
    assert.equal(await share.getByLabel('Link', { exact: true }).count(), 0);
    await create(bob.page, 'Lunch', 'Team');
    await share.getByRole('button', { name: 'Done' }).click();
    await event(ada.page, 'Lunch').waitFor();

    // Now Bob may only look.
    await chooseOfCalendar(ada.page, 'Team', 'Share…');
    await share.getByLabel('Role of Bob Martin').selectOption('Can view');
    await shared.getByRole('img', { name: 'Shared by Ada Lovelace: you can view it' }).waitFor();
    await event(bob.page, 'Planning').click();
    await popover(bob.page).getByText('Planning').first().waitFor();
    assert.equal(await popover(bob.page).getByRole('button', { name: 'Delete' }).count(), 0);
    await bob.page.keyboard.press('Escape');

    // Now Bob is out: nothing new comes, and what was there goes when Bob says so.
    await share.getByRole('button', { name: 'Actions for Bob Martin' }).click();
    await share.getByRole('menuitem', { name: 'Remove' }).click();
    await shared.getByRole('img', { name: 'Not shared with you any more' }).waitFor();
    await share.getByRole('button', { name: 'Done' }).click();
    await create(ada.page, 'Secret', 'Team');
    await event(ada.page, 'Secret').waitFor();
    await chooseOfCalendar(bob.page, 'Team', 'Remove…');
    await bob.page.locator('ik-leave-dialog').getByRole('button', { name: 'Remove' }).click();
    await shared.waitFor({ state: 'detached' });
    assert.equal(await event(bob.page, 'Secret').count(), 0);

    // Bob proves an address; whoever has it is invited by it, without a link.
    await bob.page.goto(`${app.url}/settings`);
    await button(bob.page, 'Add e-mail address').click();
    const prove = bob.page.locator('ik-address-dialog');
    await prove.getByRole('textbox', { name: 'E-mail address' }).fill('bob@example.org');
    await button(prove, 'Send the code').click();
    await prove.getByRole('textbox', { name: 'Code' }).waitFor();
    await prove.getByRole('textbox', { name: 'Code' }).fill(codes.get('bob@example.org'));
    await button(prove, 'Confirm').click();
    await bob.page.getByText('E-mail address: bob@example.org').waitFor();
    await chooseOfCalendar(ada.page, 'Team', 'Share…');
    await share.getByLabel('May').selectOption('Can view');
    await share.getByRole('combobox', { name: 'Share with' }).fill('nobody@example.org');
    await button(share, 'Invite').click();
    await button(share, 'Make a link for this person').waitFor();
    await share.getByRole('combobox', { name: 'Share with' }).fill('bob@example.org');
    await button(share, 'Invite').click();
    await share.getByText('Invitation sent to bob@example.org.').waitFor();
    const card = bob.page.locator('ik-invite-card');
    await card.getByText('Team').first().waitFor();
    await card.getByText('Can view').first().waitFor();
    await button(card, 'Accept').click();
    await card.waitFor({ state: 'detached' });
    await bob.page.goto(`${app.url}${day}`);
    await shared.getByRole('img', { name: 'Shared by Ada Lovelace: you can view it' }).waitFor();
    await event(bob.page, 'Secret').waitFor();
  } finally {
    await ada.close();
    await bob.close();
    await app.close();
  }
  assert.deepEqual([...ada.troubles, ...bob.troubles], []);
});
