// What other programs may build on: tests, measurements, and whoever runs a relay inside another server.

export { createLog, type Log } from '../server/log.js';
export { DEFAULT_CONFIG, type RelayConfig, readConfig } from './config.js';
export { createSendCode } from './mail/send-code.js';
export { main } from './main.js';
export { type Relay, type RelayOptions, startRelay } from './relay.js';
export { createMemoryStore } from './store/memory-store.js';
export { openSqliteStore } from './store/sqlite-store.js';
export type { RelayStore } from './store/store.js';
