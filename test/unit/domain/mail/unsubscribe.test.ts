import { describe, expect, it } from 'vitest';
import { type OneClickFacts, oneClickAddress } from '../../../../src/domain/mail/unsubscribe.js';
import { detailOf } from '../../../../src/workers/mail/read-email.js';

const signature =
  'v=1; a=rsa-sha256; d=list.example; s=k1; h=From:Subject:List-Unsubscribe:\r\n List-Unsubscribe-Post; b=abc';
const good: OneClickFacts = {
  uris: ['mailto:leave@list.example', 'https://list.example/u?id=1'],
  post: 'List-Unsubscribe=One-Click',
  signatures: [signature],
  results: 'mx.example.org; dkim=pass header.d=list.example; spf=pass',
};

describe('leaving a list by one request', () => {
  it('[MR7] takes what the message names over https, where both fields are signed', () => {
    expect(oneClickAddress(good)).toBe('https://list.example/u?id=1');
    expect(oneClickAddress({ ...good, results: '' })).toBe('https://list.example/u?id=1');
  });

  it.each<[string, Partial<OneClickFacts>]>([
    ['it is not offered', { post: '' }],
    ['something else is to be posted', { post: 'Buy=Now' }],
    ['nobody has signed', { signatures: [] }],
    ['the fields are not signed', { signatures: ['v=1; d=list.example; h=From:To; b=abc'] }],
    ['one of them is not', { signatures: ['v=1; h=From:List-Unsubscribe; b=abc', 'h=List-Unsubscribe-Post'] }],
    ['the server found the signature broken', { results: 'mx.example.org; dkim=fail; spf=pass' }],
    ['there is only a mail address', { uris: ['mailto:leave@list.example'] }],
    ['it is not encrypted', { uris: ['http://list.example/u'] }],
    ['it is at another port', { uris: ['https://list.example:8443/u'] }],
    ['it is a number', { uris: ['https://192.168.1.1/u'] }],
    ['it has a name and a password', { uris: ['https://a:b@list.example/u'] }],
  ])('[MR7] not where %s', (_why, change) => expect(oneClickAddress({ ...good, ...change })).toBeUndefined());

  it('[MR7] is read off the message', () => {
    const text = [
      'From: List <news@list.example>',
      `DKIM-Signature: ${signature}`,
      'List-Unsubscribe: <https://list.example/u?id=2>, <mailto:leave@list.example>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      '',
      'Hello',
    ].join('\r\n');
    const detail = detailOf({ preview: '' } as never, new TextEncoder().encode(text));
    expect(detail.oneClick).toBe('https://list.example/u?id=2');
    expect(
      detailOf({ preview: '' } as never, new TextEncoder().encode('From: a@b.example\r\n\r\nHello')),
    ).not.toHaveProperty('oneClick');
  });
});
