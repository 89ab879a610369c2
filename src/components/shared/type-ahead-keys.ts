// A shortcut opens something that is loaded first: people type on meanwhile, and mean the field that is about to come.

type Field = HTMLInputElement | HTMLTextAreaElement;

/** How long the focus may take to come after all is loaded, milliseconds. */
const PATIENCE = 300;
const STEP = 10;

/**
 * Shows something with a field that takes the focus; what is typed until then goes into the field, and is no shortcut.
 *
 * @throws what `show` throws; what was typed is dropped then.
 */
export async function typingAhead(show: () => Promise<unknown>): Promise<void> {
  let typed = '';
  const keep = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || fieldIn(event.composedPath())) return;
    if ([...key].length === 1) typed += key;
    else if (key === 'Backspace') typed = typed.slice(0, -1);
    else if (key !== 'Enter') return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', keep, { capture: true });
  try {
    await show();
    for (let waited = 0; focusedField() === undefined && waited < PATIENCE; waited += STEP)
      await new Promise((resolve) => setTimeout(resolve, STEP));
  } finally {
    window.removeEventListener('keydown', keep, { capture: true });
  }
  const field = focusedField();
  if (field === undefined || typed === '') return;
  field.setRangeText(typed, 0, 0); // before what came into the field already
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: typed, inputType: 'insertText' }));
}

const isField = (target: unknown): target is Field =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && (target.type === 'text' || target.type === 'search'));

const fieldIn = (path: readonly EventTarget[]): Field | undefined => path.find(isField);

function focusedField(): Field | undefined {
  let active: Element | null = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return isField(active) ? active : undefined;
}
