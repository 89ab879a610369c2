import { afterEach, beforeEach } from 'vitest';
import type { Relay } from '../../../relay/relay.js';
import { newDevice } from './devices.js';
import { testRelay } from './relay-in-process.js';

export type MadeDevice = Awaited<ReturnType<typeof newDevice>>;

/** A relay for each test of a file, which may put another one in its place, and devices that end with it. */
export function freshDevices() {
  const made: MadeDevice[] = [];
  const devices = {
    relay: undefined as unknown as Relay, // there before a test begins
    async fresh(): Promise<MadeDevice> {
      const device = await newDevice();
      made.push(device);
      return device;
    },
  };
  beforeEach(async () => {
    devices.relay = await testRelay();
  });
  afterEach(async () => {
    for (const { line, session } of made.splice(0)) {
      line.isUp = false;
      line.cut();
      await session.end();
    }
    await devices.relay.close();
  });
  return devices;
}
