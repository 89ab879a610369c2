// Vite plugins for the embeddable widgets, each one file for a script tag: what a general build leaves longer than it
// has to be.
import { readFileSync } from 'node:fs';
import { minify } from 'terser';
import { parseAst } from 'vite';

/** Modules of which one file needs less: there is nothing to load ahead, and no other language. */
const simplerModules = {
  '\0vite/preload-helper.js': 'export const __vitePreload = (load) => load();',
  '\0one-language': `
    export const msg = (text) => text;
    export const str = (strings, ...values) => String.raw({ raw: strings }, ...values);
    export const localized = () => () => {};
    export const updateWhenLocaleChanges = () => {};`,
};

/** White space of a style sheet that means nothing. */
function minifyCss(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');
}

/** Indentation of a template; a space stays where words or elements in a line may need one. */
function minifyHtml(text) {
  return text.replace(/\s+/g, ' ').replace(/> </g, '><');
}

/** An icon without its licence comment (licences.txt has it), names and line breaks. */
function minifySvg(text) {
  return text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\s(?:class|xmlns)="[^"]*"/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(\/?>) ?/g, '$1')
    .trim();
}

function* nodesOf(node) {
  if (typeof node?.type === 'string') yield node;
  for (const value of Object.values(node ?? {})) if (typeof value === 'object') yield* nodesOf(value);
}

/** Pieces of code to replace, for one template: its texts; and css`` without expressions is just its text. */
function editsOf({ tag, quasi }) {
  const minifyText = { css: minifyCss, html: minifyHtml }[tag.name];
  if (minifyText === undefined) return [];
  const texts = quasi.quasis.map(({ start, end }) => ({ start, end, minifyText }));
  if (tag.name !== 'css' || texts.length > 1) return texts;
  const around = (start, end, text) => ({ start, end, minifyText: () => text });
  return [around(tag.start, tag.end, 'styleSheet('), ...texts, around(quasi.end, quasi.end, ')')];
}

/** Code whose css`` and html`` templates are as short as they can be. */
export function minifyTemplates(code) {
  const templates = [...nodesOf(parseAst(code))].filter(({ type }) => type === 'TaggedTemplateExpression');
  const edits = templates.flatMap(editsOf).sort((a, b) => a.start - b.start);
  let out = code;
  for (const { start, end, minifyText } of edits.reverse())
    out = out.slice(0, start) + minifyText(out.slice(start, end)) + out.slice(end);
  return out.includes('styleSheet(') ? `import { unsafeCSS as styleSheet } from '@lit/reactive-element';${out}` : out;
}

/** Once more over the finished file; names that begin with `_` are private. */
async function minifyFile(code) {
  // Lit asks for some by their names: decorated ones, and in `changed.has('_name')`.
  const reserved = [...code.matchAll(/["'`](_[a-z]\w*)["'`]/g)].map(([, name]) => name);
  const result = await minify(code, {
    module: true,
    ecma: 2022,
    compress: { passes: 3, unsafe_arrows: true, hoist_funs: true, keep_fargs: false },
    mangle: { properties: { regex: /^_[a-z]/, reserved } },
    format: { comments: false },
  });
  return `/*! Ikebana, MIT. Parts by others: licences.txt */\n${result.code}\n`;
}

/** @param {string} entry - File name of the widget; what it loads on demand is left as it is. */
export function oneFile(entry) {
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
    {
      name: 'ikebana:small-file',
      enforce: 'post',
      async generateBundle(_options, bundle) {
        bundle[entry].code = await minifyFile(bundle[entry].code);
      },
    },
  ];
}
