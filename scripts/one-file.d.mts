import type { Plugin } from 'vite';

/** Code whose css`` and html`` templates are as short as they can be. */
export function minifyTemplates(code: string): string;
/** Plugins for a widget's build. @param entry - File name of the widget; what it loads on demand is left as it is. */
export function oneFile(entry: string): Plugin[];
/** For the app: icons without what all of them have in common. */
export function smallIcons(): Plugin;
/** An icon without its licence comment and line breaks: only its shapes. */
export function minifySvg(text: string): string;
