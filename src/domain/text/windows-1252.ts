let controls: string | undefined;

/** Text of Windows-1252 bytes, which is also what web pages and mail mean by Latin-1 and ASCII. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return repairWindows1252(new TextDecoder('windows-1252').decode(bytes));
}

/** Some versions of Node decode the bytes 0x80–0x9F as control characters: the same text everywhere. */
export function repairWindows1252(text: string): string {
  controls ??= readControls();
  return text.replace(/[\u0080-\u009f]/g, (control) => controls!.charAt(control.charCodeAt(0) - 0x80));
}

/** Windows-1254 has the same characters there, and Node has never had it wrong; only Ž and ž are missing. */
function readControls(): string {
  const bytes = Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index);
  return new TextDecoder('windows-1254').decode(bytes).replace('\u008e', 'Ž').replace('\u009e', 'ž');
}
