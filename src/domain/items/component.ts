// An item's text as components of lines, each line with its original form, so that what is not changed is written
// back as it was.
import { foldCardLine, splitCardLines } from '../contacts/card-lines.js';
import { parseContentLine, splitLines } from './content-line.js';

/** A property line, or a whole component inside (VALARM) as one block. */
export interface Part {
  /** Upper-case, without vCard group. */
  readonly name: string;
  /** As it stands in the text, folds included; a block has several lines. */
  readonly raw: string;
  /** Unfolded; of a block its raw text. */
  readonly text: string;
  readonly block: boolean;
}

/** A component of an item: VEVENT, VTODO …, VTIMEZONE, VCARD. */
export interface Component {
  readonly name: string;
  readonly begin: string;
  readonly end: string;
  readonly parts: readonly Part[];
}

const NAME = /^(?:[\w-]+\.)?([\w-]+)/;

/** Components of an item's text in order. What stands outside of any is left out; a missing END is added. */
export function parseComponents(text: string): Component[] {
  const components: Component[] = [];
  let open: { name: string; begin: string; parts: Part[] } | undefined;
  let block: { name: string; raws: string[]; depth: number } | undefined;
  const closeBlock = () => {
    if (open === undefined || block === undefined) return;
    const raw = block.raws.join('\r\n');
    open.parts.push({ name: block.name, raw, text: raw, block: true });
    block = undefined;
  };
  const close = (end: string) => {
    closeBlock();
    if (open !== undefined) components.push({ ...open, end });
    open = undefined;
  };
  // vCard 2.1 continues lines in ways of its own.
  const split = /^BEGIN:VCARD/i.test(text) ? splitCardLines : splitLines;
  for (const line of split(text)) {
    const name = (NAME.exec(line.text)?.[1] ?? '').toUpperCase();
    const begins = name === 'BEGIN';
    const ends = name === 'END';
    if (open === undefined) {
      if (begins) open = { name: componentName(line.text), begin: line.raw, parts: [] };
    } else if (block !== undefined) {
      block.raws.push(line.raw);
      if (begins) block.depth += 1;
      if (ends) block.depth -= 1;
      if (block.depth === 0) closeBlock();
    } else if (begins) block = { name: componentName(line.text), raws: [line.raw], depth: 1 };
    else if (ends) close(line.raw);
    else open.parts.push({ name, raw: line.raw, text: line.text, block: false });
  }
  if (open !== undefined) close(`END:${open.name}`);
  return components;
}

function componentName(text: string): string {
  return text
    .slice(text.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}

/** Lines ended by CRLF. */
export function formatComponents(components: readonly Component[]): string {
  return components.map(formatComponent).join('');
}

export function formatComponent({ begin, parts, end }: Component): string {
  return `${[begin, ...parts.map(({ raw }) => raw), end].join('\r\n')}\r\n`;
}

/** A part made of an unfolded content line. */
export function createPart(name: string, text: string): Part {
  return { name, raw: foldCardLine(text), text, block: false };
}

/** Value of the first property of that name, `undefined` when there is none. */
export function propertyValue(component: Component, name: string): string | undefined {
  const part = component.parts.find((candidate) => candidate.name === name && !candidate.block);
  return part === undefined ? undefined : parseContentLine(part.text)?.value;
}
