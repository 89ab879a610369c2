// The fields of a part that say what it is (RFC 2045, 2183, 2392, 3282).

import type { MailHeader } from '../../domain/mail/message.js';
import { type Parameters, readParameters } from './parameters.js';

const NO_PARAMETERS: Parameters['params'] = Object.freeze(Object.create(null) as Record<string, string>);

/** The value of the first field of that name, lower case: a second one cannot take its place. */
export function fieldOf(headers: readonly MailHeader[], name: string): string | undefined {
  for (const header of headers) {
    if (header.name.length === name.length && header.name.toLowerCase() === name) return header.value;
  }
  return undefined;
}

/** Content-Type, or what stands in for one that is missing or cannot be read (RFC 2045 §5.2, RFC 2046 §5.1.5). */
export function readContentType(headers: readonly MailHeader[], byDefault: string): Parameters {
  const field = fieldOf(headers, 'content-type');
  if (field === undefined) return { value: byDefault, params: NO_PARAMETERS };
  const { value, params } = readParameters(field);
  if (/^[^/]+\/[^/]+$/.test(value)) return { value, params };
  if (value.startsWith('multipart/')) return { value: 'multipart/mixed', params };
  if (value.startsWith('text')) return { value: 'text/plain', params };
  return {
    value: /^(?:image|audio|video|application)(?:\/|$)/.test(value) ? 'application/octet-stream' : byDefault,
    params,
  };
}
