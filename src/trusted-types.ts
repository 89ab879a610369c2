// Imported first by main.ts. Under `require-trusted-types-for 'script'` the browser asks this policy wherever a script's
// address is given as a string: `new Worker(…)` and the registration of the service worker. HTML and code have no
// policy here, so that strings never become either; Lit's templates have a policy of their own.

interface PolicyFactory {
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string }): unknown;
}

const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
factory?.createPolicy('default', {
  createScriptURL(address) {
    if (new URL(address, location.href).origin === location.origin) return address;
    throw new TypeError(`Scripts come from this site only, not from ${address}`);
  },
});
