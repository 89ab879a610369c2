// `npm run soak`: random runs at their full size, another seed each time. `IK_SOAK` times the size of the daily tests.
import { spawnSync } from 'node:child_process';

const files = [
  'test/unit/sync/protocol/model.test.ts',
  'test/unit/sync/client/random-run.test.ts',
  'test/unit/sync/client/partition.test.ts',
  'test/unit/relay/crash.test.ts',
  'test/unit/relay/paused.test.ts',
  'test/unit/relay/role-matrix.test.ts',
  'test/unit/relay/differential.test.ts',
];
const env = { IK_SOAK: '20', RELAY_KILLS: '500', RELAY_PAUSE_MS: '30000', ...process.env };
const { status } = spawnSync('npx', ['vitest', 'run', '--testTimeout=3600000', ...files], { stdio: 'inherit', env });
process.exit(status ?? 1);
