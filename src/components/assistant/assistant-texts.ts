// Writing help in words: what can be asked, and what went wrong with what to do about it.
import { msg, str } from '@lit/localize';
import type { AssistantProblem } from '../../domain/assistant/assistant.js';
import type { AddressProblem } from '../../domain/assistant/assistant-address.js';
import type { WritingTaskKind, WritingTone } from '../../domain/assistant/writing-task.js';

const tasks: Readonly<Record<WritingTaskKind, () => string>> = {
  draft: () => msg('From keywords'),
  rephrase: () => msg('Rephrase'),
  shorten: () => msg('Shorten'),
  expand: () => msg('Make longer'),
  tone: () => msg('Change the tone'),
  translate: () => msg('Translate'),
  summarise: () => msg('Summarise'),
};

const tones: Readonly<Record<WritingTone, () => string>> = {
  friendly: () => msg('Friendly'),
  formal: () => msg('Formal'),
  direct: () => msg('Direct'),
  diplomatic: () => msg('Diplomatic'),
  enthusiastic: () => msg('Enthusiastic'),
};

export const taskName = (kind: WritingTaskKind): string => tasks[kind]();
export const toneName = (tone: WritingTone): string => tones[tone]();

const addressProblems: Readonly<Record<AddressProblem, () => string>> = {
  empty: () => msg('Type the address.'),
  'no-address': () => msg('This is no address of such a service. It looks like https://api.example.org/v1.'),
  insecure: () =>
    msg(
      'Without encryption (http:) only a model on this computer can be asked: its address begins with http://localhost.',
    ),
};

export const describeAddressProblem = (problem: AddressProblem): string => addressProblems[problem]();

export function describeAssistantProblem(problem: AssistantProblem): string {
  const text = reason(problem);
  return problem.said === undefined ? text : `${text} ${msg(str`The server says: “${problem.said}”.`)}`;
}

function reason({ kind, host, status }: AssistantProblem): string {
  switch (kind) {
    case 'off':
      return msg('Writing help is not set up: see the settings.');
    case 'locked':
      return msg('The key cannot be read on this device. Type it again in the settings.');
    case 'offline':
      return msg('This device is offline.');
    case 'unreachable':
      return msg(str`${host} cannot be reached. Is it running, and is the address right?`);
    case 'cors':
      return msg(
        str`${host} is there, but does not let this app ask it (CORS). That is a setting of that server: for Ollama it is the variable OLLAMA_ORIGINS.`,
      );
    case 'timeout':
      return msg(str`${host} took too long to answer.`);
    case 'key':
      return msg(str`${host} does not accept the key. Look at it in the settings.`);
    case 'model':
      return msg(str`${host} does not have this model. Choose another one in the settings.`);
    case 'not-found':
      return msg(str`There is nothing to ask at this address of ${host}. Most end in /v1.`);
    case 'quota':
      return msg(str`Your credit at ${host} is used up.`);
    case 'rate':
      return msg(str`${host} asks to wait: there were many requests. Try again in a minute.`);
    case 'too-long':
      return msg('The text is too long for this model.');
    case 'refused':
      return msg('The model, or its server, would not do this.');
    case 'status':
      return msg(str`${host} has trouble (${String(status ?? '?')}). Try again later.`);
    case 'answer':
      return msg(str`What ${host} answers cannot be understood. Is this the address of such a service?`);
    case 'cut':
      return msg('The connection was cut before the answer was complete.');
    case 'empty':
      return msg('The model answered nothing.');
    case 'stopped':
      return msg('It was stopped.');
  }
}
