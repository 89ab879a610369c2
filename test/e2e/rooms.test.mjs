// Rooms: the first is made, booked from the timeline by mouse and keys, and added to an event, which has it on its card.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventDialog, popover } from './calendar-support.mjs';
import { axeViolations, events, open, undo, until, withApp } from './support.mjs';

const DAY = '2026-11-18';
const rooms = (page) => page.locator('ik-rooms');
const roomDialog = (page) => page.locator('ik-room-dialog');
const booking = (page, title) => rooms(page).locator('.booking').filter({ hasText: title });
const strip = (page, row) => rooms(page).locator(`.strip[data-row="${row}"]`);

async function makeRoom(page, press, { name, people, equipment }) {
  await press.click();
  const form = roomDialog(page);
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByLabel('People', { exact: true }).fill(String(people));
  const words = form.getByRole('combobox', { name: 'Equipment' });
  await words.fill(equipment);
  await words.press('Enter');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
}

test(
  'rooms are made, booked by mouse and by keys, added to an event and shown with it',
  withApp(async ({ page, url }) => {
    await page.goto(`${url}/rooms/day/${DAY}`);
    const first = rooms(page).getByRole('button', { name: 'Create the first room' });
    await first.waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await makeRoom(page, first, { name: 'Amber', people: 6, equipment: 'Screen' });
    await makeRoom(page, rooms(page).getByRole('button', { name: 'Create a room' }), {
      ...{ name: 'Birch', people: 12, equipment: 'Whiteboard' },
    });

    // Two clicks: where it is free, and Book.
    const reserve = page.locator('ik-reserve-dialog');
    await strip(page, 0).click({ position: { x: 300, y: 20 } });
    await reserve.getByLabel('Title').fill('Tea');
    await reserve.getByRole('button', { name: 'Book', exact: true }).click();
    await booking(page, 'Tea').waitFor();
    await undo(page, 'Amber');
    await booking(page, 'Tea').waitFor({ state: 'detached' });

    // By keys alone.
    await strip(page, 1).focus();
    await page.keyboard.press('Enter');
    await reserve.getByLabel('Title').fill('Standup');
    await page.keyboard.press('Enter');
    await booking(page, 'Standup').waitFor();
    assert.deepEqual(await axeViolations(page), []);

    // In the event's form what is free comes first, what is taken says so.
    await open(page, `${url}/calendar/day/${DAY}`);
    await events(page, 'Standup').first().waitFor();
    await page.keyboard.press('c');
    const form = eventDialog(page);
    await form.getByLabel('Title').fill('Planning');
    await form.getByRole('button', { name: 'Add a room' }).click();
    const field = form.locator('ik-room-field');
    await field.getByText('Amber').first().click();
    await until(() => field.getByRole('list', { name: 'Rooms' }).getByText('Amber').count(), 1);
    assert.deepEqual(await axeViolations(page), []);
    await form.getByRole('button', { name: 'Save' }).click();
    await events(page, 'Planning').first().click();
    await popover(page).getByRole('list', { name: 'Rooms' }).getByText('Amber').waitFor();
    await page.keyboard.press('Escape');
    await page.goto(`${url}/rooms/day/${DAY}`);
    await booking(page, 'Standup').waitFor();
  }),
);

test(
  'a room is looked for by keys in narrow windows, too, and what suits nobody leads back to all',
  withApp(async ({ page, url }) => {
    await page.goto(`${url}/rooms/day/${DAY}`);
    const first = rooms(page).getByRole('button', { name: 'Create the first room' });
    await makeRoom(page, first, { name: 'Amber', people: 6, equipment: 'Screen' });
    await page.setViewportSize({ width: 390, height: 844 });
    await until(() => page.getByRole('button', { name: 'Time and filters' }).isVisible(), true);
    await page.keyboard.press('/');
    const field = page.locator('ik-rooms-sidebar').getByLabel('Search rooms');
    await until(() => field.evaluate((one) => one.matches(':focus')), true);
    await page.keyboard.type('zzz');
    await page.keyboard.press('Enter');
    await rooms(page).getByText('No room suits').waitFor();
    await rooms(page).getByRole('button', { name: 'Show all rooms' }).press('Enter');
    await until(() => strip(page, 0).evaluate((one) => one.matches(':focus')), true);

    // A drawer is none any more when the window is made wide: what was behind it can be used.
    await page.keyboard.press('/');
    await until(() => field.evaluate((one) => one.matches(':focus')), true);
    await page.setViewportSize({ width: 1000, height: 844 });
    await strip(page, 0).click({ trial: true });
  }),
);

test(
  'a press in a week on a telephone opens that day, where the booking can be met by a finger',
  withApp(async ({ page, url }) => {
    await page.goto(`${url}/rooms/day/${DAY}`);
    const first = rooms(page).getByRole('button', { name: 'Create the first room' });
    await makeRoom(page, first, { name: 'Amber', people: 6, equipment: 'Screen' });
    await strip(page, 0).focus();
    for (let n = 0; n < 14; n += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.locator('ik-reserve-dialog').getByLabel('Title').fill('Standup');
    await page.keyboard.press('Control+Enter');
    const mark = rooms(page).locator('.booking');
    await mark.waitFor();
    await page.goto(`${url}/rooms/week/${DAY}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await mark.waitFor();
    await until(async () => (await mark.boundingBox()).width < 24, true);
    await mark.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await mark.boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
    await page.waitForURL(`${url}/rooms/day/${DAY}`);
    await until(async () => (await mark.boundingBox()).width >= 24, true);
    const place = await mark.boundingBox();
    assert.ok(place.x >= 0 && place.x + place.width <= 390, `in sight: ${JSON.stringify(place)}`);
    await mark.click();
    await page.locator('ik-reservation-dialog').getByRole('dialog').waitFor();
  }),
);
