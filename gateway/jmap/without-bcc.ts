// Who gets a blind copy stands in the envelope, not in what the others read (RFC 5322 §3.6.3, RFC 8621 §7.5).

const BCC = /^(?:resent-)?bcc[ \t]*:/i;
const LF = 10;

/** The message without its Bcc fields; every other byte as it was. */
export function withoutBcc(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  let from = 0;
  let at = 0;
  let isDropping = false;
  while (at < bytes.length) {
    const lineEnd = bytes.indexOf(LF, at);
    const end = lineEnd === -1 ? bytes.length : lineEnd + 1;
    const first = bytes[at];
    if (first === LF || (first === 13 && bytes[at + 1] === LF)) break;
    const isContinued = first === 0x20 || first === 0x09;
    if (!isContinued) {
      const isBcc = BCC.test(bytes.toString('latin1', at, Math.min(end, at + 40)));
      if (isBcc && !isDropping) kept.push(bytes.subarray(from, at));
      if (!isBcc && isDropping) from = at;
      isDropping = isBcc;
    }
    at = end;
  }
  if (isDropping) from = at;
  return kept.length === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}
