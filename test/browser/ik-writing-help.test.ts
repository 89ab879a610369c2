import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/assistant/ik-assistant-settings.js';
import type { IkAssistantDialog } from '../../src/components/assistant/ik-assistant-dialog.js';
import { conversationOf, ownText } from '../../src/components/assistant/mail-conversation.js';
import { openWritingHelp, type WritingHelpContext } from '../../src/components/assistant/open-writing-help.js';
import { writingHelpTool } from '../../src/components/assistant/writing-help-tool.js';
import type { EmailDetail } from '../../src/domain/mail/email.js';
import { createFakeAssistant } from '../support/fake-assistant.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { deep, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

function fakes() {
  const state = createFakeState();
  const assistant = createFakeAssistant((name, ...args) => void state.calls.push([name, ...args]));
  return { assistant, calls: state.calls, services: createFakeServices({ assistant }, state) };
}

const on = { isOn: true, address: 'https://ai.example/v1', model: 'small', hasKey: true, isAgreed: false };

/** Opens help over a page; what is chosen comes as `chosen`. */
async function open(context: Partial<WritingHelpContext>, isAgreed = false) {
  const { assistant, services, calls } = fakes();
  assistant.state.set({ ...on, isAgreed });
  const { element } = await mount<HTMLElement>(html`<ik-assistant-settings></ik-assistant-settings>`, { services });
  const root = element.shadowRoot!;
  const chosen = openWritingHelp(root, {
    services,
    locale: 'en',
    tasks: ['draft', 'rephrase', 'tone', 'translate'],
    text: 'hello ann, lunch friday?',
    canInsert: true,
    canReplace: true,
    ...context,
  });
  const help = await until(() => root.querySelector('ik-writing-help'));
  await settled(help);
  const inside = help.shadowRoot!;
  const button = (text: string) =>
    [...inside.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === text);
  return { help, inside, assistant, calls, chosen, button, text: () => inside.textContent ?? '' };
}

describe('writing help', () => {
  it('shows what is sent before it is sent for the first time, and sends exactly that [WH1]', async () => {
    const { help, inside, assistant, calls, button } = await open({});
    expect(assistant.questions).to.have.length(0);
    expect(inside.querySelector('details')!.open).to.equal(true);
    [...inside.querySelectorAll('label')].find(({ textContent }) => textContent === 'Rephrase')!.click();
    await settled(help);
    const shown = [...inside.querySelectorAll('pre')].map(({ textContent }) => textContent);
    await expectAccessible(help);
    button('Send to ai.example')!.click();
    await until(() => assistant.questions.length > 0);
    expect(assistant.questions[0]!.messages.map(({ content }) => content)).to.deep.equal(shown);
    expect(calls.map(([name]) => name)).to.deep.equal(['assistant.agree']);
  });

  it('streams into a preview, and gives it to the editor only by a press [WH1]', async () => {
    const { help, inside, assistant, chosen, button } = await open({ tasks: ['rephrase'] }, true);
    expect(inside.querySelector('details')!.open).to.equal(false);
    button('Rephrase')!.click();
    await until(() => assistant.questions.length > 0);
    const [question] = assistant.questions;
    question!.options.onText!('Hello Ann,');
    await settled(help);
    const area = () => inside.querySelector<HTMLTextAreaElement>('textarea.answer')!;
    expect([area().value, area().readOnly]).to.deep.equal(['Hello Ann,', true]);
    expect(button('Replace')).to.equal(undefined);
    question!.answer({ text: 'Hello Ann, shall we have lunch on Friday?' });
    await until(() => button('Replace'));
    await settled(help);
    await expectAccessible(help);
    area().value = 'Hello Ann! Lunch on Friday?';
    button('Replace')!.click();
    expect(await chosen).to.deep.equal({ mode: 'replace', text: 'Hello Ann! Lunch on Friday?' });
  });

  it('can be stopped, and keeps what came with the reason when it fails [WH4]', async () => {
    const { help, inside, assistant, chosen, button } = await open({ tasks: ['rephrase'] }, true);
    button('Rephrase')!.click();
    await until(() => assistant.questions.length > 0);
    button('Stop')!.click();
    await until(() => button('Rephrase'));
    expect(inside.querySelector('[role=alert]')).to.equal(null);
    button('Rephrase')!.click();
    await until(() => assistant.questions.length > 1);
    assistant.questions[1]!.answer({ text: 'Half of', problem: { kind: 'cut', host: 'ai.example' } });
    await until(() => inside.querySelector('[role=alert]'));
    await settled(help);
    expect(inside.querySelector('[role=alert]')!.textContent).to.contain('cut');
    expect(inside.querySelector<HTMLTextAreaElement>('textarea.answer')!.value).to.equal('Half of');
    deep<HTMLButtonElement>(help, 'ik-dialog', '[aria-label=Close]').click();
    expect(await chosen).to.equal(undefined);
  });

  it('sends the conversation a draft answers only when that is ticked [WH3]', async () => {
    const { help, inside, assistant, button } = await open(
      { tasks: ['draft'], text: '', conversation: 'Secret words' },
      true,
    );
    const keywords = inside.querySelector<HTMLTextAreaElement>('#keywords')!;
    expect(button('From keywords')!.disabled).to.equal(true);
    keywords.value = 'yes gladly';
    keywords.dispatchEvent(new Event('input'));
    await settled(help);
    expect(inside.querySelector('details')!.textContent).not.to.contain('Secret words');
    inside.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
    await settled(help);
    button('From keywords')!.click();
    await until(() => assistant.questions.length > 0);
    expect(assistant.questions[0]!.messages.at(-1)!.content).to.contain('Secret words');
  });

  it('draws an answer as text [WH5]', async () => {
    const { inside, assistant } = await open({ tasks: ['summarise'], canInsert: false }, true);
    await until(() => assistant.questions.length > 0);
    const text = '<img src=x onerror=alert(1)> <a href="https://trap.example">x</a>';
    assistant.questions[0]!.answer({ text });
    const answer = await until(() => inside.querySelector('div.answer'));
    expect(answer.textContent).to.equal(text);
    expect(answer.querySelector('img, a')).to.equal(null);
  });
});

describe('writing help where mail is written', () => {
  it('is offered once it is set up, and puts an answer in the place of what is selected', async () => {
    const { assistant, services } = fakes();
    const { element: host } = await mount<HTMLElement>(html`<ik-assistant-settings></ik-assistant-settings>`, {
      services,
    });
    const inserted: string[] = [];
    const target = {
      ...{ host, services, display: { locale: 'en' }, selectedText: 'hello ann' },
      draft: { text: 'hello ann, bye', subject: '' },
      insertText: (text: string) => void inserted.push(text),
    };
    expect(writingHelpTool.when(target)).to.equal(false);
    assistant.state.set({ ...on, isAgreed: true });
    expect(writingHelpTool.when(target)).to.equal(true);
    writingHelpTool.run(target);
    const inside = (await until(() => host.shadowRoot!.querySelector('ik-writing-help'))).shadowRoot!;
    const press = async (text: string) =>
      (
        await until(() => [...inside.querySelectorAll('button')].find((one) => one.textContent?.trim() === text))
      ).click();
    await press('Rephrase');
    await until(() => assistant.questions.length > 0);
    expect(assistant.questions[0]!.messages.at(-1)!.content).to.contain('<<<\nhello ann\n>>>');
    assistant.questions[0]!.answer({ text: 'Hello Ann' });
    await press('Replace');
    await until(() => inserted.length > 0);
    expect(inserted).to.deep.equal(['Hello Ann']);
  });
});

describe('what of mail is sent', () => {
  const email = (part: Partial<EmailDetail>) =>
    ({
      subject: 'Lunch',
      from: [{ name: 'Ann', email: 'ann@a.example' }],
      receivedAt: 0,
      text: '',
      html: '',
      ...part,
    }) as EmailDetail;

  it('is what the sender wrote, of text and of HTML, without quotes [WH3]', () => {
    expect(ownText(email({ text: 'Yes.\n\nOn 1 May 2026, Bob wrote:\n> Lunch?' }))).to.equal('Yes.');
    const page = `<style>p { color: red }</style><p>Yes,<br>gladly.</p><div class="gmail_quote">On Friday Bob wrote: <blockquote>Lunch?</blockquote></div>`;
    expect(ownText(email({ html: page }))).to.equal('Yes,\ngladly.');
    expect(conversationOf([email({ text: 'Yes.' })], { locale: 'en', timeZone: 'UTC' }).text).to.contain(
      'From: Ann <ann@a.example>',
    );
  });
});

describe('<ik-assistant-settings>', () => {
  const show = async (state = on) => {
    const all = fakes();
    if (state !== on) all.assistant.state.set(state);
    const { element, events } = await mount<HTMLElement>(html`<ik-assistant-settings></ik-assistant-settings>`, {
      services: all.services,
    });
    await settled(element);
    const root = element.shadowRoot!;
    const button = (text: string) =>
      [...root.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === text);
    return { ...all, element, events, root, button };
  };

  it('is off, says what it is, and is set up by address, key and model after a test', async () => {
    const { element, assistant, root, button, calls } = await show();
    await expectAccessible(element);
    button('Set up writing help')!.click();
    const dialog = await until(() => root.querySelector<IkAssistantDialog>('ik-assistant-dialog'));
    await settled(dialog);
    const inside = dialog.shadowRoot!;
    const field = (id: string) => inside.querySelector<HTMLInputElement>(`#${id}`)!;
    field('address').value = 'http://ai.example';
    field('model').value = 'small';
    const submit = async () => {
      inside.querySelector('form')!.requestSubmit();
      await settled(dialog);
    };
    await submit();
    expect(inside.querySelector('[role=alert]')!.textContent).to.contain('http://localhost');
    field('address').value = 'ai.example';
    field('key').value = 'sk-1';
    await expectAccessible(dialog);
    await submit();
    const setup = { address: 'https://ai.example/v1', key: 'sk-1', model: 'small' };
    expect(assistant.questions[0]!.options.setup).to.deep.equal(setup);
    assistant.questions[0]!.answer({ text: '', problem: { kind: 'key', host: 'ai.example', said: 'No.' } });
    const alert = await until(() => inside.querySelector('[role=alert]'));
    expect(alert.textContent).to.contain('does not accept the key').and.to.contain('“No.”');
    field('key').dispatchEvent(new Event('input', { bubbles: true }));
    await submit();
    assistant.questions[1]!.answer({ text: 'yes' });
    await until(() => button('Turn off'));
    expect(calls).to.deep.include(['assistant.setUp', setup]);
    expect(root.textContent).to.contain('small').and.to.contain('ai.example');
    await expectAccessible(element);
  });

  it('is turned off', async () => {
    const { button, calls } = await show({ ...on });
    button('Turn off')!.click();
    await until(() => button('Set up writing help'));
    expect(calls).to.deep.equal([['assistant.turnOff']]);
  });
});
