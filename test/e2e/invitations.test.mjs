// Two people exchange invitations as files: one organises, the other answers; somebody else tries to interfere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  axeViolations,
  downloaded,
  dropFiles,
  events,
  importFile,
  open,
  openBrowser,
  startApp,
  until,
  withApp,
} from './support.mjs';

const organiser = 'olga@example.org';
const guest = 'gustav@example.org';

const series = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//test//EN',
  'BEGIN:VEVENT',
  'UID:review-1',
  'DTSTAMP:20261101T080000Z',
  'SEQUENCE:0',
  'DTSTART;TZID=Europe/Zurich:20261116T140000',
  'DTEND;TZID=Europe/Zurich:20261116T150000',
  'RRULE:FREQ=DAILY;COUNT=4',
  'SUMMARY:Review',
  'LOCATION:Room Léman',
  `ORGANIZER;CN=Olga:mailto:${organiser}`,
  `ATTENDEE;CN=Gustav;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${guest}`,
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

async function setAddress(page, url, address) {
  await open(page, `${url}/settings`);
  await page.getByLabel('Mail address', { exact: true }).fill(address);
  await page.getByRole('button', { name: 'Add address' }).click();
  await page.getByText(address, { exact: true }).waitFor();
}

const dialogOf = (page) => page.locator('ik-invitation-dialog');

/** Opens a message and gives its dialog. */
async function receive(page, name, text) {
  await dropFiles(page, [{ name, text }]);
  const dialog = dialogOf(page);
  await dialog.getByRole('heading', { level: 3 }).waitFor();
  return dialog;
}

async function saveFrom(page, root) {
  const { name, bytes } = await downloaded(page, () => root.getByRole('button', { name: 'Save file' }).click());
  return { name, text: bytes.toString('utf8') };
}

/** Unfolded. */
const plain = (text) => text.replaceAll('\r\n ', '');

async function closeDialog(page, name) {
  await dialogOf(page).getByRole('button', { name, exact: true }).last().click();
  await dialogOf(page).waitFor({ state: 'detached' });
}

test('an invitation, its answer, a new time, a date less, and somebody who interferes', async () => {
  const app = await startApp();
  const [olga, gustav] = [await openBrowser(), await openBrowser()];
  try {
    await setAddress(olga.page, app.url, organiser);
    await setAddress(gustav.page, app.url, guest);
    for (const { page } of [olga, gustav]) await open(page, `${app.url}/calendar/week/2026-11-16`);

    // Olga has an event with a guest: she takes the invitation as a file.
    await importFile(olga.page, 'review.ics', series);
    await events(olga.page, 'Review').first().click();
    await olga.page.getByRole('button', { name: 'Invitation as a file' }).click();
    const outgoing = olga.page.locator('ik-outgoing-dialog');
    const invitation = await saveFrom(olga.page, outgoing);
    assert.equal(invitation.name, 'invitation.ics');
    assert.match(invitation.text, /METHOD:REQUEST/);
    assert.match(
      await outgoing.getByRole('link', { name: 'Write a mail' }).getAttribute('href'),
      /^mailto:gustav@example\.org\?subject=/,
    );
    await outgoing.getByRole('button', { name: 'Close' }).last().click();

    // Gustav opens it, and says yes.
    let dialog = await receive(gustav.page, invitation.name, invitation.text);
    await dialog.getByText('Olga invites you.').waitFor();
    await dialog.getByText('Room Léman').waitFor();
    assert.deepEqual(await axeViolations(gustav.page), []);
    await dialog.getByLabel('Message to the organiser (optional)').fill('Gladly');
    await dialog.getByRole('button', { name: 'Yes', exact: true }).click();
    const answer = await saveFrom(gustav.page, dialog);
    assert.equal(answer.name, 'answer.ics');
    assert.match(
      plain(answer.text),
      /METHOD:REPLY[\s\S]*PARTSTAT=ACCEPTED[^\r]*gustav@example\.org[\s\S]*COMMENT:Gladly/,
    );
    await closeDialog(gustav.page, 'Done');
    await until(() => events(gustav.page, 'Review').count(), 4);

    // Olga opens the answer: her guest list knows.
    dialog = await receive(olga.page, answer.name, answer.text);
    await dialog.getByText('Gustav says yes.').waitFor();
    await dialog.getByText('Gladly').waitFor();
    await closeDialog(olga.page, 'Note the answer');
    await events(olga.page, 'Review').first().click();
    await olga.page.getByText('1 yes').waitFor();
    await olga.page.keyboard.press('Escape');

    // She moves all of it an hour later, with the keyboard; Gustav sees what changed.
    await events(olga.page, 'Review').first().focus();
    await olga.page.keyboard.press('Alt+ArrowDown');
    await olga.page.getByRole('button', { name: 'All events' }).click();
    await olga.page.locator('[part=notice]').getByRole('button', { name: 'Tell the guests' }).click();
    const moved = await saveFrom(olga.page, outgoing);
    assert.match(plain(moved.text), /PARTSTAT=NEEDS-ACTION[^\r]*gustav/);
    await outgoing.getByRole('button', { name: 'Close' }).last().click();
    dialog = await receive(gustav.page, moved.name, moved.text);
    await dialog.getByText('Olga has changed this event.').waitFor();
    const changes = dialog.getByRole('region', { name: 'What changed' });
    await changes.locator('del').getByText('14:00').waitFor();
    await dialog.getByRole('button', { name: 'Maybe', exact: true }).click();
    const second = await saveFrom(gustav.page, dialog);
    assert.match(plain(second.text), /PARTSTAT=TENTATIVE/);
    await closeDialog(gustav.page, 'Done');

    // The same again changes nothing, and an older one neither.
    dialog = await receive(gustav.page, moved.name, moved.text);
    await dialog.getByText('You have this already. Nothing changes.').waitFor();
    await closeDialog(gustav.page, 'Close');
    dialog = await receive(gustav.page, invitation.name, invitation.text);
    await dialog.getByText('You have a newer version of this already.').waitFor();
    await closeDialog(gustav.page, 'Close');

    // One date is cancelled.
    await events(olga.page, 'Review').last().click();
    await olga.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await olga.page.getByRole('button', { name: 'This event', exact: true }).click();
    await olga.page.locator('[part=notice]').getByRole('button', { name: 'Tell the guests' }).last().click();
    const cancelled = await saveFrom(olga.page, outgoing);
    assert.equal(cancelled.name, 'cancellation.ics');
    assert.match(plain(cancelled.text), /METHOD:CANCEL[\s\S]*RECURRENCE-ID;TZID=Europe\/Zurich:20261119T/);
    dialog = await receive(gustav.page, cancelled.name, cancelled.text);
    await dialog.getByText('Olga has cancelled one date of this event.').waitFor();
    await closeDialog(gustav.page, 'Mark as cancelled');

    // Somebody else cancels the rest: refused unless Gustav insists, and he does not.
    const spoofed = plain(cancelled.text)
      .replaceAll(organiser, 'mallory@example.com')
      .replace(/RECURRENCE-ID[^\r]*\r\n/, '')
      .replace(/SEQUENCE:\d+/, 'SEQUENCE:99');
    dialog = await receive(gustav.page, 'cancel.ics', spoofed);
    const reason = dialog.getByRole('alert');
    await reason.getByText(/from mallory@example.com, but .* organised by olga@example.org/).waitFor();
    assert.deepEqual(await axeViolations(gustav.page), []);
    await gustav.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await events(gustav.page, 'Review').first().click();
    await gustav.page.locator('ik-event-card').waitFor();
    assert.equal(await gustav.page.locator('ik-event-card').getByText('Cancelled').count(), 0);

    // Yes, Maybe and No stand on the card.
    const maybe = gustav.page.locator('ik-answer-bar').getByRole('button', { name: 'Maybe' });
    assert.equal(await maybe.getAttribute('aria-pressed'), 'true');

    assert.deepEqual([...olga.troubles, ...gustav.troubles], []);
  } finally {
    await Promise.all([olga.close(), gustav.close()]);
    await app.close();
  }
});

const busyDay = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//test//EN',
  ...['0900 1030 mine', '1300 1400 hers'].flatMap((line) => {
    const [from, to, uid] = line.split(' ');
    return [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTAMP:20261101T080000Z',
      `DTSTART;TZID=Europe/Zurich:20301216T${from}00`,
      `DTEND;TZID=Europe/Zurich:20301216T${to}00`,
      `SUMMARY:${uid}`,
      ...(uid === 'hers' ? ['ORGANIZER:mailto:anna@example.org', 'ATTENDEE:mailto:bob@example.org'] : []),
      'END:VEVENT',
    ];
  }),
  'END:VCALENDAR',
  '',
].join('\r\n');

test(
  'a time is found that suits, with what is not known of others',
  withApp(async ({ page, url }) => {
    await open(page, `${url}/calendar/week/2030-12-16`);
    await importFile(page, 'busy.ics', busyDay);
    await page.getByRole('button', { name: 'Create' }).first().click();
    const form = page.locator('ik-event-dialog');
    await form.getByRole('button', { name: 'Find a time' }).click();
    const finder = page.locator('ik-find-time');
    await finder.getByLabel('Add somebody by mail address').fill('anna@example.org');
    await page.keyboard.press('Enter');
    await finder.getByRole('img', { name: /anna@example.org: not everything is known; busy .*13:00/ }).waitFor();
    const best = finder.getByRole('button', { name: /10:30.*anna@example.org: not known/ });
    await best.focus();
    await page.keyboard.press('Enter');
    assert.equal(await best.getAttribute('aria-pressed'), 'true');
    assert.deepEqual(await axeViolations(page), []);
    await finder.getByRole('button', { name: 'Take this time' }).click();
    assert.equal(await form.getByLabel('Start time').inputValue(), '10:30');
  }),
);
