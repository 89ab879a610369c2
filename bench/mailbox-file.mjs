// A generated mailbox as a file, for browsers to import.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { generateMailbox } from './generate-mailbox.mjs';
import { loadModules } from './load-modules.mjs';

/** @returns {Promise<{ path: string, size: number, remove(): Promise<void> }>} an mbox of so many messages */
export async function mailboxFile(messages) {
  const { parseMessage } = await loadModules({ formats: 'src/formats/index.ts' });
  const folder = await mkdtemp(join(tmpdir(), 'ikebana-mbox-'));
  const path = join(folder, 'bench.mbox');
  await pipeline(generateMailbox({ messages, parseMessage }), createWriteStream(path));
  const { size } = await stat(path);
  return { path, size, remove: () => rm(folder, { recursive: true, force: true }) };
}
