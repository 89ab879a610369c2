// Where a language model is asked: any address that speaks the chat protocol of OpenAI.

export type AddressProblem = 'empty' | 'no-address' | 'insecure';

/** Only this machine may be asked without encryption: nothing of it leaves the machine. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Longer than any address anybody types. */
const MAX_ADDRESS = 500;

/**
 * Reads what a person types or pastes: `https://` may be left out (`http://` for this machine), and the end of the address of
 * one method, as documentations name it, is taken away. An address without a path gets `/v1`.
 *
 * @returns The address below which `/chat/completions` and `/models` are, without a slash at its end; or why it is none.
 * @see rule WH2 in docs/rules/writing-help.md
 */
export function readAssistantAddress(typed: string): { readonly url: string } | { readonly problem: AddressProblem } {
  const text = typed.trim();
  if (text === '') return { problem: 'empty' };
  if (text.length > MAX_ADDRESS) return { problem: 'no-address' };
  const url = parse(text);
  if (url === undefined || url.username !== '' || url.password !== '' || url.search !== '')
    return { problem: 'no-address' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { problem: 'no-address' };
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) return { problem: 'insecure' };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(?:chat\/completions|models)$/, '');
  return { url: `${url.origin}${path === '' ? '/v1' : path}` };
}

function parse(text: string): URL | undefined {
  const scheme = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/i.test(text) ? 'http' : 'https';
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`);
  } catch {
    return undefined;
  }
}

/** Services people use, and what runs on one's own machine; suggestions, nothing more. */
export const knownAssistants: readonly { readonly name: string; readonly url: string }[] = [
  { name: 'Ollama (this computer)', url: 'http://localhost:11434/v1' },
  { name: 'LM Studio (this computer)', url: 'http://localhost:1234/v1' },
  { name: 'OpenAI', url: 'https://api.openai.com/v1' },
  { name: 'Mistral', url: 'https://api.mistral.ai/v1' },
  { name: 'OpenRouter', url: 'https://openrouter.ai/api/v1' },
];
