// One measurement: a load at its pace, and what both servers are told by while it lasts.

/** How long answers are waited for after the last entry, in milliseconds. */
const LAST_MS = 30_000;
/** What `row` of a measurement holds. */
export const HEAD = [
  'server',
  'connections',
  'appends/s',
  'sent',
  'ack p50/p99 ms',
  'fan-out p50/p95/p99 ms',
  'of one core',
  'per append',
  'loop late p50/p99 ms',
  'commit: ms / entries',
  'generator',
  'memory',
];

/** Milliseconds and entries of commits so far, as the relay counts them itself; nothing of the bare one. */
async function commitsOf({ url }, kind) {
  if (kind !== 'relay') return undefined;
  const text = await (await fetch(`${url.replace('ws', 'http')}/metrics`)).text();
  const value = (name) => Number(new RegExp(`^ikebana_relay_${name} (\\d.*)$`, 'm').exec(text)?.[1] ?? 0);
  return { sum: value('commit_ms_sum'), count: value('commit_ms_count'), entries: value('appends_total') };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const times = (values, ...shares) => {
  const sorted = [...values].sort((a, b) => a - b);
  return shares.map((share) => at(sorted, share).toFixed(1)).join(' / ');
};

/** Calls `send` so often per second, whatever the other side does; then waits for what is still on its way. */
async function pace(rate, seconds, send, isAllThere) {
  const from = performance.now();
  let sent = 0;
  while (performance.now() - from < seconds * 1000) {
    const due = Math.floor(((performance.now() - from) / 1000) * rate);
    for (; sent < due; sent++) send(sent);
    await new Promise((later) => setTimeout(later, 2));
  }
  const end = performance.now() + LAST_MS;
  while (!isAllThere(sent) && performance.now() < end) await new Promise((later) => setTimeout(later, 50));
  return sent;
}

/** Sends a load, and says what it took. `acks` and `pushes` are filled by whoever listens. */
export async function measure(server, { rate, seconds }, send, acks, pushes, connections, name) {
  const before = await server.use();
  const commits = await commitsOf(server, name);
  const from = performance.now();
  const own = process.cpuUsage();
  const sent = await pace(rate, seconds, send, (all) => acks.length >= all);
  const { user, system } = process.cpuUsage(own);
  const after = await server.use();
  const took = performance.now() - from;
  const then = await commitsOf(server, name);
  const count = then && Math.max(1, then.count - commits.count);
  const busy = (after.cpu - before.cpu) / took;
  return {
    name,
    row: [
      name,
      connections,
      rate,
      sent,
      times(acks, 0.5, 0.99),
      times(pushes, 0.5, 0.95, 0.99),
      `${Math.round(busy * 100)} %`,
      `${((after.cpu - before.cpu) / Math.max(1, acks.length)).toFixed(2)} ms`,
      `${after.late50.toFixed(1)} / ${after.late99.toFixed(1)}`,
      then
        ? `${((then.sum - commits.sum) / count).toFixed(1)} ms / ${((then.entries - commits.entries) / count).toFixed(1)}`
        : '–',
      `${Math.round((user + system) / 10 / took)} %`,
      `${Math.round(after.rss / 1_048_576)} MiB`,
    ],
    answered: acks.length,
    pushed: pushes.length,
    ack99: Number(times(acks, 0.99)),
    push95: Number(times(pushes, 0.95)),
    busy,
  };
}
