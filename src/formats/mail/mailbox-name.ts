// Names of mailboxes in modified UTF-7 (RFC 3501 §5.1.3), as IMAP servers and Maildir folders have them.

/** Decodes; what is no valid shift stays as it is. */
export function decodeMailboxName(name: string): string {
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (whole, shifted: string) => {
    if (shifted === '') return '&';
    try {
      const binary = atob(shifted.replace(/,/g, '/'));
      let text = '';
      for (let at = 0; at + 1 < binary.length; at += 2) {
        text += String.fromCharCode((binary.charCodeAt(at) << 8) | binary.charCodeAt(at + 1));
      }
      return text === '' ? whole : text;
    } catch {
      return whole;
    }
  });
}

/** Encodes what is not printable ASCII. */
export function encodeMailboxName(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    let binary = '';
    for (let at = 0; at < run.length; at += 1) {
      const unit = run.charCodeAt(at);
      binary += String.fromCharCode(unit >> 8, unit & 255);
    }
    return `&${btoa(binary).replace(/=+$/, '').replace(/\//g, ',')}-`;
  });
}
