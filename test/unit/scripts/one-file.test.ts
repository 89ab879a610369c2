import { describe, expect, it } from 'vitest';
import { minifySvg, minifyTemplates } from '../../../scripts/one-file.mjs';

describe('minifyTemplates', () => {
  it('takes out what means nothing between tags, and keeps the space between words', () => {
    const code = 'const a = html`<p>\n  One\n  <b>two</b>\n</p>\n<p></p>`;';
    expect(minifyTemplates(code)).toBe('const a = html`<p> One <b>two</b></p><p></p>`;');
  });

  it('makes of a style sheet without expressions its text', () => {
    const code =
      "import { css } from 'lit';\nconst a = css`\n  /* why */\n  p > a, b { color: red; margin: 0 auto; }\n`;";
    expect(minifyTemplates(code)).toMatch(
      /^import \{ unsafeCSS as styleSheet \} .*styleSheet\(` ?p>a,b\{color:red;margin:0 auto\}`\);$/s,
    );
  });

  it('keeps spaces that selectors and sums need', () => {
    const code = 'css`a :hover, a * b { inline-size: calc(1px + 2px * var(--n, 1) * (1 + 2)); }`';
    expect(minifyTemplates(code)).toContain('`a :hover,a * b{inline-size:calc(1px + 2px*var(--n,1)*(1 + 2))}`');
  });
});

describe('minifySvg', () => {
  it('leaves the shapes of an icon', () => {
    const icon =
      '<!-- @license x -->\n<svg\n  class="a"\n  width="24"\n>\n  <path d="m1 2" />\n  <circle r="3" />\n</svg>\n';
    expect(minifySvg(icon)).toBe('<path d="m1 2"/><circle r="3"/>');
  });
});
