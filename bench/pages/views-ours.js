import '../../src/calendar.ts';
import { createServices } from '../../src/app/create-services.ts';
import { createEvents, createIcs, quiet, warmIntl } from './views-data.js';

const stage = document.querySelector('#stage');
let calendar;
const isThere = () => calendar.shadowRoot.querySelector('.event') !== null;
const settled = () => quiet([calendar.shadowRoot, stage], isThere);

globalThis.bench = {
  /** Makes what is shown; measured apart. */
  async prepare(count, from) {
    warmIntl();
    if (from === 'array') this.events = createEvents(count);
    else {
      this.services = createServices({ database: `bench-${count}`, firstCollections: [] });
      await new Promise((done) => this.services.collections.watch('calendar').subscribe({ next: done, error: done }));
    }
  },
  /** Fills the store once. */
  async fill(count) {
    const services = createServices({ database: `bench-${count}`, firstCollections: [] });
    const file = new File([createIcs(createEvents(count))], 'bench.ics', { type: 'text/calendar' });
    const { id } = await services.imports.preview(file);
    await services.imports.commit(id, { collection: { name: 'Bench', hue: 265 }, duplicates: 'skip' });
  },
  mount(view) {
    calendar = document.createElement('ik-calendar');
    Object.assign(calendar, { view, date: '2026-06-10', locale: 'en-GB', timeZone: 'Europe/Zurich', theme: 'light' });
    if (this.services) calendar.source = this.services.calendar;
    else calendar.events = this.events;
    stage.append(calendar);
    return settled();
  },
  next() {
    calendar.turnPage(1);
    return settled();
  },
  show(view) {
    calendar.view = view;
    return settled();
  },
};
