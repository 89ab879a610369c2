// What tests of the calendar share: its parts as a person finds them.
import { events, importFile, open, textOf, until, withApp } from './support.mjs';

/** The demo's calendar: of this week some meetings, a series with an exception, days off. */
export const team = textOf('public/demo/team.ics');
/** Where most of it is. */
export const week = '/calendar/week/2026-11-18';

/** An app that has the team's calendar, at its week. */
export const withTeam = (body) =>
  withApp(async (given) => {
    const { page, url } = given;
    await open(page, url + week);
    await importFile(page, 'team.ics', team);
    await events(page, 'Design review').waitFor();
    await body(given);
  });

/** Middle of a time in the week, in pixels. */
export async function placeOf(page, dayIndex, hour) {
  const column = page.locator('ik-calendar .column:visible').nth(dayIndex);
  const box = await column.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + (hour / 24) * box.height };
}

/** What a screen reader says of an event after what is written in it: times, place, calendar. */
export async function said(event) {
  await event.focus();
  return event.getAttribute('aria-description');
}

export const popover = (page) => page.locator('ik-calendar-popover');
/** The small card of a new event, where the grid was pressed. */
export const quickCard = (page) => page.locator('ik-quick-card');
export const eventDialog = (page) => page.locator('ik-event-dialog');
export const calendarRow = (page, name) => page.locator('ik-calendar-sidebar li').filter({ hasText: name });

export async function chooseAction(page, event, action) {
  await event.click();
  await popover(page).getByRole('button', { name: action, exact: true }).click();
}

export async function chooseOfCalendar(page, name, item) {
  const row = calendarRow(page, name);
  await row.hover();
  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await row.getByRole('menuitem', { name: item }).click();
}

export async function answerScope(page, choice) {
  await page.locator('ik-scope-dialog').getByRole('button', { name: choice }).click();
}

/** Once the app has noted until when it looked, nothing that goes off later escapes it, however slow the rest is. */
export const watched = (page) =>
  until(
    () =>
      page.evaluate(async () => {
        for (const { name } of await indexedDB.databases()) {
          const asked = indexedDB.open(name);
          await new Promise((done, failed) => Object.assign(asked, { onsuccess: done, onerror: failed }));
          const db = asked.result;
          const state =
            db.objectStoreNames.contains('local') && db.transaction('local').objectStore('local').get('reminders');
          if (state) await new Promise((done, failed) => Object.assign(state, { onsuccess: done, onerror: failed }));
          db.close();
          if (state.result !== undefined) return true;
        }
        return false;
      }),
    true,
  );
