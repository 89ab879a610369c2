// What pages may do, said once: sent as headers by serve-static.mjs, and written into the built index.html for hosts
// that send no headers.

const app = {
  'default-src': "'none'",
  // Automerge is WebAssembly, which needs permission to compile; `eval` stays forbidden.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  // Sound and film of mail's attachments, from the device.
  'media-src': 'blob:',
  // Mail is drawn in frames whose documents have policies of their own (below).
  'frame-src': "'self'",
  // Calendars are fetched from any https address once a person agreed (subscriptions, webcal links), and from servers on
  // this computer. Data cannot leave it by plain http.
  'connect-src': "'self' https: wss: http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:*",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
  // Strings become neither HTML nor code: only Lit's templates, our own scripts' addresses (src/trusted-types.ts), and
  // what DOMPurify reads into a document that shows and runs nothing.
  'require-trusted-types-for': "'script'",
  'trusted-types': 'lit-html default dompurify',
};

/** The demo of the widgets: two bundles, each with its Lit, and no address but this site's. */
const embed = {
  ...app,
  'connect-src': "'self'",
  'frame-src': "'none'",
  'trusted-types': "lit-html default 'allow-duplicates'",
};

/**
 * The documents HTML mail is drawn in (public/mail-frame*.html, which say the same for hosts that send no headers). Nothing
 * runs in them, and nothing comes from anywhere: pictures from https only in the second one, after the person asked for
 * them. `allow-modals` lets the app print them.
 */
const mailFrame = (images) =>
  write({
    'default-src': "'none'",
    'style-src': "'unsafe-inline'",
    'img-src': images,
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'self'",
    sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals',
  });

/** The worker that reads PDFs of mail: nothing is fetched by it, and no string becomes code. */
const pdfWorker = () =>
  write({ 'default-src': "'none'", 'require-trusted-types-for': "'script'", 'trusted-types': "'none'" });

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

const mailFrames = new Map([
  ['/mail-frame.html', mailFrame('blob: data:')],
  ['/mail-frame-images.html', mailFrame('blob: data: https:')],
]);

/** Headers of every answer. `path` is the address's path. */
export function securityHeaders(path) {
  const isEmbed = path === '/embed.html' || path.startsWith('/embed/') || path.startsWith('/demo/');
  const framePolicy = mailFrames.get(path);
  const ownPolicy = framePolicy ?? (/^\/assets\/pdf\.worker-[^/]+\.js$/.test(path) ? pdfWorker() : undefined);
  return {
    'Content-Security-Policy': ownPolicy ?? (isEmbed ? embedPolicy : appPolicy),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': framePolicy === undefined ? 'DENY' : 'SAMEORIGIN',
    'X-DNS-Prefetch-Control': 'off',
    'Referrer-Policy': 'no-referrer',
    // The camera reads a new device's code, when the person asks for it.
    'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': isEmbed ? 'cross-origin' : 'same-origin',
  };
}
