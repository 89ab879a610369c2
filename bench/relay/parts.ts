// What the load on the relay is made of: the same people, logs and messages that the tests use.
export { bytesToHex, concat } from '../../src/sync/protocol/bytes.js';
export { clientCodec } from '../../src/sync/protocol/client-messages.js';
export { authMessage } from '../../src/sync/protocol/handshake.js';
export { NO_HASH } from '../../src/sync/protocol/identifiers.js';
export { packCursor } from '../../src/sync/protocol/record.js';
export { relayCodec } from '../../src/sync/protocol/relay-messages.js';
export { createLog } from '../../test/support/sync/log.js';
export { createPerson, realSign } from '../../test/support/sync/people.js';
