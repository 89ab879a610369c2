import { startCyrus } from '../support/cyrus.mjs';
import { mailServerSuite } from '../support/mail-server-suite.js';

mailServerSuite('Cyrus', startCyrus);
