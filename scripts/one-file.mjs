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
  // Lit's has ways around browsers without adoptable style sheets; those that know `popover` all have them.
  '\0style-sheets': `
    export class CSSResult {
      constructor(cssText) { this.cssText = cssText; }
      get styleSheet() {
        if (!this._sheet) (this._sheet = new CSSStyleSheet()).replaceSync(this.cssText);
        return this._sheet;
      }
      toString() { return this.cssText; }
    }
    export const supportsAdoptingStyleSheets = true;
    export const unsafeCSS = (text) => new CSSResult(text);
    export const css = (raw, ...values) => new CSSResult(String.raw({ raw }, ...values));
    export const getCompatibleStyle = (style) => style;
    export const adoptStyles = (root, styles) => {
      root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
    };`,
  // What Lucide's icons have in common.
  '\0svg': `
    export const svg = (shapes) =>
      '<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">' + shapes + '</svg>';`,
};

/** Which modules those take the place of. */
const replaced = [
  [/^@lit\/localize$/, '\0one-language'],
  [/(?:^\.|^@lit\/reactive-element)\/css-tag\.js$/, '\0style-sheets'],
  [/^ikebana:svg$/, '\0svg'],
];

/**
 * What Lit's base class has for others than `<ik-calendar>`, which has no decorators: their metadata, patches by
 * polyfills, a count of Lit's versions in the page.
 */
const unusedOfLit = [
  'Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;',
  /const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=)/,
  /,p\?\.\(\{ReactiveElement:y\}\),\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[^"]+"\)/,
];

function leanLit(code) {
  return unusedOfLit.reduce((text, part) => {
    const shorter = text.replace(part, '');
    if (shorter === text) throw new Error(`Lit is another now: ${part}`);
    return shorter;
  }, code);
}

/** White space of a style sheet that means nothing. */
function minifyCss(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/([ ,(:-])0\./g, '$1.')
    .replace(/ > /g, '>')
    .replace(/ \* (?=\d|\(|var\()/g, '*')
    .replace(/;}/g, '}');
}

/** Indentation of a template; a space stays where words or elements in a line may need one. */
function minifyHtml(text) {
  return text.replace(/\s+/g, ' ').replace(/> </g, '><');
}

/** An icon without its licence comment (licences.txt has it) and line breaks: only its shapes. */
export function minifySvg(text) {
  return text
    .replace(/<!--[\s\S]*?-->|<\/?svg[^>]*>/g, '')
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

/** Lucide's icons in the app: what all of them have in common is written once. */
export function smallIcons() {
  return {
    name: 'ikebana:small-icons',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id) => (id === 'ikebana:svg' ? '\0svg' : null),
    load(id) {
      if (id === '\0svg') return simplerModules[id];
      if (!/\/lucide-static\/icons\/[\w-]+\.svg\?raw$/.test(id)) return null;
      const shapes = JSON.stringify(minifySvg(readFileSync(id.slice(0, -4), 'utf8')));
      return `import { svg } from 'ikebana:svg';export default /* @__PURE__ */ svg(${shapes})`;
    },
  };
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

/**
 * Long names of fields and methods that only `<ik-calendar>`'s own code and Lit in it use with each other: no page, no
 * worker and no browser ever sees them. Never one of the public API, of a service, of an occurrence, or of the platform.
 */
const innerNames = [
  ...['calendarView', 'showGhost', 'focusSlot', 'occurrenceOf', 'timesOf', 'isLeftOut', 'edgeAt', 'hueOf', 'goTo'],
  ...['startMinute', 'endMinute', 'nowMinute', 'cutBefore', 'cutAfter', 'capacity', 'segments', 'lanes', 'spans'],
  ...['shortDay', 'longDay', 'monthAndYear', 'shortMonth', 'longMonth', 'dayRange', 'offsetAt', 'utcToLocal'],
  ...['exdates', 'exrules', 'exdays', 'overrides', 'onwards', 'nthDays', 'yearDays', 'monthDays', 'weekNumbers'],
  ...[
    'byDay',
    'byMonthDay',
    'byYearDay',
    'byWeekNo',
    'bySetPos',
    'weekStart',
    'startWeekday',
    'startMonth',
    'startDay',
  ],
  ...['includeStart', 'onsets', 'beginnings', 'seconds', 'rules', 'extras', 'setHours', 'setDays', 'slotAt', 'owner'],
  ...['measure', 'scroller', 'canvas', 'isUpdatePending', 'getPropertyOptions', 'elementStyles', 'shadowRootOptions'],
  ...['enableUpdating', 'createRenderRoot', 'scheduleUpdate', 'performUpdate', 'fromAttribute', 'toAttribute'],
  ...['useDefault', 'hasChanged', 'noAccessor', 'getPropertyDescriptor', 'createProperty', 'finalizeStyles'],
  ...['addInitializer', 'willUpdate', 'firstUpdated', 'shouldUpdate', 'hasUpdated', 'getUpdateComplete', 'wrapped'],
  ...['finalize', 'converter', 'attribute', 'reflect', 'renderRoot', 'addController'],
  ...['removeController', 'hostConnected', 'hostDisconnected', 'hostUpdate', 'hostUpdated', '_\\$[AE]\\w+'],
  ...['rule', 'freq', 'interval', 'nth', 'until', 'plan', 'period', 'startDayOfMonth', 'visit', 'rdates'],
  ...['found', 'foundAndOpen', 'scanTo', 'wanted', 'params', 'readCard', 'guess', 'failure', 'focused'],
  ...['begin', 'place', 'drawn', 'swipes', 'timer', 'edge', 'choose', 'viewStage', 'infoOf', 'hindrance', 'listed'],
  ...['openDate', 'showDay', 'question'],
];
const INNER = new RegExp(`(?:\\.|[{,]\\s*)(${innerNames.join('|')})\\b`);

/** Lit asks for some by their names: decorated ones, and in `changed.has('_name')`. */
function quotedNames(code) {
  return [...code.matchAll(/["'`]([_a-z]\w*)["'`]/g)].map(([, name]) => name);
}

/** Once more over the finished file; names that begin with `_` are private. */
async function minifyFile(code, nameCache = {}, inner = [], reserved = quotedNames(code)) {
  const result = await minify(code, {
    module: true,
    ecma: 2022,
    compress: {
      passes: 2, // a third makes it longer
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      unsafe_undefined: true,
      pure_getters: true,
      sequences: false,
      keep_fargs: false,
      lhs_constants: false,
    },
    mangle: { properties: { regex: new RegExp(`^(?:${['_[a-z].*', ...inner].join('|')})$`), reserved } },
    nameCache,
    format: { comments: false },
  });
  return `/*! Ikebana, MIT. Parts by others: licences.txt */\n${result.code}\n`;
}

/** Parts of `<ik-calendar>` that come before its others: gzip finds what they have in common only where they lie together. */
const nearEachOther = [
  'ik-calendar-popover.styles.js',
  'ik-calendar.styles.js',
  '../shared/buttons.styles.js',
  '../shared/hue.styles.js',
  '../shared/tokens.styles.js',
  'views/month-view.js',
  'views/time-view.js',
  'views/schedule-view.js',
];

/** What light-dark() would need that nobody wrote: Lightning CSS puts it beside every `color-scheme`. */
const withoutLeftovers = (code) =>
  code.includes('var(--lightningcss') ? code : code.replace(/--lightningcss-(?:light|dark):(?:initial| );\s*/g, '');

/** @param {string} entry - File name of the widget; what it loads on demand is left as it is. */
export function oneFile(entry) {
  return [
    {
      name: 'ikebana:simpler-modules',
      enforce: 'pre',
      resolveId: (id) => replaced.find(([pattern]) => pattern.test(id))?.[1] ?? null,
      load: (id) => simplerModules[id] ?? null,
    },
    {
      name: 'ikebana:small-icons',
      enforce: 'pre',
      load(id) {
        if (!id.endsWith('.svg?raw')) return null;
        const shapes = JSON.stringify(minifySvg(readFileSync(id.slice(0, -4), 'utf8')));
        return `import { svg } from 'ikebana:svg';export default /* @__PURE__ */ svg(${shapes})`;
      },
    },
    {
      name: 'ikebana:near-each-other',
      transform: (code, id) =>
        id.endsWith('/ik-calendar.ts') ? nearEachOther.map((name) => `import './${name}';`).join('') + code : null,
    },
    {
      name: 'ikebana:lean-lit',
      transform: (code, id) =>
        entry === 'ik-calendar.js' && id.endsWith('/reactive-element/reactive-element.js') ? leanLit(code) : null,
    },
    {
      name: 'ikebana:small-templates',
      transform: (code, id) => (id.includes('/src/') && /(?:css|html)`/.test(code) ? minifyTemplates(code) : null),
    },
    {
      name: 'ikebana:small-file',
      enforce: 'post',
      async generateBundle(_options, bundle) {
        for (const part of Object.values(bundle)) if (part.type === 'chunk') part.code = withoutLeftovers(part.code);
        if (entry !== 'ik-calendar.js') {
          bundle[entry].code = await minifyFile(bundle[entry].code);
          return;
        }
        // One cache: what the year's file shares with the entry has the same names in both.
        const names = {};
        const together = (name) => name === entry || name.includes('year-view');
        const parts = Object.entries(bundle);
        const quoted = parts.flatMap(([name, part]) => (together(name) ? quotedNames(part.code) : []));
        for (const [name, part] of parts) {
          if (together(name)) part.code = await minifyFile(part.code, names, innerNames, quoted);
          else if (part.type === 'chunk' && INNER.test(part.code))
            throw new Error(`${name} knows “${INNER.exec(part.code)[1]}”, which is no inner name then`);
        }
      },
    },
  ];
}
