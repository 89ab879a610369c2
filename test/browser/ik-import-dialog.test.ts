import { expect } from 'chai';
import { html } from 'lit';
import type { ImportPreview, ImportService, ImportTarget, KnownPeople } from '../../src/app/services.js';
import '../../src/components/shared/ik-import-dialog.js';
import type { IkImportDialog } from '../../src/components/shared/ik-import-dialog.js';
import type { FinishedImport } from '../../src/components/shared/import-queue.js';
import type { ImportRequestEvent } from '../../src/components/shared/import-request-event.js';
import { finishedText } from '../../src/components/shared/import-texts.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import { AppError } from '../../src/domain/errors.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createFakeServices, examplePreview, personalBook } from '../support/fake-services.js';
import { deep, expectAccessible, hasFocus, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const ics = (name = 'team.ics') => new File(['BEGIN:VCALENDAR'], name, { type: 'text/calendar' });

async function open(files: readonly File[], imports: Partial<ImportService> = {}) {
  const services = createFakeServices();
  const used = { ...services, imports: { ...services.imports, ...imports } };
  const mounted = await mount<IkImportDialog>(html`<ik-import-dialog .files=${files}></ik-import-dialog>`, {
    services: used,
  });
  let closed = 0;
  mounted.element.addEventListener('ik-close', () => {
    closed += 1;
  });
  const root = mounted.element.shadowRoot as ShadowRoot;
  const text = () => {
    const samples = root.querySelector('ik-import-samples')?.shadowRoot?.textContent ?? '';
    return `${root.textContent ?? ''} ${samples}`.replace(/\s+/g, ' ');
  };
  const button = async (label: string) => {
    await settled(mounted.element);
    return until(
      () => [...root.querySelectorAll('button')].find((b) => b.textContent?.trim() === label),
      `button ${label}`,
    );
  };
  return { ...mounted, services, text, button, closed: () => closed, calls: () => services.state.calls };
}

describe('<ik-import-dialog>', () => {
  it('asks for files when it has none', async () => {
    const { element, button } = await open([]);
    await button('Choose files');
    await expectAccessible(element);
  });

  it('shows what is in a file, stores it in a new calendar of its name, and offers undo', async () => {
    const { element, button, text, events, calls, closed } = await open([ics()]);
    const store = await button('Import');
    expect(text()).to.contain('team.ics').and.contain('3 events, 1 of them repeating').and.contain('Stand-up');
    await expectAccessible(element);
    store.click();
    await until(() => closed() === 1);
    expect(calls().at(-1)).to.deep.equal([
      'imports.commit',
      'team.ics',
      { collection: { name: 'Team', hue: 230 }, duplicates: 'replace' },
    ]);
    const [notice] = events<NoticeEvent>('ik-notice');
    expect(notice?.message).to.equal('team.ics: 2 imported.');
    await notice?.options.undo?.();
    expect(calls().at(-1)).to.deep.equal(['undo', 'imports.commit']);
  });

  it('shows progress whose end is not known yet, and then has its main button focused', async () => {
    const errors: unknown[] = [];
    const onError = (event: ErrorEvent | PromiseRejectionEvent) =>
      errors.push('reason' in event ? event.reason : event.error);
    addEventListener('unhandledrejection', onError);
    addEventListener('error', onError);
    let done = () => {};
    const preview: ImportService['preview'] = async (_file, options) => {
      options?.onProgress?.({ done: 0 });
      await new Promise<void>((resolve) => {
        done = resolve;
      });
      return examplePreview;
    };
    const { element, button } = await open([ics()], { preview });
    const progress = await until(() => element.shadowRoot?.querySelector('progress'));
    expect(progress.position).to.equal(-1);
    done();
    const store = await button('Import');
    await until(() => hasFocus(store));
    removeEventListener('unhandledrejection', onError);
    removeEventListener('error', onError);
    expect(errors).to.deep.equal([]);
  });

  it('says in which year an event is, and that a contact has no name', async () => {
    const instant = Date.UTC(2003, 0, 16, 12) as EpochMs;
    const samples = [{ title: 'Screening', detail: '', start: { instant } }];
    const events = await open([ics()], { preview: async () => ({ ...examplePreview, samples }) });
    await events.button('Import');
    expect(events.text()).to.contain('16 Jan 2003, 13:00');
    const card = { ...examplePreview, kind: 'addressbook' as const, samples: [{ title: '', detail: 'a@example.org' }] };
    const contacts = await open([ics('card.vcf')], { preview: async () => card });
    await contacts.button('Import');
    expect(contacts.text()).to.contain('(no name)');
  });

  it('says who is probably there already, after the preview is shown', async () => {
    const preview = { ...examplePreview, kind: 'addressbook' as const, duplicates: { personal: 2 } };
    let answer = (_known: KnownPeople | undefined) => {};
    const knownPeople = () => new Promise<KnownPeople | undefined>((resolve) => (answer = resolve));
    const { element, button, services } = await open([ics('friends.vcf')], {
      preview: async () => preview,
      knownPeople,
    });
    services.state.collections.set([{ ...personalBook, itemCount: 5 }]);
    await button('Import');
    const target = deep(element, 'ik-import-target');
    const said = () => target.shadowRoot?.querySelector('.known')?.textContent?.trim();
    await until(() => said() === 'Comparing with your contacts…', 'comparing');
    answer({ count: 14, sameUid: { personal: 2 } });
    await until(() => said()?.startsWith('12 are probably people you already have'), 'answer');
    await expectAccessible(element);
    const book = deep<HTMLSelectElement>(target, 'select');
    book.value = '';
    book.dispatchEvent(new Event('change'));
    await until(() => said()?.startsWith('14 are probably'), 'all of them, in a new book');
  });

  it('takes contacts into the first address book', async () => {
    const { button, calls, closed } = await open([ics('friends.vcf')]);
    (await button('Import')).click();
    await until(() => closed() === 1);
    const target = calls().at(-1)?.[2] as ImportTarget | undefined;
    expect(target?.collection).to.deep.equal({ id: 'personal' });
  });

  it('goes to the calendar that has most of it already, and asks what to do with what is there', async () => {
    const preview: ImportPreview = { ...examplePreview, duplicates: { work: 0, family: 2 } };
    const { element, button, calls, closed } = await open([ics()], { preview: async () => preview });
    const store = await button('Import');
    const target = deep(element, 'ik-import-target');
    await until(() => target.shadowRoot?.textContent?.includes('2 items are there already'));
    deep<HTMLInputElement>(target, 'label:last-of-type input[name=duplicates]').click();
    store.click();
    await until(() => closed() === 1);
    expect(calls().at(-1)?.[2]).to.deep.equal({ collection: { id: 'family' }, duplicates: 'skip' });
  });

  it('takes files one after another and names the one that is of the wrong kind', async () => {
    const { element, button, text, calls, closed } = await open([ics('photo.jpg'), ics()]);
    const next = await button('Next file');
    expect(text()).to.contain('Line 1: photo.jpg is not a calendar (.ics) or contacts (.vcf, .csv) file.');
    expect(text()).to.contain('1 more file follows.');
    await expectAccessible(element);
    next.click();
    (await button('Import')).click();
    await until(() => closed() === 1);
    expect(calls().filter(([name]) => name === 'imports.commit').length).to.equal(1);
  });

  it('puts all files of a kind where the first went, asks about the first of another, and tells what was left out', async () => {
    const cards: ImportPreview = { ...examplePreview, kind: 'addressbook', suggestedName: 'Friends' };
    const preview: ImportService['preview'] = async ({ name = '' }) => {
      if (name === 'photo.ics') throw new AppError('input/wrong-kind', 'Not one.');
      const counts = { ...examplePreview.counts, ...(name === 'empty.ics' && { events: 0, series: 0, tasks: 0 }) };
      return { ...(name === 'friends.vcf' ? cards : { ...examplePreview, counts }), id: name, fileName: name };
    };
    const committed: [string, ImportTarget['collection']][] = [];
    const commit: ImportService['commit'] = async (id, { collection }) => {
      committed.push([id, collection]);
      return { collectionId: 'there', added: 1, replaced: 0, skipped: 0, importId: id, undo: async () => {} };
    };
    const files = ['one.ics', 'photo.ics', 'two.ics', 'friends.vcf', 'empty.ics', 'three.ics'].map(ics);
    const { element, button, text, events, closed } = await open(files, { preview, commit, discard: () => {} });
    (await button('Import all 6 files')).click();
    const next = await button('Import');
    await until(() => text().includes('friends.vcf'));
    expect(text()).to.contain('2 more files follow.');
    next.click();
    const close = await button('Close');
    expect(text()).to.contain('2 files were left out; all others are stored.');
    expect(text()).to.contain('photo.ics').and.contain('This is not a calendar');
    expect(text()).to.contain('empty.ics').and.contain('Nothing that can be imported');
    await expectAccessible(element);
    close.click();
    await until(() => closed() === 1);
    expect(committed.map(([id]) => id)).to.deep.equal(['one.ics', 'two.ics', 'friends.vcf', 'three.ics']);
    expect(committed[1]?.[1]).to.deep.equal({ id: 'there' });
    expect(committed[3]?.[1]).to.deep.equal({ id: 'there' });
    expect(events('ik-notice')).to.have.length(1);
  });

  it('says that it goes on from a file with nothing in it', async () => {
    const none = { ...examplePreview.counts, events: 0, series: 0 };
    const preview: ImportService['preview'] = async ({ name = '' }) => ({
      ...{ ...examplePreview, fileName: name },
      ...(name === 'empty.ics' && { counts: none }),
    });
    const { button, text } = await open([ics('empty.ics'), ics('two.ics')], { preview, discard: () => {} });
    const next = await button('Next file');
    expect(text()).to.contain('Nothing that can be imported');
    next.click();
    await button('Import');
    expect(text()).to.contain('two.ics');
  });

  it('asks again when storing all fails in the middle', async () => {
    let times = 0;
    const commit: ImportService['commit'] = async (importId) => {
      times += 1;
      if (times === 2) throw new AppError('store/quota', 'No room.');
      return { collectionId: 'there', added: 1, replaced: 0, skipped: 0, importId, undo: async () => {} };
    };
    const { button, text, closed } = await open([ics('a.ics'), ics('b.ics'), ics('c.ics')], { commit });
    (await button('Import all 3 files')).click();
    (await button('Import all 2 files')).click();
    await until(() => closed() === 1);
    expect(times).to.equal(4);
    expect(text()).not.to.contain('left out');
  });

  it('hands messages among the files on, once the others are done; whoever closes it wants none of them', async () => {
    for (const isClosed of [false, true]) {
      const handed: ImportRequestEvent[] = [];
      const listen = (event: Event) => handed.push(event as ImportRequestEvent);
      document.addEventListener('ik-import', listen);
      const { element, button, text, closed } = await open([ics('letter.eml'), ics(), ics('archive.mbox')]);
      const store = await button('Import');
      expect(text()).to.contain('2 more files follow.');
      if (isClosed) element.shadowRoot!.querySelector('ik-dialog')!.dispatchEvent(new Event('ik-close'));
      else store.click();
      await until(() => closed() === 1);
      document.removeEventListener('ik-import', listen);
      expect(handed.flatMap(({ files }) => files.map(({ name }) => name))).to.deep.equal(
        isClosed ? [] : ['letter.eml', 'archive.mbox'],
      );
      expect(handed.every(({ isMail }) => isMail)).to.equal(true);
      unmountAll();
    }
  });

  it('hands messages on at once when there is nothing else', async () => {
    const handed: string[] = [];
    const { element, button, closed } = await open([]);
    await button('Choose files');
    element.addEventListener('ik-import', ({ files }) => handed.push(...files.map(({ name }) => name)));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(ics('letter.eml'));
    element.shadowRoot!.querySelector('.drop')!.dispatchEvent(new DragEvent('drop', { dataTransfer }));
    await until(() => closed() === 1);
    expect(handed).to.deep.equal(['letter.eml']);
  });

  it('lists problems with lines and text', async () => {
    const preview: ImportPreview = {
      ...examplePreview,
      problemCount: 3,
      problems: [{ code: 'ics/value', line: 12, text: 'DTSTART:yesterday', message: 'not a date' }],
    };
    const { element, button, text } = await open([ics()], { preview: async () => preview });
    await button('Import');
    expect(text())
      .to.contain('3 problems')
      .and.contain('Line 12:')
      .and.contain('DTSTART:yesterday')
      .and.contain('and 2 more');
    deep<HTMLDetailsElement>(element, 'details').open = true;
    await expectAccessible(element);
  });

  it('says that nothing was changed when the disk is full, and keeps the preview for another try', async () => {
    const commit = () => Promise.reject(new AppError('store/quota', 'full'));
    const { button, text, closed } = await open([ics()], { commit });
    (await button('Import')).click();
    await until(() => text().includes('no room left. Nothing was changed'));
    await button('Import');
    expect(closed()).to.equal(0);
  });

  it('stops reading when it is cancelled, and closes', async () => {
    const aborted: string[] = [];
    const preview: ImportService['preview'] = (file, options) =>
      new Promise((_done, fail) => {
        options?.onProgress?.({ done: 1000, total: 4000, fraction: 0.25 });
        options?.signal?.addEventListener('abort', () => {
          aborted.push(file.name ?? '');
          fail(new AppError('cancelled', 'stopped'));
        });
      });
    const { element, button, text, closed } = await open([ics()], { preview });
    await until(() => text().includes('1,000 / 4,000'));
    expect(deep<HTMLProgressElement>(element, 'progress').value).to.equal(0.25);
    await expectAccessible(element);
    (await button('Cancel')).click();
    await until(() => closed() === 1);
    expect(aborted).to.deep.equal(['team.ics']);
  });

  it('asks of a table what its columns hold, reads it again as told, and then where it goes', async () => {
    const { element, button, calls, closed } = await open([new File(['x'], 'people.csv')]);
    await button('Next');
    const table = await until(() => element.shadowRoot?.querySelector('ik-import-table'));
    const columns = await until(() => {
      const selects = [...(table.shadowRoot?.querySelectorAll<HTMLSelectElement>('th select') ?? [])];
      return selects.length === 3 && table.shadowRoot?.querySelectorAll('tbody tr').length === 10 ? selects : undefined;
    });
    expect(columns.map(({ value }) => value)).to.deep.equal(['formattedName', 'email', '']);
    await expectAccessible(element);

    columns[2]!.value = 'note';
    columns[2]!.dispatchEvent(new Event('change'));
    expect(calls().at(-1)).to.deep.equal([
      'imports.readTable',
      'people.csv',
      {
        ...{ separator: ';', charset: 'windows-1252', header: true, startLine: 1 },
        mapping: ['formattedName', 'email', 'note'],
      },
    ]);
    const [separator] = [...table.shadowRoot!.querySelectorAll<HTMLSelectElement>('.how select')];
    separator!.value = ',';
    separator!.dispatchEvent(new Event('change'));
    expect(calls().at(-1)?.[2]).to.deep.equal({ separator: ',', charset: 'windows-1252' });

    (await button('Next')).click();
    await button('Back');
    const target = await until(() => element.shadowRoot?.querySelector('ik-import-target'));
    const group = await until(() => target.shadowRoot?.querySelector<HTMLInputElement>('#group'));
    expect(group.value).to.match(/^Imported \d{4}-\d\d-\d\d$/);
    group.value = 'Club';
    await expectAccessible(element);
    (await button('Import')).click();
    await until(() => closed() === 1);
    expect(calls().at(-1)?.[2]).to.deep.equal({
      ...{ collection: { id: 'personal' }, duplicates: 'replace', group: 'Club' },
    });
  });

  it('turns the pages of a table, and of items', async () => {
    const { element } = await open([new File(['x'], 'people.csv')]);
    const table = await until(() => element.shadowRoot?.querySelector('ik-import-table'));
    const text = () => table.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '';
    await until(() => text().includes('Anna 0'));
    expect(text()).to.contain('Rows 1–10 of 25');
    const later = deep<HTMLButtonElement>(table, '[aria-label="Later rows"]');
    later.click();
    await until(() => text().includes('Anna 10'));
    later.click();
    await until(() => text().includes('Rows 21–25 of 25') && later.disabled);
  });

  it('holds the reading, and lets it go on', async () => {
    let done = (_preview: ImportPreview) => {};
    const preview: ImportService['preview'] = (_file, options) => {
      options?.onBegin?.('one');
      return new Promise((resolve) => {
        done = resolve;
      });
    };
    const { button, calls, element } = await open([ics()], { preview });
    (await button('Pause')).click();
    await expectAccessible(element);
    (await button('Go on')).click();
    expect(calls()).to.deep.equal([
      ['imports.pause', 'one', true],
      ['imports.pause', 'one', false],
    ]);
    done(examplePreview);
    await button('Import');
  });
});

describe('what is said of an import', () => {
  it('names files, and counts them where they are many', () => {
    const done = (name: string) =>
      ({ preview: { fileName: name }, report: { added: 2, replaced: 0, skipped: 0 } }) as unknown as FinishedImport;
    const names = ['a.ics', 'b.ics', 'c.vcf', 'd.vcf'];
    expect(finishedText(names.slice(0, 3).map(done), 'en')).to.equal('a.ics, b.ics, c.vcf: 6 imported.');
    expect(finishedText(names.map(done), 'en')).to.equal('4 files: 8 imported.');
  });
});
