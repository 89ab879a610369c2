import 'temporal-polyfill/global';
import { Calendar } from 'fullcalendar';
import dayGrid from 'fullcalendar/daygrid';
import interaction from 'fullcalendar/interaction';
import theme from 'fullcalendar/themes/classic';
import timeGrid from 'fullcalendar/timegrid';
import 'fullcalendar/skeleton.css';
import 'fullcalendar/themes/classic/theme.css';
import 'fullcalendar/themes/classic/palette.css';
import { createEvents, quiet, warmIntl } from './views-data.js';

const stage = document.querySelector('#stage');
const names = { month: 'dayGridMonth', week: 'timeGridWeek' };
let calendar;
const settled = () => quiet([stage], () => stage.querySelector('[role=gridcell]') !== null);

globalThis.bench = {
  async prepare(count) {
    warmIntl();
    this.events = createEvents(count);
  },
  mount(view) {
    const root = document.createElement('div');
    stage.append(root);
    calendar = new Calendar(root, {
      plugins: [dayGrid, timeGrid, interaction, theme],
      initialView: names[view],
      initialDate: '2026-06-10',
      locale: 'en-GB',
      firstDay: 1,
      height: 800,
      dayMaxEvents: true,
      editable: true,
      selectable: true,
      events: this.events,
    });
    calendar.render();
    return settled();
  },
  next() {
    calendar.next();
    return settled();
  },
  show(view) {
    calendar.changeView(names[view]);
    return settled();
  },
};
