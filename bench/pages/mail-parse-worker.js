import PostalMime from 'postal-mime';
import { splitMbox } from '../../src/formats/mail/mbox.ts';
import { readMessage } from '../../src/formats/mail/parse-message.ts';
import { textsOfMessage } from '../../src/workers/mail/search/email-texts.ts';
import { fileTexts } from '../../src/workers/mail/search/file-texts.ts';

const encoder = new TextEncoder();

globalThis.onmessage = async ({ data: { file, parser } }) => {
  const from = performance.now();
  let messages = 0;
  let letters = 0;
  for await (const bytes of splitMbox(file.stream())) {
    if (parser === 'postal-mime') await PostalMime.parse(bytes);
    else {
      const message = readMessage(bytes);
      if (parser === 'texts')
        for (const [, text] of textsOfMessage(message, await fileTexts(message, bytes)))
          letters += encoder.encode(text).length;
    }
    messages += 1;
  }
  postMessage({ ms: performance.now() - from, messages, letters });
};
