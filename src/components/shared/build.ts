/** What elements are made with: their own properties, `style` and `part` as text. */
export type Properties<Made> = Partial<Omit<Made, 'style' | 'part'>> & {
  readonly style?: string;
  readonly part?: string;
};

/**
 * An element with properties and children, for what is drawn without Lit's templates: the embeddable calendar has few of
 * them, and Lit's part for templates would be a fourteenth of its file.
 */
export function build<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties<HTMLElementTagNameMap[Tag]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/** As `icon`, without a template: the picture's elements one by one, since no page allows text to become markup. */
export function buildIcon(svg: string): HTMLElement {
  const made = build('span', { className: 'icon', ariaHidden: 'true' });
  for (const [, name = '', attributes = ''] of svg.matchAll(/<(\w+)([^>]*)>/g)) {
    const element = document.createElementNS(SVG, name);
    for (const [, key = '', value = ''] of attributes.matchAll(/([\w-]+)="([^"]*)"/g)) element.setAttribute(key, value);
    (made.firstChild ?? made).appendChild(element);
  }
  return made;
}
