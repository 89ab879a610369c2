// A finger on the calendar: it scrolls, lifts what it rests on, turns the page.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { popover, quickCard, team } from './calendar-support.mjs';
import { events, importFile, open, until, withApp } from './support.mjs';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** Longer than it takes to lift an event. */
const REST_MS = 600;

const withDay = (body, options = {}) =>
  withApp(
    async (given) => {
      const { page, url, context } = given;
      await open(page, `${url}/calendar/day/2026-11-18`);
      await importFile(page, 'team.ics', team);
      const call = events(page, 'Customer call');
      await call.waitFor();
      const debug = await context.newCDPSession(page);
      const touch = (type, x, y) =>
        debug.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] });
      /** Rests, moves in small steps, lets go. */
      const finger = async (from, to, restMs = 0) => {
        await touch('touchStart', from.x, from.y);
        await pause(restMs);
        const at = (share) => [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
        for (let step = 1; step <= 10; step += 1) await touch('touchMove', ...at(step / 10));
        await touch('touchEnd');
      };
      const middle = async () => {
        const box = await call.boundingBox();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      };
      await body({ ...given, call, finger, middle, touch });
    },
    { ...phone, ...options },
  );

describe('a finger', () => {
  test(
    'meets the views of a calendar that stands by itself in a page',
    withApp(async ({ page, url }) => {
      await page.goto(`${url}/embed.html`);
      const views = page.locator('ik-calendar .views button:visible');
      await views.first().waitFor();
      const heights = await views.evaluateAll((all) => all.map((view) => view.getBoundingClientRect().height));
      assert.deepEqual(
        heights.filter((height) => height < 44),
        [],
      );
      await views.filter({ hasText: 'Week' }).first().click();
      const title = page.locator('ik-calendar [part=title]').first();
      const isWhole = () => title.evaluate((text) => text.scrollWidth <= text.clientWidth);
      assert.ok(await isWhole(), 'the title of a week is not cut');
    }, phone),
  );

  test(
    'scrolls the hours, and moves nothing',
    withDay(async ({ page, call, finger, middle }) => {
      const before = await middle();
      await finger(before, { x: before.x, y: before.y - 60 });
      await until(async () => (await middle()).y < before.y - 20, true);
      assert.match(await call.textContent(), /10:30/);
      assert.equal(await page.getByText('moved.').count(), 0);
    }),
  );

  test(
    'lifts an event it rests on and puts it where it lets go',
    withDay(async ({ page, call, finger, middle }) => {
      const from = await middle();
      await finger(from, { x: from.x, y: from.y + 54 }, REST_MS);
      await page.getByText('“Customer call” moved.').waitFor();
      await until(async () => /11:30/.test(await call.textContent()), true);
      assert.equal(await popover(page).count(), 0);
    }),
  );

  test(
    'draws a new event on free hours it rests on',
    withDay(async ({ page, finger, middle }) => {
      const { x, y } = await middle();
      await finger({ x, y: y + 162 }, { x, y: y + 216 }, REST_MS);
      await quickCard(page).getByRole('textbox').waitFor();
    }),
  );

  test(
    'turns the page by a swipe to the side',
    withDay(async ({ page, finger, middle }) => {
      const { x, y } = await middle();
      await finger({ x: x + 60, y: y + 200 }, { x: x - 60, y: y + 205 });
      await page.waitForURL('**/calendar/day/2026-11-19');
      await finger({ x: x - 60, y: y + 200 }, { x: x + 60, y: y + 205 });
      await page.waitForURL('**/calendar/day/2026-11-18');
    }),
  );

  test(
    'pushes the page aside and sees the next one come in; let go of early it springs back',
    withDay(
      async ({ page, touch, middle }) => {
        const { x, y } = await middle();
        const next = page.locator('ik-calendar.peek');
        const push = async (by) => {
          await touch('touchStart', x + 90, y + 200);
          for (let step = 1; step <= 10; step += 1) await touch('touchMove', x + 90 - (by * step) / 10, y + 200);
          await next.locator('.day-head', { hasText: '19' }).waitFor();
          await touch('touchEnd');
          await next.waitFor({ state: 'detached' });
        };
        await push(20); // less than a flick has
        assert.match(page.url(), /2026-11-18/);
        await push(200);
        await page.waitForURL('**/calendar/day/2026-11-19');
      },
      { reducedMotion: 'no-preference' },
    ),
  );
});
