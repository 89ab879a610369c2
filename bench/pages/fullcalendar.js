import 'temporal-polyfill/global';
import { Calendar } from 'fullcalendar';
import dayGrid from 'fullcalendar/daygrid';
import interaction from 'fullcalendar/interaction';
import theme from 'fullcalendar/themes/classic';
import timeGrid from 'fullcalendar/timegrid';
import 'fullcalendar/skeleton.css';
import 'fullcalendar/themes/classic/theme.css';
import 'fullcalendar/themes/classic/palette.css';

const events = await (await fetch('./events.json')).json();
new Calendar(document.getElementById('calendar'), {
  plugins: [dayGrid, timeGrid, interaction, theme],
  initialView: 'dayGridMonth',
  initialDate: '2025-03-01',
  firstDay: 1,
  height: 780,
  dayMaxEvents: true,
  editable: true,
  events,
}).render();
