// EventCalendar with what <ik-calendar> offers, but recurrence, which it has not.
import { createCalendar, DayGrid, Interaction, List, TimeGrid } from '@event-calendar/core';
import '@event-calendar/core/index.css';

globalThis.bench = { createCalendar, plugins: [DayGrid, TimeGrid, List, Interaction] };
