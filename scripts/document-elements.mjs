// Writes docs/elements.md from custom-elements.json: the public elements for people, from the same doc blocks.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const elements = ['ik-calendar', 'ik-contacts'];
const cell = (text = '') =>
  String(text)
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ');
const code = (text) => (text ? `\`${cell(text)}\`` : '');

function table(title, head, rows) {
  if (rows.length === 0) return [];
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return [`### ${title}`, '', ...lines, ''];
}

function describe({
  tagName,
  description,
  attributes = [],
  members = [],
  events = [],
  cssParts = [],
  cssProperties = [],
}) {
  const attributed = new Set(attributes.map(({ fieldName }) => fieldName));
  const properties = members.filter(
    ({ kind, name, privacy, static: isStatic, description: text }) =>
      kind === 'field' && text && !isStatic && privacy !== 'private' && !name.startsWith('_') && !attributed.has(name),
  );
  const value = (row) => [code(row.name), code(row.type?.text), code(row.default), cell(row.description)];
  return [
    `## \`<${tagName}>\``,
    '',
    description ?? '',
    '',
    ...table('Attributes', ['name', 'type', 'default', ''], attributes.map(value)),
    ...table('Properties', ['name', 'type', 'default', ''], properties.map(value)),
    ...table(
      'Events',
      ['name', 'class', ''],
      events
        .filter(({ name }) => name?.startsWith('ik-'))
        .map(({ name, type, description: text }) => [code(name), code(type?.text), cell(text)]),
    ),
    ...table(
      'CSS parts',
      ['name', ''],
      cssParts.map((part) => [code(part.name), cell(part.description)]),
    ),
    ...table(
      'CSS custom properties',
      ['name', 'default', ''],
      cssProperties.map((property) => [code(property.name), code(property.default), cell(property.description)]),
    ),
  ];
}

/** Call after custom-elements.json has been written. */
export function documentElements() {
  const { modules } = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8'));
  const byTag = new Map(modules.flatMap(({ declarations = [] }) => declarations.map((d) => [d.tagName, d])));
  const text = [
    '# Elements',
    '',
    'Made by `npm run build` from the doc blocks of `src/components`. Every attribute is a property of the same name too',
    '(`time-zone` is `timeZone`).',
    '',
    ...elements.flatMap((tag) => describe(byTag.get(tag))),
  ];
  writeFileSync(join(root, 'docs/elements.md'), `${text.join('\n').trimEnd()}\n`);
}
