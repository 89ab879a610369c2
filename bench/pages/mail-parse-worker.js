import PostalMime from 'postal-mime';
import { splitMbox } from '../../src/formats/mail/mbox.ts';
import { readMessage } from '../../src/formats/mail/parse-message.ts';

globalThis.onmessage = async ({ data: { file, parser } }) => {
  const from = performance.now();
  let messages = 0;
  for await (const bytes of splitMbox(file.stream())) {
    if (parser === 'ours') readMessage(bytes);
    else await PostalMime.parse(bytes);
    messages += 1;
  }
  postMessage({ ms: performance.now() - from, messages });
};
