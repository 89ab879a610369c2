// Writing an event: by a sentence, with every field, with files and people; what is kept, and what goes out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseAction, chooseOfCalendar, eventDialog, placeOf, popover, quickCard, week } from './calendar-support.mjs';
import { axeViolations, downloaded, events, importFile, open, until, withApp } from './support.mjs';

/** Wednesday morning, before everything in these tests. */
const NOW = new Date('2026-11-18T09:00:00+01:00');

const withClock = (body) =>
  withApp(async (given) => {
    await given.page.clock.setFixedTime(NOW);
    await open(given.page, given.url + week);
    await body(given);
  });

/** What the calendar's own file says, unfolded. */
async function exported(page) {
  const { bytes } = await downloaded(page, () => chooseOfCalendar(page, 'Personal', /Export/));
  return bytes.toString().replaceAll('\r\n ', '');
}

test(
  'a sentence in the command box becomes an event',
  withClock(async ({ page }) => {
    await page.keyboard.press('Control+k');
    await page.locator('ik-command-box').getByRole('combobox').fill('lunch with Sophie tomorrow 12:30 at Café Central');
    await page
      .locator('ik-command-box')
      .getByRole('option', { name: /^Create: lunch/ })
      .click();
    const card = quickCard(page);
    await card.getByText('Thu 19 Nov, 12:30 – 13:30').waitFor();
    await card.getByText('Café Central', { exact: true }).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    const lunch = events(page, 'lunch with Sophie');
    await lunch.waitFor();
    await page.reload();
    await lunch.waitFor();
    assert.match(
      await exported(page),
      /DTSTART;TZID=Europe\/Zurich:20261119T123000[\s\S]*SUMMARY:lunch with Sophie[\s\S]*LOCATION:Café Central/,
    );
  }),
);

test(
  'Ctrl+Enter saves from wherever one writes: the card of a sentence, the form of an event and of a contact',
  withClock(async ({ page, url }) => {
    const place = await placeOf(page, 3, 10.2);
    await page.mouse.click(place.x, place.y);
    await quickCard(page).getByText('Thu 19 Nov, 10:00 – 11:00').waitFor();
    await page.keyboard.type('Stand-up');
    await page.keyboard.press('Control+Enter');
    await events(page, 'Stand-up').waitFor();
    await page.keyboard.press('c');
    await eventDialog(page).getByLabel('Title').fill('Review');
    await eventDialog(page).getByLabel('Place').fill('Café Central');
    await page.keyboard.press('Control+Enter');
    await eventDialog(page).waitFor({ state: 'detached' });
    await events(page, 'Review').waitFor();
    assert.match(await exported(page), /LOCATION:Café Central/);
    await page.goto(`${url}/contacts`);
    await page.getByRole('button', { name: 'New contact' }).last().click();
    await page.locator('ik-contact-dialog').getByLabel('First name').fill('Ada');
    await page.keyboard.press('Control+Enter');
    await page.locator('ik-contact-list').getByText('Ada').waitFor();
    await page.keyboard.press('?');
    await page.locator('ik-shortcut-sheet').getByRole('heading', { name: 'In forms' }).waitFor();
  }),
);

test(
  'a sentence typed where the grid was pressed keeps to that day, and can be taken as it is',
  withClock(async ({ page }) => {
    const place = await placeOf(page, 3, 10.2);
    await page.mouse.click(place.x, place.y);
    const card = quickCard(page);
    await card.getByText('Thu 19 Nov, 10:00 – 11:00').waitFor();
    await page.keyboard.type('every Tuesday 9-10 stand-up');
    await card.getByText('Tue 24 Nov, 09:00 – 10:00').waitFor();
    await card.getByText('Every week on Tuesday').waitFor();
    await card.getByRole('button', { name: 'Take the whole line as title' }).click();
    await card.getByText('Thu 19 Nov, 10:00 – 11:00').waitFor();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
  }),
);

test(
  'keeps every field through a reload, an edit, and out into a file',
  withClock(async ({ page }) => {
    await importFile(
      page,
      'people.vcf',
      'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sophie Martin\r\nN:Martin;Sophie;;;\r\nEMAIL:sophie@example.org\r\nEND:VCARD\r\n',
    );
    await page.keyboard.press('c');
    const dialog = eventDialog(page);
    await dialog.getByLabel('Title').fill('Flight to New York');
    await dialog.getByLabel('Start date').fill('2026-11-20');
    await dialog.getByLabel('Start time').fill('13:00');
    await dialog.getByLabel('Place').fill('Zurich airport');
    await dialog.getByRole('button', { name: 'More options' }).click();
    await dialog.getByRole('button', { name: 'End in another time zone' }).click();
    const endZone = dialog.getByRole('combobox', { name: 'Time zone of the end' });
    await endZone.fill('boston');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('End time').fill('16:00');
    await dialog.getByText('Fri 20 Nov, 22:00 by your clock').waitFor();
    await dialog.getByLabel('Description').fill('Window seat.');
    const people = dialog.getByRole('combobox', { name: 'Add people' });
    await people.fill('soph');
    await dialog.getByRole('option', { name: /Sophie Martin/ }).waitFor();
    await page.keyboard.press('Enter');
    await people.fill('stranger@example.net');
    await page.keyboard.press('Enter');
    await dialog.getByText('not in your contacts').waitFor();
    await dialog.getByRole('combobox', { name: 'Role of stranger@example.net' }).selectOption({ label: 'Optional' });
    await dialog.getByRole('button', { name: /Make a link/ }).click();
    assert.match(
      await dialog.getByLabel('Video call').getByRole('textbox').inputValue(),
      /^https:\/\/kmeet\.infomaniak\.com\/[a-z2-9]{24}$/,
    );
    await dialog.getByRole('button', { name: 'Add reminder' }).click();
    await dialog.getByRole('button', { name: 'At a set time' }).click();
    await dialog.getByLabel('Attach a link').fill('https://example.org/ticket.pdf');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Files to attach').setInputFiles([
      { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
      { name: 'plan.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(70_000, 7) },
    ]);
    await dialog.getByText('plan.bin').waitFor();
    await dialog.getByRole('radio', { name: 'Red' }).check({ force: true });
    await dialog.getByLabel('Availability').selectOption({ label: 'Free' });
    await dialog.getByLabel('Categories').fill('Travel, Work');
    assert.deepEqual(await axeViolations(page), []);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.reload();
    const flight = events(page, 'Flight to New York');
    await flight.click();
    const card = popover(page);
    await card.getByRole('link', { name: 'Join kMeet' }).waitFor();
    await card.getByText('2 waiting').waitFor();
    await card.getByText('13:00 Zurich – 16:00 New York').waitFor();
    assert.deepEqual(await axeViolations(page), []);
    const saved = await downloaded(page, () => card.getByRole('button', { name: 'Save plan.bin' }).click());
    assert.deepEqual(saved.bytes, Buffer.alloc(70_000, 7));
    await page.keyboard.press('Escape');

    const text = await exported(page);
    for (const line of [
      /DTSTART;TZID=Europe\/Zurich:20261120T130000/,
      /DTEND;TZID=America\/New_York:20261120T160000/,
      /COLOR:tomato/,
      /TRANSP:TRANSPARENT/,
      /CATEGORIES:Travel,Work/,
      /CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https:\/\/kmeet/,
      /ATTENDEE;CN=Sophie Martin;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:sophie@example\.org/,
      /ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:stranger@example\.net/,
      /ATTACH:https:\/\/example\.org\/ticket\.pdf/,
      /ATTACH;FMTTYPE=text\/plain;FILENAME=note\.txt;ENCODING=BASE64;VALUE=BINARY:aGVsbG8=/,
      /ATTACH;FMTTYPE=application\/octet-stream;FILENAME=plan\.bin;ENCODING=BASE64;VALUE=BINARY:BwcH/,
      /TRIGGER:-PT10M/,
      /TRIGGER;VALUE=DATE-TIME:20261120T110000Z/,
    ])
      assert.match(text, line);

    await chooseAction(page, flight, 'Edit');
    await dialog.getByRole('button', { name: 'Remove note.txt' }).click();
    await dialog.getByLabel('End time').fill('17:00');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await until(async () => /DTEND;TZID=America\/New_York:20261120T170000/.test(await exported(page)), true);
    const after = await exported(page);
    assert.doesNotMatch(after, /note\.txt/);
    assert.match(after, /ATTACH:https:\/\/example\.org\/ticket\.pdf/);
  }),
);

const odd = (uid, ...lines) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20261118T080000Z',
  `SUMMARY:${uid}`,
  ...lines,
  'END:VEVENT',
];

test(
  'says what is odd about an event, and opens it all the same',
  withClock(async ({ page }) => {
    const text = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x'],
      ...odd('Backwards', 'DTSTART:20261118T120000Z', 'DTEND:20261118T110000Z'),
      ...odd('Both', 'DTSTART:20261119T120000Z', 'DTEND:20261119T130000Z', 'DURATION:PT5H'),
      ...odd('Mars', 'DTSTART;TZID=Mars/Olympus:20261120T120000', 'DTEND;TZID=Mars/Olympus:20261120T130000'),
      ...odd('Reich', 'DTSTART;VALUE=DATE:20261117', 'DTEND;VALUE=DATE:30261117'),
      ...['END:VCALENDAR', ''],
    ].join('\r\n');
    await importFile(page, 'odd.ics', text);
    const dialog = eventDialog(page);
    for (const [title, said] of [
      ['Backwards', /ends before it starts/],
      ['Both', /both an end and a length/],
      ['Mars', /“Mars\/Olympus”/],
      ['Reich', /1000 years/],
    ]) {
      await events(page, title).first().click();
      await popover(page).getByText(said).waitFor();
      await popover(page).getByRole('button', { name: 'Edit' }).click();
      await dialog.getByText(said).waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
  }),
);
