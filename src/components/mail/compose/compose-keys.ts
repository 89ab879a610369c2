/** What a key means in a window to write in. Plain keys go no further: here they are no commands of the page behind. */
export function composeKey(event: KeyboardEvent): 'send' | 'close' | 'link' | undefined {
  if (event.isComposing || event.defaultPrevented) return undefined;
  const isCommand = event.ctrlKey || event.metaKey;
  const act = actOf(event.key, isCommand, event.shiftKey);
  if (act !== undefined) event.preventDefault();
  else if (isCommand || event.altKey) return undefined;
  event.stopPropagation();
  return act;
}

function actOf(key: string, isCommand: boolean, isShift: boolean) {
  if (key === 'Escape') return 'close';
  if (isCommand && key === 'Enter') return 'send';
  return isCommand && !isShift && key.toLowerCase() === 'k' ? 'link' : undefined;
}
