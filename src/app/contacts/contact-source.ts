import type { ContactService } from '../services.js';

/**
 * What a contact list reads from: the store in the app, an array or a file in somebody else's page. Lists may be long
 * and far away (in a worker), so rows are asked for in slices.
 */
export type ContactSource = Pick<ContactService, 'watchList' | 'rows' | 'indexOf' | 'read'> &
  Partial<Pick<ContactService, 'photo'>>;
