import type { Services } from '../../app/services.js';
import type { AssistantProblem, AssistantSetup } from '../../domain/assistant/assistant.js';

/** Asks for one word. @returns what is wrong, if anything is */
export async function testAssistant(
  { assistant }: Services,
  setup?: AssistantSetup,
): Promise<AssistantProblem | undefined> {
  const messages = [{ role: 'user', content: 'Answer with the one word: yes' }] as const;
  const { problem, text } = await assistant.ask(messages, setup && { setup });
  // A model that thinks aloud may never come to the word: it is there all the same.
  return text === '' && problem?.kind !== 'empty' ? problem : undefined;
}
