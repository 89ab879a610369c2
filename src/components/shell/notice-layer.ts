// Where notices lie, so that they are seen and can be pressed whatever is open: above it, and in a modal dialog while there is one.

const parentOf = (node: Node): Node | null =>
  (node instanceof Element && node.assignedSlot) || (node instanceof ShadowRoot ? node.host : node.parentNode);

/** The nearest element round a node that this is true of, through shadow roots and slots. */
function around(node: Node | null, is: (element: Element) => boolean): Element | undefined {
  for (let at = node; at !== null; at = parentOf(at)) if (at instanceof Element && is(at)) return at;
  return undefined;
}

/** Follows an element into the shadow roots under it. */
function deepest(first: Element | null, next: (root: ShadowRoot) => Element | null): Element | null {
  let at = first;
  while (at?.shadowRoot) {
    const inner = next(at.shadowRoot);
    if (inner === null || inner === at) break;
    at = inner;
  }
  return at;
}

const focused = () => deepest(document.activeElement, (root) => root.activeElement);
const under = (x: number, y: number) => deepest(document.elementFromPoint(x, y), (root) => root.elementFromPoint(x, y));
const isModal = (element: Element) => element.matches('dialog:modal');
const isSheet = (element: Element) => element.matches(':popover-open');

/**
 * Keeps a popover above all others. Everything outside a modal dialog is out of reach, so it goes into the one that has the focus,
 * and home again.
 *
 * @param home - Where it belongs. @param stack - A manual popover.
 * @returns shows it anew where it has to be.
 */
export function keepAbove(home: ShadowRoot, stack: HTMLElement): () => void {
  const lodge = document.createElement('div');
  lodge.attachShadow({ mode: 'open' }).adoptedStyleSheets = home.adoptedStyleSheets;

  function raise() {
    if (stack.matches(':popover-open')) stack.hidePopover();
    const dialog = around(focused(), isModal);
    if (dialog === undefined) {
      if (stack.getRootNode() !== home) home.append(stack);
      lodge.remove();
    } else if (lodge.parentNode !== dialog) {
      dialog.append(lodge);
      lodge.shadowRoot!.append(stack);
      dialog.addEventListener('close', raise, { once: true }); // it may be gone then, and they with it
    }
    // A card at the bottom of a telephone would be half covered by them: they go to the other end.
    const sheet = around(under(innerWidth / 2, innerHeight - 100), isSheet);
    stack.classList.toggle('high', sheet !== undefined);
    if (stack.isConnected) stack.showPopover(); // the app may have gone meanwhile
  }

  /** Whether something lies on them, or keeps fingers from them. */
  function isCovered(): boolean {
    const notice = stack.querySelector('.notice');
    if (notice === null) return false;
    const { left, top, width, height } = notice.getBoundingClientRect();
    return around(under(left + width / 2, top + height / 2), (element) => element === stack) === undefined;
  }

  // What opens takes the focus, and what closes gives it back; from what is open one goes with a press.
  let asked = 0;
  const look = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      if (!home.isConnected) for (const type of TYPES) document.removeEventListener(type, look, true);
      else if (isCovered() && !stack.matches(':focus-within')) raise();
    });
  };
  for (const type of TYPES) document.addEventListener(type, look, true);
  return raise;
}

const TYPES = ['focusin', 'focusout', 'pointerup', 'keyup'] as const;
