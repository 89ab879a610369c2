// One person is away, keeps time for focus, and offers times to others; an invitation to their absence is declined.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeViolations, downloaded, dropFiles, events, importFile, open, undo, until, withApp } from './support.mjs';

const me = 'me@example.org';
/** In the dialog that is open, if one is: notices lie there. */
const notice = (page, text) => page.locator('[part=notice]').getByText(text).first();

async function createFrom(page, item) {
  await page.getByRole('button', { name: 'Create something else' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const dialog = page.locator('ik-event-dialog');
  await dialog.getByLabel('Invitations to this time').waitFor();
  return dialog;
}

async function save(dialog) {
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
}

const invitation = (uid, time, title) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T080000Z',
    `DTSTART;TZID=Europe/Zurich:${time}`,
    'DURATION:PT1H',
    `SUMMARY:${title}`,
    'ORGANIZER:mailto:boss@example.org',
    `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${me}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const plain = (text) => text.replaceAll('\r\n ', '');

async function exported(page) {
  const row = page.locator('ik-calendar-sidebar li').filter({ hasText: 'Personal' });
  await row.hover();
  await row.getByRole('button', { name: 'Actions for Personal' }).click();
  const { bytes } = await downloaded(page, () => row.getByRole('menuitem', { name: 'Export' }).click());
  return plain(bytes.toString('utf8'));
}

test(
  'out of office and focus time are made, seen, kept clear of and written for other programs',
  withApp(async ({ page, url }) => {
    await open(page, `${url}/settings`);
    await page.getByLabel('Mail address', { exact: true }).fill(me);
    await page.getByRole('button', { name: 'Add address' }).click();
    await page.getByText(me, { exact: true }).waitFor();

    await open(page, `${url}/calendar/week/2027-03-15`);
    const away = await createFrom(page, 'Out of office');
    assert.deepEqual(await axeViolations(page), []);
    await away.getByLabel('Title').fill('Holidays');
    await away.getByLabel('What the organiser is told').fill('Back on the 20th.');
    await save(away);
    await events(page, 'Holidays').and(page.locator('.away.out-of-office')).waitFor();

    await open(page, `${url}/calendar/week/2027-03-16`);
    const focus = await createFrom(page, 'Focus time');
    await focus.getByLabel('Invitations to this time').selectOption({ label: 'Decline as soon as I open them' });
    await save(focus);
    await events(page, 'Focus time').and(page.locator('.away.focus')).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    for (const view of ['month', 'schedule', 'day']) {
      await open(page, `${url}/calendar/${view}/2027-03-16`);
      await events(page, 'Focus time').and(page.locator('.away.focus')).first().waitFor();
    }

    // An invitation to the holidays: declining is proposed, with the text.
    await dropFiles(page, [{ name: 'a.ics', text: invitation('a', '20270315T100000', 'Budget') }]);
    const dialog = page.locator('ik-invitation-dialog');
    await dialog.getByText('Out of office (Holidays)').waitFor();
    assert.equal(await dialog.getByLabel('Message to the organiser (optional)').inputValue(), 'Back on the 20th.');
    await dialog.getByRole('button', { name: 'No', exact: true }).click();
    const answer = await downloaded(page, () => dialog.getByRole('button', { name: 'Save file' }).click());
    assert.match(plain(answer.bytes.toString('utf8')), /PARTSTAT=DECLINED[\s\S]*COMMENT:Back on the 20th\./);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });

    // One to the focus time is declined by itself.
    await dropFiles(page, [{ name: 'b.ics', text: invitation('b', '20270316T100000', 'Chat') }]);
    await notice(page, 'is declined, as you are absent then').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });

    const text = await exported(page);
    assert.match(text, /SUMMARY:Holidays[\s\S]*?TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:OOF/);
    assert.match(text, /X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\nX-IKEBANA-ABSENCE:FOCUS\r\nX-IKEBANA-DECLINE:AUTO/);
  }),
);

const foreign = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//other//EN',
  'BEGIN:VAVAILABILITY',
  'UID:foreign',
  'DTSTAMP:20260101T000000Z',
  'SUMMARY:Bernard',
  'ORGANIZER:mailto:bernard@example.net',
  'BEGIN:AVAILABLE',
  'UID:foreign-1',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;TZID=Europe/Zurich:20260105T090000',
  'DTEND;TZID=Europe/Zurich:20260105T170000',
  'RRULE:FREQ=DAILY',
  'END:AVAILABLE',
  'END:VAVAILABILITY',
  'END:VCALENDAR',
  '',
].join('\r\n');

test(
  'bookable times are set up, previewed, sent, booked for somebody on the phone, and go out with their calendar',
  withApp(async ({ page, context, url }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, `${url}/calendar/week`);
    await page.getByRole('link', { name: 'Bookable times' }).click();
    const panel = page.locator('ik-slots-page');
    await panel.getByRole('button', { name: 'New bookable times' }).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await panel.getByRole('button', { name: 'New bookable times' }).click();
    const form = page.locator('ik-slot-dialog');
    await form.getByLabel('Title').fill('Advice');
    await form.getByLabel('Length, minutes').fill('60');
    for (const day of ['Saturday', 'Sunday']) await form.getByLabel(day).check();
    await form.getByLabel('To, weekly hours 1').fill('11:00');
    await form.getByLabel('How many days ahead').fill('3');
    await form.getByText('free times in the next seven days').waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });

    // From nine to eleven on each of the days that come.
    const slots = panel.locator('.slot');
    const count = () => slots.count();
    await until(async () => (await count()) >= 4, true);
    const before = await count();
    await until(() => slots.last().textContent(), '10:00');
    assert.deepEqual(await axeViolations(page), []);

    await panel.getByRole('button', { name: 'Send free times' }).click();
    const share = page.locator('ik-slot-share');
    await until(
      () =>
        share
          .getByLabel('Text for a mail')
          .inputValue()
          .then((text) => /• .*: 09:00, 10:00/.test(text)),
      true,
    );
    assert.deepEqual(await axeViolations(page), []);
    const file = await downloaded(page, () => share.getByRole('button', { name: 'Save file' }).click());
    assert.match(
      plain(file.bytes.toString('utf8')),
      /BEGIN:VFREEBUSY[\s\S]*FBTYPE=FREE:\d+T\d+Z\/PT1H[\s\S]*BUSY-UNAVAILABLE/,
    );
    await share.getByRole('button', { name: 'Copy text' }).click();
    await share.waitFor({ state: 'detached' });
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^Advice\n.*Europe\/Zurich/);

    // Somebody calls.
    await slots.last().click();
    const booking = page.locator('ik-booking-dialog');
    await booking.getByRole('button', { name: 'Book' }).click();
    await booking.getByText('Who is it for?').waitFor();
    await booking.getByLabel('Name').fill('Ada');
    await booking.getByLabel('Mail address (optional)').fill('ada@example.org');
    assert.deepEqual(await axeViolations(page), []);
    await booking.getByRole('button', { name: 'Book' }).click();
    await booking.waitFor({ state: 'detached' });
    await until(count, before - 1);
    await undo(page, 'Booked: “Advice: Ada”');
    await until(count, before);
    await slots.last().click();
    await booking.getByLabel('Name').fill('Ada');
    await page.keyboard.press('Enter');
    await booking.waitFor({ state: 'detached' });
    await until(count, before - 1);

    const text = await exported(page);
    assert.match(
      text,
      /BEGIN:VAVAILABILITY[\s\S]*BUSYTYPE:BUSY-TENTATIVE[\s\S]*BEGIN:AVAILABLE[\s\S]*RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU/,
    );
    assert.match(text, /SUMMARY:Advice: Ada/);

    // Hours that another program wrote stand beside it.
    await importFile(page, 'bernard.ics', foreign);
    await panel.getByText('bernard@example.net').waitFor();
    await panel.getByRole('button', { name: 'Delete', exact: true }).first().click();
    await undo(page, '“Advice” deleted');
    await until(count, before - 1);
  }),
);
