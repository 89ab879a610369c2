// The recipes for Docker in docs/: their command, run as Docker runs and stops it. Without Docker: that cannot be asked for.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGateway } from '../../../scripts/build-gateway.mjs';
import { buildRelay } from '../../../scripts/build-relay.mjs';

// Packages are found from where the file lies.
const folder = `node_modules/.cache/docker-recipes-${process.pid}`;

beforeAll(async () => {
  const own = join(folder, 'node_modules/ikebana');
  await mkdir(join(folder, 'node_modules/.bin'), { recursive: true });
  await buildRelay(join(own, 'dist/relay'));
  await buildGateway(join(own, 'dist/gateway'));
  await cp('bin', join(own, 'bin'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{}');
  await symlink('../ikebana/bin/ikebana.mjs', join(folder, 'node_modules/.bin/ikebana'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The image's `CMD`. */
async function commandOf(document: string): Promise<readonly [string, ...string[]]> {
  const recipe = /```dockerfile\n(.*?)```/s.exec(await readFile(document, 'utf8'))?.[1] ?? '';
  return JSON.parse(/^CMD (\[.*\])$/m.exec(recipe)?.[1] ?? '[""]');
}

const options = {
  relay: { IKEBANA_RELAY_PORT: '0', IKEBANA_RELAY_DATA: 'data' },
  gateway: { IKEBANA_GATEWAY_PORT: '0', IKEBANA_GATEWAY_SERVER: 'imaps://imap.invalid smtps://smtp.invalid' },
};

describe('the recipe for Docker', () => {
  it.each(['relay', 'gateway'] as const)(
    'of the %s serves, and ends in order when its container is stopped',
    async (name) => {
      const [program, ...args] = await commandOf(`docs/${name}.md`);
      const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...options[name] }, detached: true });
      const exited = once(child, 'exit');
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (data) => {
          output += data;
        });
      try {
        await expect.poll(() => output).toContain('"event":"started"');
        const [, host] = /"url":"\w+:\/\/([^"]+)"/.exec(output) ?? [];
        expect((await fetch(`http://${host}/health`)).ok).toBe(true);
        // Docker tells the command's own process, and nobody else.
        child.kill('SIGTERM');
        expect(await exited).toEqual([0, null]);
        expect(output).toContain('"event":"ending"');
      } finally {
        try {
          process.kill(-(child.pid ?? 0), 'SIGKILL'); // whom it would leave behind
        } catch {
          // as it should be: nobody
        }
      }
    },
  );
});
