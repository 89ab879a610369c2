// The relay under load, beside a bare `ws` that hands the same frames to the same connections: what signatures, rules, the
// log on the disk and receipts cost. `node bench/relay.mjs
// --connections 5000 --rate 1000 --seconds 60 --subscribers 1000 --idle 10000` is the full size; `--only many|one|idle`
// a part of it. What is sent is signed before the clock runs, and what comes is read no further than needed: both sides
// share a machine, and it is the relay that is measured. `--profile FOLDER` writes a profile of its processor time there.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { buildRelay } from '../scripts/build-relay.mjs';
import { bareEcho, FAN_OUT, idle, underLoad } from './relay/load.mjs';
import { HEAD } from './relay/measure.mjs';
import { printTable } from './table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The same people, logs and messages that the tests use. */
async function loadParts() {
  const outDir = join(root, 'node_modules/.cache/bench-relay');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: join(root, 'bench/relay/parts.ts'), outDir, emptyOutDir: true, minify: false },
  });
  return import(join(outDir, 'parts.js'));
}

/** As `npm run bench` asks for it: at its daily size. */
export const run = () => measure([]);

/** @param {readonly string[]} args of the command line */
async function measure(args) {
  const { values } = parseArgs({
    args,
    options: {
      connections: { type: 'string', default: '2000' },
      rate: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '10' },
      subscribers: { type: 'string', default: '500' },
      idle: { type: 'string', default: '5000' },
      only: { type: 'string', multiple: true, default: ['many', 'one', 'idle'] },
      profile: { type: 'string' },
    },
  });
  const [connections, rate, seconds] = [values.connections, values.rate, values.seconds].map(Number);
  await buildRelay();
  const parts = await loadParts();
  const show = (title, relay, echo) => {
    console.log(`\n${title}`);
    printTable(HEAD, [relay.row, echo.row]);
    const ratio = (a, b) => `${(a / b).toFixed(1)}×`;
    console.log(
      `acknowledged ${relay.answered}, pushed ${relay.pushed}; ack p99 ${ratio(relay.ack99, echo.ack99)}, fan-out p95 ` +
        `${ratio(relay.push95, echo.push95)}, processor ${ratio(relay.busy, echo.busy)} of the bare one.`,
    );
  };
  const load = { connections, rate, seconds, profile: values.profile };
  if (values.only.includes('many'))
    show(`Many documents, ${FAN_OUT} connections each`, await underLoad(parts, load), await bareEcho(load));
  const subscribers = Number(values.subscribers);
  const one = { connections: subscribers, rate: 20, seconds, subscribers, profile: values.profile };
  if (values.only.includes('one'))
    show(`One document, ${subscribers} subscribers`, await underLoad(parts, one), await bareEcho(one));
  if (!values.only.includes('idle')) return;
  console.log('\nConnections that do nothing');
  printTable(['server', 'connections', 'memory', 'each'], [await idle(parts, Number(values.idle))]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await measure(process.argv.slice(2));
  process.exit();
}
