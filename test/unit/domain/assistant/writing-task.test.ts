import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutThoughts } from '../../../../src/domain/assistant/assistant.js';
import { readAssistantAddress } from '../../../../src/domain/assistant/assistant-address.js';
import {
  conversationText,
  MAX_PROMPT_TEXT,
  promptOf,
  type WritingTaskKind,
} from '../../../../src/domain/assistant/writing-task.js';

const user = (prompt: ReturnType<typeof promptOf>) => prompt.messages.at(-1)!.content;
const kinds: readonly WritingTaskKind[] = ['draft', 'rephrase', 'shorten', 'expand', 'tone', 'translate', 'summarise'];

describe('what a language model is asked', () => {
  it.each(kinds)('has the text and what to do with it: %s', (kind) => {
    const prompt = promptOf({ kind, text: ' Meet on Friday? ' });
    expect(prompt.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(user(prompt)).toContain('<<<\nMeet on Friday?\n>>>');
    expect(prompt.isCut).toBe(false);
  });

  it('names tone and language', () => {
    expect(user(promptOf({ kind: 'tone', text: 'a', tone: 'formal' }))).toContain('in a formal tone');
    expect(user(promptOf({ kind: 'translate', text: 'a', language: 'Italian' }))).toContain('into Italian');
    expect(user(promptOf({ kind: 'summarise', text: 'a', language: 'French' }))).toContain('in French');
  });

  it('sends what a draft answers only when it is given [WH3]', () => {
    const task = { kind: 'draft', text: 'yes, gladly', subject: 'Lunch' } as const;
    expect(user(promptOf(task))).not.toContain('It answers');
    expect(user(promptOf({ ...task, conversation: 'Shall we?' }))).toContain(
      'It answers this correspondence:\n<<<\nShall we?',
    );
  });

  it('is never longer than it may be [WH3]', () => {
    const at = promptOf({ kind: 'rephrase', text: 'x'.repeat(MAX_PROMPT_TEXT) });
    const over = promptOf({ kind: 'rephrase', text: 'x'.repeat(MAX_PROMPT_TEXT + 1) });
    expect([at.isCut, over.isCut]).toEqual([false, true]);
    expect(user(over).length).toBe(user(at).length);
    const both = promptOf({ kind: 'draft', text: 'k'.repeat(1000), conversation: 'c'.repeat(MAX_PROMPT_TEXT) });
    expect(both.isCut).toBe(true);
    expect(user(both).length).toBeLessThan(MAX_PROMPT_TEXT + 1000);
  });

  it('lets nothing in a text end its marks [WH5]', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.array(fc.constantFrom('<', '>', '<<<', '>>>', '\n', 'a')),
        (kind, parts) => {
          const content = user(promptOf({ kind, text: parts.join('') }));
          expect(content.split('<<<').length).toBe(2);
          expect(content.split('>>>').length).toBe(2);
        },
      ),
    );
  });
});

describe('a conversation as text', () => {
  const part = (from: string, text: string) => ({ from, date: 'Monday', text });

  it('has who wrote what when, the oldest first', () => {
    const { text, left } = conversationText('Lunch', [part('Ann', 'Shall we?'), part('Bob', 'Yes.')]);
    expect(left).toBe(0);
    expect(text).toBe(
      'Subject: Lunch\n\nFrom: Ann\nDate: Monday\n\nShall we?\n\n---\n\nFrom: Bob\nDate: Monday\n\nYes.',
    );
  });

  it('keeps the newest where not all has room, and says how many are left out [WH3]', () => {
    const long = 'x'.repeat(MAX_PROMPT_TEXT / 2 - 200);
    const { text, left } = conversationText('', [part('Ann', long), part('Bob', long), part('Cat', long)]);
    expect(left).toBe(1);
    expect(text).not.toContain('Ann');
    expect(text.length).toBeLessThanOrEqual(MAX_PROMPT_TEXT);
    expect(conversationText('', [part('Ann', long.repeat(5))]).text.length).toBe(MAX_PROMPT_TEXT);
  });
});

describe('where a language model is', () => {
  it.each([
    ['https://api.example.org/v1', 'https://api.example.org/v1'],
    ['api.example.org', 'https://api.example.org/v1'],
    ['https://api.example.org/v1/', 'https://api.example.org/v1'],
    ['https://api.example.org/v1/chat/completions', 'https://api.example.org/v1'],
    ['https://api.example.org/api/models', 'https://api.example.org/api'],
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['http://127.0.0.1:1234/v1', 'http://127.0.0.1:1234/v1'],
  ])('is found in %s', (typed, url) => {
    expect(readAssistantAddress(typed)).toEqual({ url });
  });

  it.each([
    ['', 'empty'],
    ['http://api.example.org/v1', 'insecure'],
    ['https://user:secret@api.example.org', 'no-address'],
    ['https://api.example.org/v1?key=1', 'no-address'],
    ['ftp://api.example.org', 'no-address'],
    ['no address', 'no-address'],
    [`https://${'a'.repeat(600)}.example`, 'no-address'],
  ])('is not in %s [WH2]', (typed, problem) => {
    expect(readAssistantAddress(typed)).toEqual({ problem });
  });
});

describe('thoughts of a model', () => {
  it.each([
    ['Dear Ann', 'Dear Ann'],
    ['\n<think>a\nb</think>\n\nDear Ann', 'Dear Ann'],
    ['<think>still at it', ''],
    ['Use the <think> tag', 'Use the <think> tag'],
  ])('are taken out of %j', (raw, text) => {
    expect(withoutThoughts(raw)).toBe(text);
  });
});
