// Mail with words as people use them: a few often, most of some tens of thousands seldom (Zipf), in threads, over ten years.

function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const SYLLABLES =
  'ba be bi bo da de do fa fe ga ge ha he in ka ko la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se si so ta te ti to un va ve'.split(
    ' ',
  );

/** Word of a rank: the more often, the shorter. */
function wordOf(rank) {
  let left = rank + 1;
  let word = '';
  while (left > 0) {
    word += SYLLABLES[left % SYLLABLES.length];
    left = Math.floor(left / SYLLABLES.length);
  }
  return rank % 37 === 36 ? `${word}ü` : word;
}

const WORDS = 60_000;

/** @returns {Generator<string>} entries of an mbox. */
export function* generateProse({ messages, seed = 7 }) {
  const chance = numbers(seed);
  const words = Array.from({ length: WORDS }, (_, rank) => wordOf(rank));
  // The inverse of a Zipf distribution, about: rank r comes 1/r as often as the first.
  const word = () => words[Math.min(WORDS - 1, Math.floor(WORDS ** chance()) - 1)];
  const subjects = [];
  const sentence = (length) => Array.from({ length }, word).join(' ');
  for (let index = 0; index < messages; index += 1) {
    const time = Date.UTC(2016, 0, 1) + Math.floor((index / messages) * 10 * 365 * 86_400_000);
    const person = Math.floor(400 ** chance());
    const answers = index > 20 && chance() < 0.5 ? index - 1 - Math.floor(chance() * 20) : undefined;
    subjects.push(answers === undefined ? sentence(4) : subjects[answers]);
    const lines = Array.from({ length: 4 + Math.floor(chance() * 30) }, () => sentence(10));
    yield [
      `From person${person}@example.org ${'Sun Nov  1 00:00:00 2026'}`,
      `Received: from mx.example.org by me.example.org; ${new Date(time).toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <${index}@example.org>`,
      ...(answers === undefined ? [] : [`References: <${answers}@example.org>`]),
      `From: ${words[200 + person]} ${words[900 + person]} <person${person}@example.org>`,
      `To: me@example.com`,
      `Subject: ${answers === undefined ? '' : 'Re: '}${subjects[index]}`,
      `Date: ${new Date(time).toUTCString().replace('GMT', '+0000')}`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      ...lines,
      '',
      '',
    ].join('\n');
  }
}

export { wordOf };
