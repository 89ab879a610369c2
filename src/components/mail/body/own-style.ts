/**
 * What an element's `style` says. Its own `style` property says nothing of it: the app's policy keeps style attributes of a document
 * that was read in it from counting, also of one that shows nothing. In the frame of the message they count.
 */
export function ownStyle(element: Element): CSSStyleDeclaration {
  const { style } = document.createElement('i');
  style.cssText = element.getAttribute('style') ?? '';
  return style;
}
