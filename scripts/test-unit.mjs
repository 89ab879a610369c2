// Unit tests run in three zones (half hours, far east, daylight saving): no result may depend on the machine's own.
// The sync protocol knows no clock (test/support/layers.ts): its many random histories run in the first zone only.
import { spawnSync } from 'node:child_process';

const zones = ['Asia/Kolkata', 'Pacific/Auckland', 'America/New_York'];
for (const [i, TZ] of zones.entries()) {
  console.log(`\nUnit tests, TZ=${TZ}`);
  const timeless = i === 0 ? [] : ['--exclude', 'test/unit/sync/protocol/**'];
  const { status } = spawnSync('npx', ['vitest', 'run', ...timeless, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TZ },
  });
  if (status !== 0) process.exit(status ?? 1);
}
