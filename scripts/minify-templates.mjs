// Vite plugins for the one-file widgets: what minifiers of JavaScript leave as it is written.
import { readFileSync } from 'node:fs';
import { parseAst } from 'vite';

/** White space of a style sheet that means nothing. */
function minifyCss(text) {
  return text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');
}

/** Indentation of a template; a space stays where words or elements in a line may need one. */
function minifyHtml(text) {
  return text.replace(/\s+/g, ' ').replace(/> </g, '><');
}

const minifiers = { css: minifyCss, html: minifyHtml, svg: minifyHtml };

function* nodesOf(node) {
  if (typeof node?.type === 'string') yield node;
  for (const value of Object.values(node ?? {})) if (typeof value === 'object') yield* nodesOf(value);
}

/** Code with the text of its css`` and html`` templates made shorter. */
export function minifyTemplates(code) {
  const pieces = [];
  let at = 0;
  const quasis = [...nodesOf(parseAst(code))]
    .filter(({ type, tag }) => type === 'TaggedTemplateExpression' && Object.hasOwn(minifiers, tag.name))
    .flatMap(({ tag, quasi }) => quasi.quasis.map(({ start, end }) => ({ start, end, minify: minifiers[tag.name] })))
    .sort((a, b) => a.start - b.start);
  for (const { start, end, minify } of quasis) {
    pieces.push(code.slice(at, start), minify(code.slice(start, end)));
    at = end;
  }
  return pieces.join('') + code.slice(at);
}

/** An icon without its licence comment (licences.txt has it), names and line breaks. */
export function minifySvg(text) {
  return text
    .replace(/<!--[^]*?-->/g, '')
    .replace(/\s(?:class|xmlns)="[^"]*"/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(\/?>) ?/g, '$1')
    .trim();
}

/** Modules of which one file needs less: nothing to load ahead, and no other language. */
const simplerModules = {
  '\0vite/preload-helper.js': 'export const __vitePreload = (load) => load();',
  '\0one-language': `
    export const msg = (text) => text;
    export const str = (strings, ...values) => String.raw({ raw: strings }, ...values);
    export const localized = () => () => {};
    export const updateWhenLocaleChanges = () => {};`,
};

export function smallTemplates() {
  return [
    {
      name: 'ikebana:simpler-modules',
      enforce: 'pre',
      resolveId: (id) => (id === '@lit/localize' ? '\0one-language' : null),
      load: (id) => simplerModules[id] ?? null,
    },
    {
      name: 'ikebana:small-icons',
      enforce: 'pre',
      load(id) {
        if (!id.endsWith('.svg?raw')) return null;
        return `export default ${JSON.stringify(minifySvg(readFileSync(id.slice(0, -4), 'utf8')))}`;
      },
    },
    {
      name: 'ikebana:small-templates',
      transform: (code, id) => (id.includes('/src/') && /(?:css|html)`/.test(code) ? minifyTemplates(code) : null),
    },
  ];
}
