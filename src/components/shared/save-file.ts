/** Hands text or bytes to the browser as a download. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob once the click was handled; Safari reads it a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that every file system takes, with its ending. */
export function fileName(name: string, ending: string): string {
  const safe = name
    .replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 100);
  return `${safe || 'export'}.${ending}`;
}
