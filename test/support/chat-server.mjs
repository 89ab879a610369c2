// A small server that speaks OpenAI's chat protocol, and misbehaves on demand.
import { createServer } from 'node:http';

const event = (value) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;
const piece = (content, finish = null) => ({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] });

async function readBody(request) {
  let text = '';
  for await (const part of request) text += part;
  return text === '' ? undefined : JSON.parse(text);
}

/** Ways to answer a question. Each gets the response and the question's body. */
export const answers = {
  /** Words one after the other, as servers do. */
  words: (words) => (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(event({ choices: [{ delta: { role: 'assistant', content: '' }, finish_reason: null }] }));
    for (const word of words) response.write(event(piece(word)));
    response.write(event(piece('', 'stop')));
    response.end(event('[DONE]'));
  },
  /** Words, until the test lets the rest come. */
  held: (words, rest, released) => async (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (const word of words) response.write(event(piece(word)));
    await released;
    for (const word of rest) response.write(event(piece(word)));
    response.end(event(piece('', 'stop')) + event('[DONE]'));
  },
  /** Words, and then the line is cut. */
  cut: (words) => (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (const word of words) response.write(event(piece(word)));
    setTimeout(() => response.destroy(), 20);
  },
  /** Bytes as they are. */
  raw:
    (type, text, status = 200) =>
    (response) => {
      response.writeHead(status, { 'Content-Type': type });
      response.end(text);
    },
  json: (status, value) => answers.raw('application/json', JSON.stringify(value), status),
  /** Nothing, for ever. */
  silence: () => () => {},
  elsewhere: (url) => (response) => {
    response.writeHead(307, { Location: url });
    response.end();
  },
};

/**
 * @param {{ key?: string, models?: readonly string[], cors?: boolean }} options
 * @returns a server on a free port of this machine: `answer` is what the next question gets, `asked` what came
 */
export async function startChatServer({ key = '', models = ['large', 'small'], cors = true } = {}) {
  const asked = [];
  const state = { answer: answers.words(['Hello', ' there', '.']) };
  const server = createServer(async (request, response) => {
    if (cors) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const body = await readBody(request);
    const authorization = request.headers.authorization ?? '';
    asked.push({ path: request.url, authorization, body, headers: request.headers });
    if (key !== '' && authorization !== `Bearer ${key}`)
      return answers.json(401, {
        error: { message: 'Incorrect API key provided.', type: 'invalid_request_error', code: 'invalid_api_key' },
      })(response);
    if (request.url === '/v1/models')
      return answers.json(200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) })(response);
    if (request.url !== '/v1/chat/completions') return answers.raw('text/html', '<h1>Not found</h1>', 404)(response);
    if (!models.includes(body.model))
      return answers.json(404, {
        error: { message: `The model '${body.model}' does not exist`, code: 'model_not_found' },
      })(response);
    await state.answer(response, body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    asked,
    set answer(next) {
      state.answer = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
