// What goes wrong, as JMAP says it (RFC 8620 §3.6): of a whole request, of one method call, of one object.

const JMAP = 'urn:ietf:params:jmap:error:';
/** Kinds that RFC 8620 has no name for: what lies behind the gateway did not work. */
const OWN = 'urn:ikebana:gateway:';

/** A request that is answered as a whole by problem details (RFC 7807). */
export class RequestError extends Error {
  override name = 'RequestError';
  constructor(
    readonly status: number,
    readonly type: string,
    detail: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }
}

export const requestErrors = {
  notJson: (detail: string) => new RequestError(400, `${JMAP}notJSON`, detail),
  notRequest: (detail: string) => new RequestError(400, `${JMAP}notRequest`, detail),
  unknownCapability: (detail: string) => new RequestError(400, `${JMAP}unknownCapability`, detail),
  limit: (limit: string, detail: string, status = 400) => new RequestError(status, `${JMAP}limit`, detail, { limit }),
  unauthorized: (detail: string) => new RequestError(401, `${OWN}unauthorized`, detail),
  notAllowed: (detail: string) => new RequestError(403, `${OWN}server-not-allowed`, detail),
  notFound: (detail: string) => new RequestError(404, 'about:blank', detail),
  /** The mail server's certificate is not to be trusted: nothing was sent to it. */
  certificate: (detail: string) => new RequestError(502, `${OWN}certificate`, detail),
  unreachable: (detail: string) => new RequestError(503, `${OWN}server-unreachable`, detail),
} as const;

/** An error that is part of an answer. */
class JmapError extends Error {
  constructor(
    readonly type: string,
    description?: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(description);
  }

  toJSON(): Record<string, unknown> {
    return { type: this.type, ...(this.message === '' ? {} : { description: this.message }), ...this.extra };
  }
}

/** A method call that did nothing (RFC 8620 §3.6.2). */
export class MethodError extends JmapError {
  override name = 'MethodError';
}

/** Why one object was not made, changed or destroyed (RFC 8620 §5.3). */
export class SetError extends JmapError {
  override name = 'SetError';
}

export const invalidProperties = (properties: readonly string[], description?: string) =>
  new SetError('invalidProperties', description, { properties });

const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody but itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by somebody this machine does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by somebody this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is signed by somebody this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by somebody this machine does not know',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  CERT_REVOKED: 'its certificate was revoked',
};
const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'there is no server of that name',
  EAI_AGAIN: 'its name could not be looked up',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
};

interface Failure {
  readonly code?: string;
  readonly message?: string;
  readonly authenticationFailed?: boolean;
  readonly cause?: unknown;
  readonly _err?: unknown;
}

/** Why a mail server could not be used, in words; without what it said, which may hold names. @param kind - `IMAP`, … */
export function connectError(error: unknown, kind: string, host: string): RequestError {
  if (error instanceof RequestError) return error;
  const { code = '', authenticationFailed, cause, _err } = error as Failure;
  if (authenticationFailed === true || code === 'EAUTH')
    return requestErrors.unauthorized(`${host} does not accept this user name and password.`);
  const inner = [code, (cause as Failure | undefined)?.code, (_err as Failure | undefined)?.code];
  for (const one of inner) {
    const why = one === undefined ? undefined : CERTIFICATE[one];
    if (why !== undefined)
      return requestErrors.certificate(
        `The connection to ${host} (${kind}) is not safe: ${why}. No password was sent.`,
      );
  }
  const why = NETWORK[code] ?? 'it does not answer as it should';
  return requestErrors.unreachable(`The mail server ${host} (${kind}) cannot be reached: ${why}. Try again later.`);
}
