// Reading mail: parseMessage against postal-mime, in one process, over the same generated messages.
import { pathToFileURL } from 'node:url';
import PostalMime from 'postal-mime';
import { generateMessages } from './generate-mbox.mjs';
import { loadModules } from './load-modules.mjs';
import { median, printTable } from './table.mjs';

const ROUNDS = 5;

/** CPU milliseconds of the process. */
async function measure(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Prints messages per second of CPU; the ratio is ours to postal-mime's, by the medians. */
export async function run({ messages = 10_000 } = {}) {
  const { parseMessage, decodePart, splitMbox, mboxEntry } = await loadModules({ formats: 'src/formats/index.ts' });
  const all = generateMessages({ messages });
  const mbox = new Uint8Array(Buffer.concat(all.map((bytes) => mboxEntry(bytes))));
  const attachments = { ours: 0, theirs: 0 };
  const contestants = {
    'postal-mime: everything decoded': async () => {
      attachments.theirs = 0;
      for (const bytes of all) attachments.theirs += (await PostalMime.parse(bytes)).attachments.length;
    },
    'parseMessage: text decoded, files as ranges': async () => {
      attachments.ours = 0;
      for (const bytes of all) attachments.ours += (await parseMessage(bytes)).attachments.length;
    },
    'parseMessage: everything decoded': async () => {
      for (const bytes of all) for (const part of (await parseMessage(bytes)).attachments) decodePart(bytes, part);
    },
    'splitMbox and parseMessage': async () => {
      for await (const bytes of splitMbox(mbox)) await parseMessage(bytes);
    },
  };
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(contestants)) times[name].push(await measure(work));
  }
  if (attachments.ours !== attachments.theirs)
    throw new Error(`Not the same attachments: ${JSON.stringify(attachments)}`);
  const base = median(times['postal-mime: everything decoded']);
  const rows = Object.entries(times).map(([name, each]) => {
    const middle = median(each);
    return [name, Math.round(middle), Math.round((messages / middle) * 1000), (base / middle).toFixed(2)];
  });
  const megabytes = Math.round(mbox.length / 1_000_000);
  printTable([`${messages} messages, ${megabytes} MB`, 'median, CPU ms', 'messages/s', 'ratio'], rows);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await run();
