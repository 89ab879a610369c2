// A mailbox of any size, always the same: words as people use them (a few often, most of 60,000 seldom), in threads, over ten
// years. Of twenty messages eleven are plain, four have HTML beside it, three are real ones (test/fixtures/mail) with other
// words in them, two have a file.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SYLLABLES =
  'ba be bi bo da de do fa fe ga ge ha he in ka ko la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se si so ta te ti to un va ve'.split(
    ' ',
  );

/** Word of a rank: the more often, the shorter. */
export function wordOf(rank) {
  let left = rank + 1;
  let word = '';
  while (left > 0) {
    word += SYLLABLES[left % SYLLABLES.length];
    left = Math.floor(left / SYLLABLES.length);
  }
  return rank % 37 === 36 ? `${word}ü` : word;
}

const WORDS = 60_000;
const FIXTURES = 'test/fixtures/mail';
/** Folders with mail as people send it, not made to be broken. */
const SOURCES = ['mailparser', 'mimekit', 'postal-mime', 'ruby-mail', 'talon', 'thunderbird-mailnews'];
const MAX_REAL = 24_000;
const YEARS = 10 * 365 * 86_400_000;

function chances(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Text parts as [from, to, isHtml] that stand in the bytes as they are read. */
function plainRanges(part) {
  if (part.subParts) return part.subParts.flatMap(plainRanges);
  const isPlain = /^text\/(?:plain|html)$/.test(part.type) && /^(?:7bit|8bit)$/.test(part.encoding);
  return isPlain ? [[part.range.body, part.range.end, part.type === 'text/html']] : [];
}

/** Literal text, with `null` for each word that is another one each time. */
function holes(text, isHtml) {
  const pieces = [];
  const words = (plain) => {
    let last = 0;
    for (const { 0: word, index } of plain.matchAll(/\b[a-z]{3,}\b/g)) {
      pieces.push(plain.slice(last, index), null);
      last = index + word.length;
    }
    pieces.push(plain.slice(last));
  };
  if (!isHtml) words(text);
  else for (const each of text.split(/(<[^>]*>)/)) each.startsWith('<') ? pieces.push(each) : words(each);
  return pieces;
}

/** @param parseMessage - Ours. @returns {Promise<(string | null)[][]>} bodies of real messages, with their Content fields, latin1. */
async function realMessages(parseMessage) {
  const files = SOURCES.flatMap((source) =>
    readdirSync(join(FIXTURES, source), { recursive: true })
      .map((name) => join(FIXTURES, source, name))
      .filter((path) => /\.(?:eml|msg|txt)$/.test(path))
      .sort(),
  );
  const real = [];
  for (const path of files) {
    const bytes = readFileSync(path);
    if (bytes.length > MAX_REAL) continue;
    const { bodyStructure: root, from, problems } = await parseMessage(bytes);
    if (from === null || problems.length > 0) continue;
    const text = bytes.toString('latin1').replace(/^(?=From )/gm, '>');
    if (text.length !== bytes.length) continue;
    const fields = root.headers.filter(({ name }) => /^(?:content-|mime-)/i.test(name));
    const pieces = [fields.map(({ name, value }) => `${name}:${value.trimEnd()}\n`).join(''), '\n'];
    let at = root.range.body;
    for (const [start, end, isHtml] of plainRanges(root)) {
      pieces.push(text.slice(at, start), ...holes(text.slice(start, end), isHtml));
      at = end;
    }
    pieces.push(text.slice(at), '\n');
    real.push(pieces);
  }
  return real;
}

/** What is common to the kinds of messages. */
function writers(chance) {
  const words = Array.from({ length: WORDS }, (_, rank) => wordOf(rank));
  // The inverse of a Zipf distribution, about: rank r comes 1/r as often as the first.
  const word = () => words[Math.min(WORDS - 1, Math.floor(WORDS ** chance()) - 1)];
  const sentence = (length) => Array.from({ length }, word).join(' ');
  const lines = () => Array.from({ length: 4 + Math.floor(chance() * 30) }, () => sentence(10));
  return { words, word, sentence, lines };
}

const PLAIN = 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n';

function alternative(text, index) {
  const paragraphs = text.map((line) => `<p style=3D"margin:0 0 8px"><span class=3Dx>${line}</span></p>=\n`).join('');
  const html = `<html><head><style>.x { color: #333; font: 14px/1.4 sans-serif }</style></head><body>${paragraphs}</body></html>`;
  const encoded = Buffer.from(html)
    .toString('latin1')
    .replace(/[\x80-\xff]/g, (c) => `=${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `Content-Type: multipart/alternative; boundary="alt${index}"\n\n--alt${index}\n${PLAIN}${text.join('\n')}\n--alt${index}\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${encoded}\n--alt${index}--\n`;
}

function withFile(text, index, { sentence, word }) {
  const isTable = index % 2 === 0;
  const file = isTable
    ? Array.from({ length: 40 }, () => sentence(6).replaceAll(' ', ';')).join('\n')
    : Buffer.alloc(9000, `${index} ${word()}`)
        .toString('base64')
        .replace(/(.{76})/g, '$1\n');
  const type = isTable ? 'text/csv; charset=utf-8' : 'application/octet-stream';
  const name = `${word()} ${index}.${isTable ? 'csv' : 'bin'}`;
  return `Content-Type: multipart/mixed; boundary="mix${index}"\n\n--mix${index}\n${PLAIN}${text.join('\n')}\n--mix${index}\nContent-Type: ${type}\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: ${isTable ? '8bit' : 'base64'}\n\n${file}\n--mix${index}--\n`;
}

/**
 * @param {{ messages: number, seed?: number, parseMessage: (bytes: Uint8Array) => Promise<object> }} options
 * @returns {AsyncGenerator<Buffer>} entries of an mbox
 */
export async function* generateMailbox({ messages, seed = 7, parseMessage }) {
  const real = await realMessages(parseMessage);
  const chance = chances(seed);
  const write = writers(chance);
  const { words, sentence, lines } = write;
  const subjects = [];
  for (let index = 0; index < messages; index += 1) {
    const date = new Date(Date.UTC(2016, 0, 1) + Math.floor((index / messages) * YEARS))
      .toUTCString()
      .replace('GMT', '+0000');
    const person = Math.floor(400 ** chance());
    const answers = index > 20 && chance() < 0.5 ? index - 1 - Math.floor(chance() * 20) : undefined;
    subjects.push(answers === undefined ? sentence(4) : subjects[answers]);
    const head = [
      `From person${person}@example.org Sun Nov  1 00:00:00 2026`,
      `Received: from mx.example.org by me.example.org; ${date}`,
      `Message-ID: <${index}@example.org>`,
      ...(answers === undefined ? [] : [`References: <${answers}@example.org>`]),
      `From: ${words[200 + person]} ${words[900 + person]} <person${person}@example.org>`,
      'To: me@example.com',
      `Subject: ${answers === undefined ? '' : 'Re: '}${subjects[index]}`,
      `Date: ${date}`,
      '',
    ].join('\n');
    const kind = index % 20;
    if (kind >= 15 && kind < 18) {
      const pieces = real[Math.floor(chance() * real.length)].map(
        (piece) => piece ?? Buffer.from(write.word()).toString('latin1'),
      );
      yield Buffer.concat([Buffer.from(head), Buffer.from(`${pieces.join('')}\n`, 'latin1')]);
      continue;
    }
    const body =
      kind < 11
        ? `${PLAIN}${lines().join('\n')}\n`
        : kind < 15
          ? alternative(lines(), index)
          : withFile(lines(), index, write);
    yield Buffer.from(`${head}${body}\n`);
  }
}
