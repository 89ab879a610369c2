import type { Services } from '../../app/services.js';
import type { Settings } from '../../domain/settings/settings.js';
import type { EventFormHelp } from './ik-event-dialog.js';

/** What an event's form has of the app and of the settings, wherever it is opened. */
export function eventFormHelp(services: Services, { addresses, meetingTemplate }: Settings) {
  const help: EventFormHelp = {
    suggest: async (typed) => (await import('./suggest-people.js')).suggestPeople(services, typed),
    groups: async (typed) => (await import('./suggest-people.js')).suggestGroups(services, typed),
    keepFile: (file) => services.files.put(file),
    readFile: (uri) => services.files.read(uri),
  };
  return { help, meetingTemplate, knowsOwn: addresses.length > 0 };
}
