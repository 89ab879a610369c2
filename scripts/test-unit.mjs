// Unit tests run in three zones (half hours, far east, daylight saving): no result may depend on the machine's own.
// What knows no wall clock runs in the first zone only: the sync protocol and the relay (test/support/layers.ts), tables.
import { spawnSync } from 'node:child_process';

const timelessTests = ['sync', 'relay', 'formats/csv', 'scripts'].map((folder) => `test/unit/${folder}/**`);
const zones = ['Asia/Kolkata', 'Pacific/Auckland', 'America/New_York'];
for (const [i, TZ] of zones.entries()) {
  console.log(`\nUnit tests, TZ=${TZ}`);
  const left = i === 0 ? [] : timelessTests.flatMap((pattern) => ['--exclude', pattern]);
  const { status } = spawnSync('npx', ['vitest', 'run', ...left, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TZ },
  });
  if (status !== 0) process.exit(status ?? 1);
}
