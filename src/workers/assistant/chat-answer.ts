// Answers of the chat protocol, read with doubt: `https://platform.openai.com/docs/api-reference/chat`, and what others make of it.
import type { AssistantProblemKind } from '../../domain/assistant/assistant.js';
import { MAX_MODEL_ID, MAX_MODELS, MAX_SAID } from './limits.js';

export interface ChatPiece {
  readonly text: string;
  /** Why the model ended; null while it goes on. */
  readonly finish: string | null;
  /** What the server says went wrong. */
  readonly error?: ServerWords;
}

export interface ServerWords {
  readonly code: string;
  readonly said: string;
}

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads JSON; `undefined` when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One event of a stream, or a whole answer. `undefined` when it is neither. */
export function readPiece(value: unknown): ChatPiece | undefined {
  if (!isPlain(value)) return undefined;
  const error = readError(value);
  if (error !== undefined) return { text: '', finish: 'error', error };
  const { choices } = value;
  if (!Array.isArray(choices)) return undefined;
  const [choice] = choices as readonly unknown[];
  // The last piece of a stream may have numbers alone.
  if (!isPlain(choice)) return { text: '', finish: null };
  const message = isPlain(choice.delta) ? choice.delta : isPlain(choice.message) ? choice.message : {};
  const finish = typeof choice.finish_reason === 'string' ? choice.finish_reason : null;
  const refusal = typeof message.refusal === 'string' && message.refusal !== '' ? message.refusal : undefined;
  if (refusal !== undefined) return { text: '', finish: 'refusal', error: { code: 'refusal', said: plain(refusal) } };
  return { text: contentText(message.content), finish };
}

/** A string, or parts of which those of type `text` count. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isPlain(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

/** `{ error: { message, code, type } }`, or one of the shapes that others use: `error: '…'`, `detail`, `message`. */
export function readError(value: unknown): ServerWords | undefined {
  if (!isPlain(value)) return undefined;
  const { error } = value;
  if (isPlain(error)) {
    const code = [error.code, error.type].filter((one) => typeof one === 'string').join(' ');
    return { code, said: plain(error.message) };
  }
  if (typeof error === 'string' && error !== '') return { code: '', said: plain(error) };
  if (Array.isArray(value.choices) || Array.isArray(value.data)) return undefined;
  const { detail, message } = value;
  if (typeof detail === 'string' || typeof message === 'string')
    return { code: '', said: plain(typeof detail === 'string' ? detail : message) };
  return undefined;
}

/** Shown to the person: bounded, and nothing in it hides. */
function plain(text: unknown): string {
  if (typeof text !== 'string') return '';
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_SAID);
}

/** What a refusal is about. Servers agree on the status alone, so words are looked at, too. */
export function kindOfRefusal(status: number, { code, said }: ServerWords): AssistantProblemKind {
  const words = `${code} ${said}`.toLowerCase();
  if (/insufficient_quota|exceeded your current quota|insufficient (?:funds|credits|balance)/.test(words))
    return 'quota';
  if (/context_length|context length|context window|too many tokens|maximum.{0,20}tokens|too long/.test(words))
    return 'too-long';
  if (/invalid_api_key|api key|authentication/.test(words) && (status === 400 || status === 401 || status === 403))
    return 'key';
  if (isAboutModel(words)) return 'model';
  if (status === 401 || status === 403) return 'key';
  if (status === 402) return 'quota';
  if (status === 404 || status === 405 || status === 410) return 'not-found';
  if (status === 413) return 'too-long';
  if (status === 429) return 'rate';
  return status >= 500 ? 'status' : 'refused';
}

const isAboutModel = (words: string) =>
  words.includes('model_not_found') ||
  (/\bmodel\b/.test(words) && /not found|not exist|unknown|invalid model|no such|not a valid|unavailable/.test(words));

/** Ids of `/models`; those of some servers are in a bare list. `undefined` when it is no list. */
export function readModels(value: unknown): readonly string[] | undefined {
  const list = isPlain(value) ? (value.data ?? value.models) : value;
  if (!Array.isArray(list)) return undefined;
  const ids = list.slice(0, MAX_MODELS).map((one) => (isPlain(one) ? (one.id ?? one.name) : one));
  const good = ids.filter((id): id is string => typeof id === 'string' && isModelId(id));
  return [...new Set(good)].sort((a, b) => (a < b ? -1 : 1));
}

export const isModelId = (id: string): boolean =>
  id.length > 0 && id.length <= MAX_MODEL_ID && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(id);
