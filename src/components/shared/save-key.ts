/** Ctrl+Enter, on Macs Cmd+Enter: saves a form from wherever one writes in it. */
export function isSaveKey(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.isComposing || event.repeat || event.shiftKey || event.altKey) return false;
  return event.ctrlKey || event.metaKey;
}

/** Presses a form's main button, as a pointer does: the field that had the focus tells first what was typed into it. */
export function pressMain(button: HTMLButtonElement | null | undefined): void {
  if (!button || button.disabled) return;
  button.focus();
  button.click();
}
