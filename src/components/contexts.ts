import { createContext } from '@lit/context';
import type { CommandRegistry } from '../app/commands/command-registry.js';
import type { DisplaySettings } from '../app/display-settings.js';
import type { Services } from '../app/services.js';

/** What views may ask for; provided by <ik-app>. */
export const servicesContext = createContext<Services>('ik-services');
/** Theme, locale, zone and week start as they are in force; provided by <ik-app>. */
export const displayContext = createContext<DisplaySettings>('ik-display');
/** Every command there is: menus, shortcuts and the command box read it. */
export const commandsContext = createContext<CommandRegistry>('ik-commands');
