/** Characters of the bytes 0x80–0x9F; five of them have none. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text of Windows-1252 bytes, which is also what web pages and mail mean by Latin-1 and ASCII. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return repairWindows1252(new TextDecoder('windows-1252').decode(bytes));
}

/** Some versions of Node decode the bytes 0x80–0x9F as control characters: the same text everywhere. */
export function repairWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => HIGH.charAt(control.charCodeAt(0) - 0x80));
}
