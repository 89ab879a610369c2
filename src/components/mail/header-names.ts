import { msg } from '@lit/localize';

// Names of header fields that are other words where they speak of time: “From 3 March to 4 March”.

/** Who has written a message. */
export const fromName = () => msg('From', { id: 'header-from', desc: 'Who has written a message' });

/** Who gets a message. */
export const toName = () => msg('To', { id: 'header-to', desc: 'Who gets a message' });
