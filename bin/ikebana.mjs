#!/usr/bin/env node
// The command line: `npx ikebana relay`, `npx ikebana gateway`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Ikebana needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/`);
  process.exit(1);
}

const [command = '', ...args] = process.argv.slice(2);
if (command !== 'relay' && command !== 'gateway') {
  const usage = `Usage: ikebana relay|gateway [options]

  relay     keeps and hands on what devices encrypt for each other
  gateway   offers JMAP in front of IMAP and SMTP servers

ikebana relay --help and ikebana gateway --help list the options.
`;
  const isAsked = command === '--help' || command === 'help';
  (isAsked ? process.stdout : process.stderr).write(usage);
  process.exit(isAsked ? 0 : 2);
}

const built = fileURLToPath(new URL(`../dist/${command}/index.js`, import.meta.url));
if (!existsSync(built)) {
  // In a checkout that was not built yet.
  const { prepare } = await import('../scripts/prepare.mjs');
  await prepare();
}
const { main } = await import(`../dist/${command}/index.js`);
await main(args);
