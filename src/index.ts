// `ikebana`: registers every element that stands on its own.
export * from './calendar.js';
export * from './contacts.js';
