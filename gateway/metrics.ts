// What the gateway counts.
import { createMetrics as create } from '../server/metrics.js';

export const createMetrics = () =>
  create({
    prefix: 'ikebana_gateway_',
    label: 'of',
    counters: {
      requests: 'Requests by status.',
      calls: 'Method calls by method.',
      refused_logins: 'Passwords that a mail server did not accept.',
      sent: 'Messages handed to an SMTP server.',
      bugs: 'Calls that failed for no reason known.',
    },
    gauges: {
      accounts: 'Accounts that are signed in.',
      active: 'Requests that are worked on.',
      streams: 'Clients that wait for news.',
      upload_bytes: 'Memory for what was uploaded and not used yet.',
      resident_bytes: 'Memory of the process.',
    },
  });

export type Metrics = ReturnType<typeof createMetrics>;
