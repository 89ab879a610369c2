// `npm start`: installs and builds what is needed, serves the app and a relay on a port of its own, prints their addresses. Plain Node, no packages.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Ikebana needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/`);
  process.exit(1);
}

const { createServer } = await import('node:net');
const { join } = await import('node:path');
const { parseArgs } = await import('node:util');
const { prepare, root } = await import('./prepare.mjs');
const { serveStatic } = await import('./serve-static.mjs');

const usage =
  'Usage: npm start -- [--port 8080] [--host localhost] [--relay-port 8090] [--relay-data FOLDER] [--no-relay]\n' +
  '                    [--gateway SERVER]… [--gateway-port 8070]   SERVER as for: npx ikebana gateway --help';

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: 'localhost' },
      'relay-port': { type: 'string' },
      'relay-data': { type: 'string', default: join(root, 'relay-data') },
      'no-relay': { type: 'boolean' },
      gateway: { type: 'string', multiple: true, default: [] },
      'gateway-port': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const port = readPort(values.port);
  // Where the app may have any port, the relay may too.
  const relayPort = readPort(values['relay-port'] ?? (port === 0 ? '0' : '8090'));
  const gatewayPort = readPort(values['gateway-port'] ?? (port === 0 ? '0' : '8070'));
  return { ...values, port, relayPort, gatewayPort };
}

function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`“${text}” is not a port (0 to 65535).`);
  return port;
}

/** Asked before anything is installed or built: nobody waits for minutes to hear it. */
function portIsFree({ port, host }) {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(port, host, () => probe.close(done));
  });
}

/** The relay beside the app. Without one the app works all the same: it says why and goes on. */
async function startRelay({ host, relayPort, 'relay-data': data }) {
  try {
    const { createLog, createSendCode, openSqliteStore, startRelay, DEFAULT_CONFIG } = await import(
      '../dist/relay/index.js'
    );
    const log = createLog('warn', (line) => process.stderr.write(line), Date.now);
    const config = { ...DEFAULT_CONFIG, port: relayPort, host, data, printCodes: true };
    const sendCode = await createSendCode(config, (line) => process.stdout.write(line));
    const store = await openSqliteStore({ folder: data });
    try {
      return await startRelay({ config, store, log, sendCode });
    } catch (error) {
      await store.close();
      throw error;
    }
  } catch (error) {
    const why =
      error.code === 'EADDRINUSE'
        ? `port ${relayPort} is taken. Choose another: npm start -- --relay-port ${relayPort + 1}`
        : error.message;
    console.error(`Without a relay: ${why}`);
    return undefined;
  }
}

/** The gateway to mail servers, for who names one. */
async function startGateway({ host, gateway: servers, gatewayPort }, appUrl) {
  if (servers.length === 0) return undefined;
  try {
    const { createLog, DEFAULT_CONFIG, readMailServer, startGateway } = await import('../dist/gateway/index.js');
    const log = createLog('warn', (line) => process.stderr.write(line), Date.now);
    const allowOrigins = [new URL(appUrl).origin];
    const config = { ...DEFAULT_CONFIG, port: gatewayPort, host, allowOrigins, servers: servers.map(readMailServer) };
    return await startGateway({ config, log });
  } catch (error) {
    const why =
      error.code === 'EADDRINUSE'
        ? `port ${gatewayPort} is taken. Choose another: npm start -- --gateway-port ${gatewayPort + 1}`
        : error.message;
    console.error(`Without a gateway: ${why}`);
    return undefined;
  }
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

let relay;
let gateway;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    // What is acknowledged is on the disk already: nobody waits long for a slow goodbye.
    setTimeout(() => process.exit(0), 1_000).unref();
    Promise.allSettled([relay?.close(), gateway?.close()]).finally(() => process.exit(0));
  });

try {
  await portIsFree(options);
  await prepare();
  const { url } = await serveStatic({
    folder: join(root, 'dist/app'),
    port: options.port,
    host: options.host,
    // Where the relay is, for the app to offer: in the place of public/relay.json, which an operator fills in.
    answers: { '/relay.json': () => relay && JSON.stringify({ relay: relay.url }) },
  });
  if (!options['no-relay']) relay = await startRelay(options);
  gateway = await startGateway(options, url);
  const gatewayLine = gateway === undefined ? '' : `\nThe gateway to mail servers is at ${gateway.url}`;
  const relayLine = relay === undefined ? '' : `\nThe relay is at ${relay.url}`;
  console.log(
    `\nIkebana is at ${url}\nThe widgets' demo is at ${url}/embed.html${relayLine}${gatewayLine}\nCtrl+C ends it.`,
  );
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
