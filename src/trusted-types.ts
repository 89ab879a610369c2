interface PolicyFactory {
  /** What src/first-paint.ts has made, in the built app. */
  readonly defaultPolicy: unknown;
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string }): unknown;
}

/**
 * Under `require-trusted-types-for 'script'` the browser asks this policy wherever a script's address is given as a
 * string: `new Worker(…)` and the registration of the service worker. HTML and code have no policy here, so that
 * strings never become either; Lit's templates have a policy of their own. Call it before anything starts a worker; a worker that
 * starts others has a policy of its own.
 */
export function allowOwnScripts() {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  if (trustedTypes === undefined || trustedTypes.defaultPolicy) return;
  trustedTypes.createPolicy('default', {
    createScriptURL(address) {
      if (new URL(address, location.href).origin === location.origin) return address;
      throw new TypeError(`Scripts come from this site only, not from ${address}`);
    },
  });
}
