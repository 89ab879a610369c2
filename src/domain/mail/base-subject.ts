// Subjects without what programs put before and behind them (RFC 5256 §2.1, and the prefixes of other languages).

/** Answered, forwarded, and declined in the languages whose programs write so; compared in lower case without accents. */
const PREFIXES = new Set(
  're fw fwd aw wg sv vs vb vl antw doorst tr rv rif r i res enc odp pd ynt ilt ref απ πρθ σχετ προωθ תגובה השב הועבר 回复 回覆 答复 答覆 转发 轉寄 轉發 转寄 返信 転送 re답장 답장 회신 전달 отв ha на fs va tov bls trs atb pre fwd-re svar vidarebefordrat antwort weitergeleitet réf'
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(' '),
);
/** Longer ones are cut: nobody reads them, and they are compared whole. */
const MAX_LENGTH = 2000;

/**
 * What a subject is about: without `Re:`, `AW:`, `Fwd:`, `回复：` …, counters (`Re[2]:`, `Re^2:`), tags of lists (`[tag]`),
 * `(fwd)`; white space collapsed. A subject of nothing but a tag keeps it. For people; {@link subjectKey} to compare.
 */
export function baseSubject(subject: string): string {
  let text = subject.slice(0, MAX_LENGTH).replace(/\s+/g, ' ').trim();
  for (;;) {
    const before = text;
    text = withoutTail(withoutPrefix(text));
    const [tag] = /^\[[^[\]]{0,100}\] ?/.exec(text) ?? [];
    if (tag && text.length > tag.length) text = text.slice(tag.length);
    const [, inner] = /^\[fwd: ?(.*)\]$/i.exec(text) ?? [];
    if (inner !== undefined) text = inner.trim();
    if (text === before) return text;
  }
}

/** True where the subject says that it answers or passes on something. */
export function isReplySubject(subject: string): boolean {
  const text = subject.slice(0, MAX_LENGTH).replace(/\s+/g, ' ').trim();
  const behindTags = text.replace(/^(?:\[[^[\]]{0,100}\] ?)+/, '');
  return withoutPrefix(text) !== text || withoutPrefix(behindTags) !== behindTags;
}

/** The same for subjects that differ in case, blanks, prefixes alone. */
export function subjectKey(subject: string): string {
  return baseSubject(subject).normalize('NFKC').toLowerCase().replace(/\s/g, '');
}

function withoutPrefix(text: string): string {
  const match = /^([\p{L}-]{1,16}) ?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3}|\*\d{1,3})? ?[:：]/u.exec(text);
  if (!match) return text;
  const word = match[1]!
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  return PREFIXES.has(word) ? text.slice(match[0].length).trimStart() : text;
}

function withoutTail(text: string): string {
  return /\(fwd\)$/i.test(text) ? text.slice(0, -5).trimEnd() : text;
}
