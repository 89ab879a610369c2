// A relay that stands still with its sockets open, as under a debugger, in a virtual machine that is moved, or without memory.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRelay } from '../../../scripts/build-relay.mjs';
import { readSyncStatus } from '../../../src/store/sync-status.js';
import { spawnRelay } from '../../support/relay-process.mjs';
import { firstDevice, newDevice, nextDevice, type TestDevice } from '../../support/sync/devices.js';
import { calendar, event, expectSame, titles } from '../../support/sync/on-devices.js';

/** `RELAY_PAUSE_MS=30000` is the full size: clients wait as long as people's do then, and it stands still so long at least. */
const PAUSE_MS = Number(process.env.RELAY_PAUSE_MS ?? 0);
/** Without that, clients give up on who does not answer after two seconds instead of twenty. */
const HURRY = PAUSE_MS > 0 ? 1 : 10;
const patience = { timeout: PAUSE_MS > 0 ? 600_000 : 120_000, interval: 100 };

let folder: string;
let built: string;
let relay: Awaited<ReturnType<typeof spawnRelay>>;
const devices: TestDevice[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ikebana-paused-'));
  built = `node_modules/.cache/relay-paused-${process.pid}`;
  await buildRelay(built);
  relay = await spawnRelay(join(process.cwd(), built, 'index.js'), folder);
}, 60_000);
afterAll(async () => {
  for (const device of devices) await device.stop();
  relay.resume();
  await relay.kill();
  await rm(folder, { recursive: true, force: true });
  await rm(built, { recursive: true, force: true });
});

const stateOf = async ({ writer }: TestDevice) => (await readSyncStatus(writer.db)).state;

describe('a relay that stands still (F13)', () => {
  it('I-4, I-5, I-18: is noticed by its clients, who say offline, go on, and have lost nothing afterwards', {
    timeout: PAUSE_MS > 0 ? 3_600_000 : 300_000,
  }, async () => {
    const a = await firstDevice(relay.url, { made: await newDevice({ hurry: HURRY }) });
    devices.push(a);
    const id = await calendar(a);
    await event(a, id, 'Before');
    await a.settled();
    const b = await nextDevice(relay.url, a, { made: await newDevice({ hurry: HURRY }) });
    devices.push(b);
    await expectSame(a, b);

    relay.pause();
    const from = performance.now();
    // One writes at this moment and waits for an answer; the other only listens, and waits for a sign of life.
    await event(a, id, 'While it stands still');
    a.session.nudge();
    for (const device of [a, b]) await expect.poll(() => stateOf(device), patience).toBe('offline');
    await event(b, id, 'Offline');
    expect(await titles(a)).toEqual(['Before', 'While it stands still']);
    await pause(Math.max(0, PAUSE_MS - (performance.now() - from)));
    expect([await stateOf(a), await stateOf(b)]).not.toContain('online');
    relay.resume();

    for (const device of [a, b]) await expect.poll(() => stateOf(device), patience).toBe('online');
    await expectSame(a, b);
    expect(await titles(b)).toEqual(['Before', 'Offline', 'While it stands still']);
    // What was on its way when it stopped is there once.
    const records = (await b.writer.db.records.toArray()).map(
      ({ log, device, entryHash }) => `${log} ${device} ${entryHash.join()}`,
    );
    expect(new Set(records).size).toBe(records.length);
  });
});
