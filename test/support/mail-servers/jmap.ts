// A client of JMAP that does nothing by itself: what tests of a server need.
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers as they are
export type Answer = any;

const USING = ['core', 'mail', 'submission', 'vacationresponse', 'sieve', 'quota'].map(
  (name) => `urn:ietf:params:jmap:${name}`,
);

export interface JmapSession {
  readonly session: Answer;
  readonly accountId: string;
  /** Sends calls as they are, the account's id added. @returns `[name, answer, id]` of each */
  request(calls: readonly (readonly [string, Answer])[]): Promise<[string, Answer, string][]>;
  /** One call. @throws its error */
  call(method: string, args?: Answer): Promise<Answer>;
  upload(bytes: Uint8Array | string, type?: string): Promise<string>;
  download(blobId: string): Promise<Response>;
  /** State changes as they come. */
  events(signal: AbortSignal): AsyncGenerator<Record<string, string>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export async function connectJmap(url: string, user: string, password: string): Promise<JmapSession> {
  const headers = { Authorization: basic(user, password) };
  const response = await fetch(`${url}/.well-known/jmap`, { headers });
  const session = (await response.json()) as Answer;
  if (!response.ok) throw Object.assign(new Error(session.detail), session);
  const accountId = session.primaryAccounts['urn:ietf:params:jmap:mail'] as string;
  const client: JmapSession = {
    session,
    accountId,
    async request(calls) {
      const methodCalls = calls.map(([name, args], i) => [name, { accountId, ...args }, `c${i}`]);
      const answer = await fetch(session.apiUrl, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ using: USING, methodCalls }),
      });
      const body = (await answer.json()) as Answer;
      if (!answer.ok) throw Object.assign(new Error(body.detail), body);
      return body.methodResponses;
    },
    async call(method, args = {}) {
      const [[name, answer] = ['', {}]] = await client.request([[method, args]]);
      if (name === 'error') throw Object.assign(new Error(`${method}: ${answer.type} ${answer.description}`), answer);
      return answer;
    },
    async upload(bytes, type = 'message/rfc822') {
      const target = session.uploadUrl.replace('{accountId}', accountId);
      const answer = await fetch(target, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': type },
        body: bytes as BodyInit,
      });
      const body = (await answer.json()) as Answer;
      if (!answer.ok) throw Object.assign(new Error(body.detail), body);
      return body.blobId;
    },
    download(blobId) {
      const target = session.downloadUrl
        .replace('{accountId}', accountId)
        .replace('{blobId}', blobId)
        .replace('{name}', 'file')
        .replace('{type}', 'application%2Foctet-stream');
      return fetch(target, { headers });
    },
    async *events(signal) {
      const target = session.eventSourceUrl
        .replace('{types}', '*')
        .replace('{closeafter}', 'no')
        .replace('{ping}', '0');
      const answer = await fetch(target, { headers, signal });
      let text = '';
      for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString();
        for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
          const data = /^data: (.*)$/m.exec(text.slice(0, end));
          const isState = /^event: state$/m.test(text.slice(0, end));
          text = text.slice(end + 2);
          if (isState && data !== null) yield JSON.parse(data[1] as string).changed[accountId];
        }
      }
    },
    fetch: (path, init = {}) => fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } }),
  };
  return client;
}
