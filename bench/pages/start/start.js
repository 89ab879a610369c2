// Under the app's headers an address is no script's until a policy says so.
globalThis.trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => (address === '/worker.js' ? address : null),
});
navigator.serviceWorker.register('/worker.js');
