// What pages may do, said once: sent as headers by serve-static.mjs, and written into the built index.html for hosts
// that send no headers.

const app = {
  'default-src': "'none'",
  // Automerge is WebAssembly, which needs permission to compile; `eval` stays forbidden.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  // Calendars are fetched from any https address once a person agreed (subscriptions, webcal links), and from servers on
  // this computer. Data cannot leave it by plain http.
  'connect-src': "'self' https: wss: http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:*",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
  // Strings become neither HTML nor code: only Lit's templates and our own scripts' addresses (src/trusted-types.ts).
  'require-trusted-types-for': "'script'",
  'trusted-types': 'lit-html default',
};

/** The demo of the widgets: two bundles, each with its Lit, and no address but this site's. */
const embed = {
  ...app,
  'connect-src': "'self'",
  'trusted-types': "lit-html default 'allow-duplicates'",
};

const write = (policy) =>
  Object.entries(policy)
    .map((directive) => directive.join(' '))
    .join('; ');

/** The app's policy as a header. */
export const appPolicy = write(app);
/** The app's policy for a meta element, where `frame-ancestors` does not count. */
export const appMetaPolicy = write(
  Object.fromEntries(Object.entries(app).filter(([name]) => name !== 'frame-ancestors')),
);
export const embedPolicy = write(embed);

/** Headers of every answer. `path` is the address's path. */
export function securityHeaders(path) {
  const isEmbed = path === '/embed.html' || path.startsWith('/embed/') || path.startsWith('/demo/');
  return {
    'Content-Security-Policy': isEmbed ? embedPolicy : appPolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    // The camera reads a new device's code, when the person asks for it.
    'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': isEmbed ? 'cross-origin' : 'same-origin',
  };
}
