// Elements by hand: nothing of Lit is there yet, and strings never become markup (`require-trusted-types-for 'script'`).
import type { CSSResult } from '@lit/reactive-element/css-tag.js';

type Child = Node | string | false | undefined;

/** An element with its classes, its attributes and what is in it. */
export function draw(
  name: string,
  className = '',
  children: readonly Child[] = [],
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** A part that is an element of its own in the real view, with that element's own styles. */
export function drawPart(styles: readonly CSSResult[], children: readonly Child[], name = 'div', className = '') {
  const part = draw(name, className);
  // Closed: nobody takes it for what is really there.
  const root = part.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet!);
  root.append(...children.filter((child) => child !== undefined && child !== false));
  return part;
}

/** Its colours are those of a hue, as of src/components/shared/hue.styles.ts. */
export function withHue(element: HTMLElement, hue: number): HTMLElement {
  element.style.setProperty('--h', String(hue));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';
const setAll = (element: Element, text: string) => {
  for (const [, key = '', value = ''] of text.matchAll(/([\w-]+)="([^"]*)"/g))
    if (key !== 'xmlns') element.setAttribute(key, value);
};

/** A Lucide icon, read out of its own text: shapes without anything in them. */
export function drawIcon(svg: string): HTMLElement {
  const [, head = '', body = ''] = /<svg([^>]*)>([\s\S]*)<\/svg>/.exec(svg) ?? [];
  const picture = document.createElementNS(SVG, 'svg');
  setAll(picture, head);
  for (const [, name = '', attributes = ''] of body.matchAll(/<([a-z]+)([^>]*)>/g)) {
    const shape = document.createElementNS(SVG, name);
    setAll(shape, attributes);
    picture.append(shape);
  }
  return draw('span', 'icon', [picture as unknown as Node]);
}

/** Words that keep their own direction. */
export const words = (text: string) => draw('bdi', '', [text]);
