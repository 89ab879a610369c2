// FullCalendar with what <ik-calendar> offers: month, time grid, list, drag.
import { Calendar } from 'fullcalendar';
import dayGrid from 'fullcalendar/daygrid';
import interaction from 'fullcalendar/interaction';
import list from 'fullcalendar/list';
import theme from 'fullcalendar/themes/classic';
import timeGrid from 'fullcalendar/timegrid';
import 'fullcalendar/skeleton.css';
import 'fullcalendar/themes/classic/theme.css';
import 'fullcalendar/themes/classic/palette.css';
import 'temporal-polyfill/global';

globalThis.bench = { Calendar, plugins: [dayGrid, timeGrid, list, interaction, theme] };
