// Whom rules name: addresses, and whole domains.
/** Of a mailbox, or after the `@`: nothing that could end the address, or the text it stands in. */
const ADDRESS = /^[^\s"'(),:;<>@[\\\]\p{Cc}]{1,64}@[^\s"'(),:;<>@[\\\]\p{Cc}]{1,253}$/u;
const DOMAIN = /^@[^\s"'(),:;<>@[\\\]\p{Cc}]{1,253}$/u;

export const isForwardAddress = (value: unknown): value is string => typeof value === 'string' && ADDRESS.test(value);
/** An address, or a whole domain. */
export const isSender = (value: unknown): value is string =>
  typeof value === 'string' && (ADDRESS.test(value) || DOMAIN.test(value)) && value === value.toLowerCase();
