/** `localStorage`; absent where the browser keeps nothing for this page. */
export function notesOfBrowser(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
