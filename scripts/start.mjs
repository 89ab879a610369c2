// `npm start`: installs and builds what is needed, serves the app, prints its address. Plain Node, no packages.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Ikebana needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/`);
  process.exit(1);
}

const { join } = await import('node:path');
const { parseArgs } = await import('node:util');
const { prepare, root } = await import('./prepare.mjs');
const { serveStatic } = await import('./serve-static.mjs');

const usage = 'Usage: npm start -- [--port 8080] [--host localhost]';

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: 'localhost' },
      help: { type: 'boolean' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`“${values.port}” is not a port (0 to 65535).`);
  return { ...values, port };
}

let options;
try {
  options = readOptions();
} catch (error) {
  console.error(`${error.message}\n${usage}`);
  process.exit(2);
}
if (options.help) {
  console.log(usage);
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));

try {
  await prepare();
  const { url } = await serveStatic({
    folder: join(root, 'dist/app'),
    port: options.port,
    host: options.host,
  });
  console.log(`\nIkebana is at ${url}\nThe widgets' demo is at ${url}/embed.html\nCtrl+C ends it.`);
} catch (error) {
  const reasons = {
    EADDRINUSE: `Port ${options.port} is taken by another program. Choose another: npm start -- --port ${options.port + 1}`,
    EACCES: `Port ${options.port} needs rights this account does not have. Choose one above 1023.`,
    EADDRNOTAVAIL: `This machine has no address “${options.host}”.`,
    ENOTFOUND: `There is no host “${options.host}”.`,
  };
  console.error(reasons[error.code] ?? error.message);
  process.exit(1);
}
