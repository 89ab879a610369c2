// Unit tests run in three zones (half hours, far east, daylight saving): no result may depend on the machine's own.
import { spawnSync } from 'node:child_process';

const zones = ['Asia/Kolkata', 'Pacific/Auckland', 'America/New_York'];
for (const TZ of zones) {
  console.log(`\nUnit tests, TZ=${TZ}`);
  const { status } = spawnSync('npx', ['vitest', 'run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TZ },
  });
  if (status !== 0) process.exit(status ?? 1);
}
