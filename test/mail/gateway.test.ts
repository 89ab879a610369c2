import { mailServerSuite } from '../support/mail-server-suite.js';
import { startGatewayServers } from '../support/mail-servers/gateway.js';

mailServerSuite('our gateway before Dovecot and Postfix', startGatewayServers);
