import { expect } from 'chai';
import { html } from 'lit';
import { AppError } from '../../src/domain/errors.js';
import '../../src/components/mail/ik-mail-import.js';
import type { IkMailImport } from '../../src/components/mail/ik-mail-import.js';
import type { NavigateEvent } from '../../src/components/shared/navigate-event.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

it('tells of many files in one line, of what is wrong with one by name, and brings single messages into one mailbox', async () => {
  const base = createFakeServices({}, createFakeState());
  const names: (string | undefined)[] = [];
  const importFile: typeof base.mail.importFile = async (file, options) => {
    if (file.name === 'no.eml') throw new AppError('input/wrong-kind', 'The file is no mail.');
    names.push(options?.name);
    return { added: 1, same: 0, failed: [], failedCount: 0, mailboxIds: [] };
  };
  const services = { ...base, mail: { ...base.mail, importFile } };
  const files = ['a.eml', 'no.eml', 'b.eml', 'c.eml', 'all.mbox'].map((name) => new File(['x'], name));
  const { element } = await mount<IkMailImport>(html`<ik-mail-import .files=${files}></ik-mail-import>`, { services });
  const lines = () => [...element.shadowRoot!.querySelectorAll('p')].map(({ textContent }) => textContent?.trim());
  await until(() => [...element.shadowRoot!.querySelectorAll('button')].some((b) => b.textContent?.trim() === 'Close'));
  expect(lines()).to.deep.equal([
    '4 messages imported.',
    'no.eml is no file of messages (.eml, mbox, or a zip of them).',
  ]);
  expect(names).to.deep.equal(['Imported', 'Imported', 'Imported', undefined]);
  await expectAccessible(element);
});

for (const [where, mailboxIds, url] of [
  ['its mailbox', ['1', '1'], '/mail/box%3A1'],
  ['all mail where there are several', ['1', '2'], '/mail/all'],
] as const)
  it(`shows what came in ${where} when something else could not be read`, async () => {
    const base = createFakeServices({}, createFakeState());
    const importFile: typeof base.mail.importFile = async (file) => {
      const id = mailboxIds[Number(file.name)];
      if (id === undefined) throw new AppError('input/wrong-kind', 'The file is no mail.');
      return { added: 1, same: 0, failed: [], failedCount: 0, mailboxIds: [id] };
    };
    const services = { ...base, mail: { ...base.mail, importFile } };
    const files = ['0', '1', 'none'].map((name) => new File(['x'], name));
    const { element } = await mount<IkMailImport>(html`<ik-mail-import .files=${files}></ik-mail-import>`, {
      services,
    });
    const heard: string[] = [];
    element.addEventListener('ik-navigate', (event) => heard.push((event as NavigateEvent).url));
    element.addEventListener('ik-close', () => heard.push('closed'));
    const show = await until(() =>
      [...element.shadowRoot!.querySelectorAll('button')].find((b) => b.textContent?.trim() === 'Show'),
    );
    await until(() => element.shadowRoot!.activeElement === show, 'it has the focus');
    show.click();
    expect(heard).to.deep.equal([url, 'closed']);
  });
