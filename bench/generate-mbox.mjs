// Mail by the thousand, always the same: half plain text, a third with HTML beside it, the rest with an attachment.

const WORDS =
  'meeting project budget Grüße report invoice garden table winter answer please number thanks morning travel question letter paper'.split(
    ' ',
  );

/** A generator of numbers below `below`, the same for the same seed. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** @returns Array of messages as bytes, CRLF, about 10 kB each on average. */
export function generateMessages({ messages = 10_000, seed = 1 } = {}) {
  const pick = numbers(seed);
  const sentence = (length) => Array.from({ length }, () => WORDS[pick(WORDS.length)]).join(' ');
  const paragraphs = (count) =>
    Array.from({ length: count }, () => sentence(40).replace(/(.{60,76}) /g, '$1\r\n')).join('\r\n\r\n');
  return Array.from({ length: messages }, (_, index) => Buffer.from(message(index, pick, sentence, paragraphs)));
}

function message(index, pick, sentence, paragraphs) {
  const head = [
    `Received: from mx${index % 7}.example.com (mx.example.com [192.0.2.${index % 250}])\r\n\tby mail.example.org with ESMTPS id ${index}abc\r\n\tfor <me@example.org>; Wed, 18 Nov 2026 09:${10 + (index % 50)}:00 +0100`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s1;\r\n\tbh=${'A'.repeat(44)};\r\n\tb=${'B'.repeat(64)}\r\n\t ${'C'.repeat(64)}`,
    `Message-ID: <${index}@example.com>`,
    `References: <${Math.max(0, index - 3)}@example.com>\r\n <${Math.max(0, index - 1)}@example.com>`,
    `From: =?utf-8?Q?J=C3=BCrgen_${index % 100}?= <person${index % 100}@example.com>`,
    `To: "Me, Myself" <me@example.org>, other${index % 50}@example.org`,
    `Subject: ${index % 3 === 0 ? `=?utf-8?B?${Buffer.from(`Grüße ${sentence(4)}`).toString('base64')}?=` : `Re: ${sentence(5)}`}`,
    'Date: Wed, 18 Nov 2026 09:30:00 +0100',
    'MIME-Version: 1.0',
    `X-Mailer: Generator ${index % 9}`,
  ].join('\r\n');
  const text = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${paragraphs(6 + pick(10))}`;
  if (index % 10 < 5) return `${head}\r\n${text}\r\n`;
  const html = `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body>${paragraphs(
    12,
  )
    .replace(/ü/g, '=C3=BC')
    .replace(/ß/g, '=C3=9F')
    .replace(/(\r\n)+/g, '<br>=\r\n')}</body></html>`;
  const alternative = `Content-Type: multipart/alternative; boundary="alt${index}"\r\n\r\n--alt${index}\r\n${text}\r\n--alt${index}\r\n${html}\r\n--alt${index}--\r\n`;
  if (index % 10 < 8) return `${head}\r\n${alternative}`;
  const file = Buffer.alloc(20_000 + pick(20_000), index % 251)
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');
  return `${head}\r\nContent-Type: multipart/mixed; boundary="mix${index}"\r\n\r\n--mix${index}\r\n${alternative}\r\n--mix${index}\r\nContent-Type: application/pdf; name="file ${index}.pdf"\r\nContent-Disposition: attachment; filename="file ${index}.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--mix${index}--\r\n`;
}
