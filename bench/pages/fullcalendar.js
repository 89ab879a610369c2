import '../sizes/fullcalendar.js';

const { Calendar, plugins } = globalThis.bench;
const events = await (await fetch('./events.json')).json();
new Calendar(document.getElementById('calendar'), {
  plugins,
  initialView: 'dayGridMonth',
  initialDate: '2025-03-01',
  height: 780,
  dayMaxEvents: true,
  editable: true,
  events,
}).render();
