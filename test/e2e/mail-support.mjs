// What journeys of mail at a real server share: Cyrus behind a proxy that lets web apps in, and what it has, asked of it.
import { startCorsProxy } from '../support/cors-proxy.mjs';
import { startCyrus } from '../support/cyrus.mjs';
import { addMailAccount } from './account-support.mjs';
import { open, withApp } from './support.mjs';

/**
 * Body of a test with a mail server, app and browser of its own. What `withApp` gives, and `server`: Cyrus as it is, with
 * `proxied`, the address that the app may ask.
 */
export function withMailServer(body, options) {
  return async () => {
    const server = await startCyrus();
    const proxy = await startCorsProxy(server.url);
    try {
      await withApp((given) => body({ ...given, server: { ...server, proxied: proxy.url } }), options)();
    } finally {
      await proxy.end();
      await server.end();
    }
  };
}

/** A message to Alice, as it comes to a server. */
export const message = (subject, from = 'Bob <bob@jmap.test>', text = `Text of ${subject}.`) =>
  `From: ${from}\nTo: alice@jmap.test\nSubject: ${subject}\nMessage-ID: <${subject.replaceAll(' ', '-')}@jmap.test>\nDate: Sun, 29 Nov 2026 10:00:00 +0000\n\n${text}\n`;

/** In the settings of the app; the person's mail is here then. */
export async function signIn(page, url, server, person = server.alice) {
  await open(page, `${url}/settings/mail`);
  await addMailAccount(page, person, server.proxied);
}

/** A message in the list of them, whether that shows rows or, beside a message, options. */
export const mailRow = (page, name) => page.getByRole('row', { name }).or(page.getByRole('option', { name })).first();

/** All of Alice's messages as the server has them, with these properties (RFC 8621, 4). */
export async function emailsAtServer({ url, alice }, properties) {
  const headers = {
    authorization: `Basic ${Buffer.from(`${alice.address}:${alice.password}`).toString('base64')}`,
    'content-type': 'application/json',
  };
  const session = await (await fetch(`${url}/.well-known/jmap`, { headers })).json();
  const accountId = session.primaryAccounts['urn:ietf:params:jmap:mail'];
  const found = { resultOf: 'q', name: 'Email/query', path: '/ids' };
  const body = JSON.stringify({
    using: ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'],
    methodCalls: [
      ['Email/query', { accountId }, 'q'],
      ['Email/get', { accountId, '#ids': found, properties }, 'g'],
    ],
  });
  const answer = await (await fetch(new URL(session.apiUrl, url), { method: 'POST', headers, body })).json();
  return answer.methodResponses[1][1].list;
}
