// <ik-contact-list> over the real services, and a clock that counts frames.
import { createServices } from '../../src/app/create-services.ts';
import '../../src/components/contacts/ik-contact-list.ts';
import '../../src/components/shared/tokens.css';
import { allowOwnScripts } from '../../src/trusted-types.ts';

allowOwnScripts();

const services = createServices({ database: 'bench-contacts' });
const list = document.createElement('ik-contact-list');
list.style.cssText = 'display:block;block-size:760px;inline-size:800px';
document.body.append(list);

const frame = () => new Promise(requestAnimationFrame);
const row = (index) => list.shadowRoot.querySelector(`#row-${index}:not(.waiting)`);

/** The services' contacts; remembers when the last answer reached the page. */
let answered = 0;
const { contacts } = services;
const source = {
  ...contacts,
  async rows(...args) {
    const rows = await contacts.rows(...args);
    answered = performance.now();
    return rows;
  },
  watchList: (query) => ({
    subscribe: (observer) =>
      contacts.watchList(query).subscribe({
        ...observer,
        error: observer.error,
        next(info) {
          answered = performance.now();
          observer.next(info);
        },
      }),
  }),
};

globalThis.contactsBench = {
  async fill(text) {
    const file = new File([text], 'people.vcf', { type: 'text/vcard' });
    const preview = await services.imports.preview(file);
    await services.imports.commit(preview.id, { collection: { name: 'People', hue: 265 }, duplicates: 'skip' });
    list.source = source;
    while (!row(0)) await frame();
    return list.info.count;
  },
  /** @returns {Promise<{ frames: number, ms: number }>} until the row at that place is painted */
  async jump(index) {
    await frame();
    const began = performance.now();
    list.shadowRoot.querySelector('.scroller').scrollTop = index * 48;
    let frames = 0;
    do {
      await frame();
      frames += 1;
    } while (!row(index));
    return { frames, ms: performance.now() - began };
  },
  /** @returns {Promise<{ frames: number, ms: number, answer: number }>} frames from the worker's answer to the paint */
  async search(text) {
    await frame();
    const before = list.info;
    const began = performance.now();
    answered = 0;
    list.query = text === '' ? { sort: 'first' } : { sort: 'first', text };
    let frames = 0;
    while (list.info === before || list.isUpdatePending) {
      await frame();
      if (answered > 0) frames += 1;
    }
    return { frames, ms: performance.now() - began, answer: answered - began, count: list.info.count };
  },
};
document.body.dataset.ready = 'true';
