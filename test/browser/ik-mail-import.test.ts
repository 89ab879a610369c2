import { expect } from 'chai';
import { html } from 'lit';
import { AppError } from '../../src/domain/errors.js';
import '../../src/components/mail/ik-mail-import.js';
import type { IkMailImport } from '../../src/components/mail/ik-mail-import.js';
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
