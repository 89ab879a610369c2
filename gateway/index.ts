// What other programs may build on: tests, and whoever runs a gateway inside another server.

export { createLog, type Log } from '../server/log.js';
export { DEFAULT_CONFIG, type GatewayConfig, readConfig } from './config.js';
export { type Gateway, type GatewayOptions, startGateway } from './gateway.js';
export { main } from './main.js';
export { readMailServer } from './servers/mail-server.js';
