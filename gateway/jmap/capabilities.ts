export const CAPABILITY = {
  core: 'urn:ietf:params:jmap:core',
  mail: 'urn:ietf:params:jmap:mail',
  submission: 'urn:ietf:params:jmap:submission',
  vacation: 'urn:ietf:params:jmap:vacationresponse',
  sieve: 'urn:ietf:params:jmap:sieve',
  quota: 'urn:ietf:params:jmap:quota',
  /** Ours: lists are asked to take a person off them (RFC 8058), which a browser cannot do. */
  unsubscribe: 'urn:ikebana:gateway:unsubscribe',
} as const;

export type Capability = (typeof CAPABILITY)[keyof typeof CAPABILITY];

export const isCapability = (text: string): text is Capability =>
  (Object.values(CAPABILITY) as readonly string[]).includes(text);
