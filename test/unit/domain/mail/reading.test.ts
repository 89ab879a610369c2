import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteBlocks, unflow } from '../../../../src/domain/mail/flowed-text.js';
import { linkConcerns, safeHref, shownHost } from '../../../../src/domain/mail/link-concerns.js';
import { replaceCssUrls } from '../../../../src/domain/mail/remote-css.js';
import { trackerOf } from '../../../../src/domain/mail/trackers.js';

describe('links in mail', () => {
  it.each([
    ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
    [' HTTP://A.example ', 'http://a.example/'],
    [
      'mailto:a@b.example?subject=Hi%20there&attach=/etc/passwd&bcc=c@d.example&body=x%26y',
      'mailto:a@b.example?subject=Hi%20there&body=x%26y',
    ],
    ['tel:+41221234567', 'tel:+41221234567'],
    ['javascript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['blob:https://a.example/1', undefined],
    ['intent://x#Intent;end', undefined],
    ['//a.example', undefined],
    ['/settings', undefined],
    ['file:///etc/passwd', undefined],
    [`https://a.example/${'x'.repeat(8_000)}`, undefined],
  ])('[MR3] %s leads to %s', (href, wanted) => expect(safeHref(href)).toBe(wanted));

  it.each([
    ['Read more', 'https://a.example/', []],
    ['a.example', 'https://a.example/x', []],
    ['https://www.a.example/x', 'https://a.example/', []],
    ['bank.example', 'https://login.bank.example/', []],
    ['www.bank.example', 'https://evil.example/', ['other-host']],
    ['https://bank.example/login', 'https://bank.example.evil.example/', ['other-host']],
    ['Visit bank.example now', 'https://evil.example/', ['other-host']],
    ['x', 'https://xn--pypal-4ve.example/', ['look-alike']],
    ['bank.example', 'https://bank.example@evil.example/', ['other-host', 'user-info']],
    ['x', 'http://192.0.2.1/', ['number']],
    ['x', 'http://3221225985/', ['number']],
    ['version 2.10', 'https://a.example/', []],
    ['a@b.example', 'mailto:a@b.example', []],
  ])('[MR3] “%s” to %s: %j', (text, href, wanted) => expect(linkConcerns(text, href)).toEqual(wanted));

  it('[MR3] names the host in letters that cannot be mistaken', () => {
    expect(shownHost('https://pаypal.example:8443/x')).toBe('xn--pypal-4ve.example:8443');
    expect(shownHost('mailto:a@b.example')).toBe('');
  });
});

describe('trackers', () => {
  const image = {
    url: 'https://x.list-manage.com/track/open.php?u=1',
    width: undefined,
    height: undefined,
    hidden: false,
  };
  it.each([
    [image, 'Mailchimp'],
    [{ ...image, url: 'https://a.example/logo.png' }, undefined],
    [{ ...image, url: 'https://a.example/p.png', width: 1, height: 1 }, 'a.example'],
    [{ ...image, url: 'https://a.example/p.png', width: 0 }, 'a.example'],
    [{ ...image, url: 'https://a.example/p.png', width: 600, height: 1 }, undefined],
    [{ ...image, url: 'https://a.example/p.png', hidden: true }, 'a.example'],
    [{ ...image, url: 'https://u1.ct.sendgrid.net/wf/open?upn=1' }, 'SendGrid'],
    [{ ...image, url: 'no address', hidden: true }, undefined],
  ])('[MR2] %j is %s', (seen, name) => expect(trackerOf(seen)?.name).toBe(name));
});

describe('addresses in style sheets', () => {
  it('are replaced, quoted or not, and imports go', () => {
    const seen: string[] = [];
    const css = '@import "x"; a { background: url(1.png) } b { background: URL( "2.png" ) } c { x: url(\'3.png\') }';
    const out = replaceCssUrls(css, (url) => {
      seen.push(url);
      return url === '2.png' ? 'blob:"two"' : undefined;
    });
    expect(seen).toEqual(['1.png', '2.png', '3.png']);
    expect(out).toBe(' a { background: none } b { background: url("blob:%22two%22") } c { x: none }');
  });
});

describe('plain text', () => {
  it('joins flowed lines of one depth, keeps what was protected, and signatures', () => {
    expect(unflow('One \ntwo\n> quoted \n> on\n>> deeper\n From here\n-- \nAnna', false)).toBe(
      'One two\n> quoted on\n>> deeper\nFrom here\n-- \nAnna',
    );
    expect(unflow('日本 \n語', true)).toBe('日本語');
    expect(unflow('open \n> quote', false)).toBe('open \n> quote');
  });

  it('divides by marks of quotes', () => {
    expect(quoteBlocks('a\n> b\n> c\n> > d\ne')).toEqual([
      { depth: 0, text: 'a' },
      { depth: 1, text: 'b\nc' },
      { depth: 2, text: 'd' },
      { depth: 0, text: 'e' },
    ]);
  });

  it('loses no word of any text', () => {
    const line = fc.constantFrom('a', 'b ', '> c', '> d ', '>> e', ' f', '-- ', '', '>');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (lines, delSp) => {
        const words = (text: string) => text.replace(/[^a-f]/g, '');
        const text = lines.join('\n');
        expect(words(unflow(text, delSp))).toBe(words(text));
        expect(
          words(
            quoteBlocks(text)
              .map((block) => block.text)
              .join('\n'),
          ),
        ).toBe(words(text));
      }),
    );
  });
});
